-- Ways in: what sign-in may ask before anybody is known (p_gate), and what everyone may ask about their own sessions.
-- A new password ends what the old one opened.
grant update (ended_at) on token to authz_owner;
grant delete on known_device to authz_owner;
set role authz_owner;

-- A person as the app needs to know them on each request: who they are and which personas they may take today.
create type authz.viewer as (
  account_id bigint, person_id bigint, employee_id text, name text, email text,
  hat text, scopes text[], may_act boolean,
  holds_hr boolean, holds_all boolean, holds_director boolean, holds_administrator boolean,
  has_reports boolean, has_post boolean
);

create function authz.viewer_of(who bigint, hat text default null, scopes text[] default null) returns setof authz.viewer
language sql stable rows 1 as $$
  with held as (
    select g.role, u.parent_id is null and g.unit_id is not null as is_root
    from public.role_grant g left join public.unit u on u.id = g.unit_id
    where g.person_id = who and g.confirmed_at is not null and g.valid @> authz.today()
  )
  select a.id, p.id, p.employee_id, p.name, p.email, hat, scopes,
    authz.acting(p.id) is not null,
    exists (select from held where role = 'hr'),
    exists (select from held where role = 'director' and is_root)
      or exists (select from public.organisation where head_id = p.id),
    exists (select from held where role = 'director'),
    exists (select from held where role = 'administrator'),
    exists (select from public.reporting_closure c where c.ancestor_id = p.id and c.depth = 1)
      and (select day >= authz.today() from authz.as_of),
    p.employed @> authz.today()
  from public.person p left join public.account a on a.person_id = p.id where p.id = who
$$;

-- The viewer of the open scope, also when they may not act.
create function authz.viewer_titles() returns setof authz.viewer language sql stable rows 1 as $$
  select * from authz.viewer_of(nullif(current_setting('app.person_id', true), '')::bigint)
$$;

create function authz.record(actor_id bigint, action text, subject text, subject_id text) returns void language sql as $$
  insert into public.audit_entry (actor_id, actor, action, subject, subject_id)
  values (actor_id, 'person', action, subject, subject_id)
$$;

create function authz.find_account(wanted text)
returns table (account_id bigint, person_id bigint, password_hash text, may_sign_in boolean) language sql stable rows 1 as $$
  select a.id, p.id, a.password_hash, a.password_hash is not null and authz.acting(p.id) is not null
  from public.person p join public.account a on a.person_id = p.id where lower(p.email) = lower(wanted)
$$;

-- When this session ends at the latest. The administrator's hat needs the grant.
create function authz.open_session(account bigint, id_hash text, hat text, agent text) returns timestamptz
language plpgsql as $$
declare
  who bigint := (select authz.acting(a.person_id) from public.account a where a.id = account);
  ends timestamptz := now() + interval '12 hours';
begin
  if who is null or (hat = 'administrator' and not (select v.holds_administrator from authz.viewer_of(who) v)) then
    raise 'This account cannot sign in like that.' using errcode = 'insufficient_privilege';
  end if;
  insert into public.session (id_hash, account_id, hat, agent, ends_at)
    values (open_session.id_hash, account, open_session.hat, left(open_session.agent, 200), ends);
  perform authz.record(who, 'session.opened', 'account', account::text);
  return ends;
end $$;

create function authz.is_live(s public.session) returns boolean language sql stable as $$
  select s.ended_at is null and s.ends_at > now() and s.seen_at > now() - interval '60 minutes'
$$;

-- Who this session is, or no row: ended, idle for an hour, 12 hours old, or its person may no longer act in that hat.
create function authz.look_up_session(wanted text) returns setof authz.viewer language plpgsql rows 1 as $$
declare
  s public.session;
begin
  select * into s from public.session where id_hash = wanted;
  if not coalesce(authz.is_live(s), false) then return; end if;
  return query
    select v.* from public.account a, authz.viewer_of(a.person_id, s.hat) v
    where a.id = s.account_id and v.may_act and (s.hat <> 'administrator' or v.holds_administrator);
  if found and s.seen_at < now() - interval '1 minute' then
    update public.session set seen_at = now() where id = s.id;
  end if;
end $$;

create function authz.end_session(wanted text) returns void language plpgsql as $$
declare
  ended public.session;
begin
  update public.session set ended_at = now() where id_hash = wanted and ended_at is null returning * into ended;
  if found then
    perform authz.record(a.person_id, 'session.ended', 'account', a.id::text)
      from public.account a where a.id = ended.account_id;
  end if;
end $$;

create function authz.look_up_token(wanted text, secret text) returns setof authz.viewer language sql stable rows 1 as $$
  select v.* from public.token t join public.account a on a.id = t.account_id,
    authz.viewer_of(a.person_id, 'work', t.scopes) v
  where t.public_id = wanted and t.secret_hash = secret and t.ended_at is null and t.expires_at > now() and v.may_act
$$;

create function authz.count_failures(buckets text[], since timestamptz) returns table (bucket text, failures bigint)
language sql stable as $$
  select b, (select count(*) from public.sign_in_failure f where f.bucket = b and f.at > since) from unnest(buckets) b
$$;

create function authz.add_failure(buckets text[]) returns void language plpgsql as $$
begin
  insert into public.sign_in_failure (bucket) select unnest(buckets);
  delete from public.sign_in_failure where bucket = any (buckets) and at < now() - interval '1 day';
end $$;

create function authz.clear_failures(buckets text[]) returns void language sql as $$
  delete from public.sign_in_failure where bucket = any (buckets)
$$;

create function authz.is_known_device(account bigint, device text) returns boolean language sql stable as $$
  select exists (select from public.known_device d where d.account_id = account and d.device_hash = device)
$$;

create function authz.remember_device(account bigint, device text) returns void language sql as $$
  insert into public.known_device (account_id, device_hash) values (account, device)
  on conflict (account_id, device_hash) do update set seen_at = now()
$$;

-- Whose password this link may set; no row once used, expired, or when its person may not act.
create function authz.find_invitation(secret text)
returns table (account_id bigint, name text, email text, expires_at timestamptz) language sql stable rows 1 as $$
  select a.id, p.name, p.email, i.expires_at from public.invitation i
    join public.account a on a.id = i.account_id join public.person p on p.id = authz.acting(a.person_id)
  where i.secret_hash = secret and i.used_at is null and least(i.expires_at, i.created_at + interval '72 hours') > now()
$$;

-- Sets the password once; the account's other links, sessions, tokens and known devices end. The account, or null when the link is spent.
create function authz.use_invitation(secret text, password_hash text) returns bigint language plpgsql as $$
declare
  used bigint := (select i.account_id from authz.find_invitation(secret) i);
begin
  update public.invitation set used_at = now() where secret_hash = secret and used_at is null and account_id = used;
  if not found then return null; end if;
  update public.invitation set used_at = now() where account_id = used and used_at is null;
  update public.account set password_hash = use_invitation.password_hash, password_set_at = now(), version = version + 1
    where id = used;
  update public.session set ended_at = now() where account_id = used and ended_at is null;
  update public.token set ended_at = now() where account_id = used and ended_at is null;
  delete from public.known_device where account_id = used;
  perform authz.record(a.person_id, 'password.set', 'account', used::text) from public.account a where a.id = used;
  return used;
end $$;

create function authz.my_sessions(current text default null)
returns table (id bigint, hat text, agent text, created_at timestamptz, seen_at timestamptz, ends_at timestamptz, is_current boolean)
language sql stable as $$
  select s.id, s.hat, s.agent, s.created_at, s.seen_at, s.ends_at, s.id_hash is not distinct from current
  from public.session s join public.account a on a.id = s.account_id
  where a.person_id = authz.person_id() and authz.is_live(s) order by s.seen_at desc
$$;

create function authz.end_my_session(which bigint) returns boolean language plpgsql as $$
begin
  update public.session s set ended_at = now() from public.account a
    where s.id = which and s.ended_at is null and a.id = s.account_id and a.person_id = authz.person_id();
  if not found then return false; end if;
  perform authz.record(authz.person_id(), 'session.ended', 'session', which::text);
  return true;
end $$;

-- Ends all of the viewer's sessions but the one to keep; how many.
create function authz.end_my_sessions(keep text default null) returns int language plpgsql as $$
declare
  ended int;
begin
  update public.session s set ended_at = now() from public.account a
    where s.ended_at is null and a.id = s.account_id and a.person_id = authz.person_id()
      and s.id_hash is distinct from keep;
  get diagnostics ended = row_count;
  if ended > 0 then
    perform authz.record(authz.person_id(), 'session.ended', 'account', a.id::text)
      from public.account a where a.person_id = authz.person_id();
  end if;
  return ended;
end $$;

grant execute on function authz.viewer_titles(), authz.my_sessions(text), authz.end_my_session(bigint),
  authz.end_my_sessions(text) to p_member, p_pmo, p_all, p_hr, p_admin;
grant execute on function authz.find_account(text), authz.open_session(bigint, text, text, text),
  authz.look_up_session(text), authz.end_session(text), authz.look_up_token(text, text),
  authz.count_failures(text[], timestamptz), authz.add_failure(text[]), authz.clear_failures(text[]),
  authz.is_known_device(bigint, text), authz.remember_device(bigint, text), authz.find_invitation(text),
  authz.use_invitation(text, text) to p_gate;

do $$
declare f record;
begin
  for f in select oid::regprocedure as name, provolatile = 's' as reads from pg_proc
    where pronamespace = 'authz'::regnamespace and not prosecdef
  loop
    execute format('alter function %s security definer parallel %s set search_path = ''''',
      f.name, case when f.reads then 'safe' else 'unsafe' end);
  end loop;
end $$;
reset role;
