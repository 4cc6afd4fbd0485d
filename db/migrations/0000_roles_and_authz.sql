-- Who someone is and whom they may see. Run by the database's owner: no superuser, but CREATEROLE. PostgreSQL 15 or newer.
create extension if not exists btree_gist;
create extension if not exists pg_trgm;
create schema authz;

-- Roles belong to the cluster: make them or find them, then lend them without inheritance (16 and newer split INHERIT and SET).
do $$
declare
  name text;
  personas text[] := '{p_member,p_host,p_pmo,p_all,p_hr,p_admin,p_job,p_gate}';
  may_set text := case when current_setting('server_version_num')::int >= 160000 then 'with inherit false, set true' end;
begin
  foreach name in array personas || '{gravitas_app,authz_owner,p_dump}'::text[] loop
    begin
      execute format('create role %I noinherit %s', name, case name when 'gravitas_app' then 'login' else 'nologin' end);
    exception when duplicate_object or unique_violation then null;
    end;
  end loop;
  foreach name in array personas loop
    execute format('grant %I to gravitas_app %s', name, may_set);
  end loop;
  foreach name in array '{authz_owner,p_dump}'::text[] loop
    execute format('grant %I to current_user %s', name, may_set);
  end loop;
end $$;

revoke all on schema public, authz from public;
grant usage on schema public, authz
  to gravitas_app, authz_owner, p_member, p_host, p_pmo, p_all, p_hr, p_admin, p_job, p_gate, p_dump;
grant create on schema authz to authz_owner;
-- Without IN SCHEMA: a schema cannot take the global default away.
alter default privileges revoke execute on functions from public;

-- The day whose picture the closures hold.
create table authz.as_of (
  is_only boolean primary key default true check (is_only),
  day date not null
);
insert into authz.as_of (day) values ('-infinity');

-- From here to "reset role" all belongs to a role that cannot log in and sees what its policies allow.
-- Bodies name tables of the next migration, hence unchecked.
set local check_function_bodies = off;
set role authz_owner;
alter default privileges revoke execute on functions from public;

create function authz.today() returns date language sql stable as $$
  select coalesce(sample_today, (now() at time zone time_zone)::date) from public.organisation
$$;

create function authz.is_current() returns boolean language sql stable as $$
  select day = authz.today() from authz.as_of
$$;

-- Which job runs as p_job; each table's policy names those that may touch it.
create function authz.job() returns text language sql stable as $$
  select nullif(current_setting('app.job', true), '')
$$;

-- This person, if they may act at all today: null for unknown, disabled and left.
create function authz.acting(who bigint) returns bigint language sql stable as $$
  select id from public.person
  where id = who and not is_disabled and (employed @> authz.today() or isempty(employed))
$$;

-- The viewer. Unset: null, hence no rows.
create function authz.person_id() returns bigint language sql stable as $$
  select id from public.person where id = nullif(current_setting('app.person_id', true), '')::bigint
    and not is_disabled and (employed @> authz.today() or isempty(employed))
$$;

-- The proof behind a broad persona.
create function authz.holds(what text) returns boolean language sql stable as $$
  select case what
    when 'all' then exists (select from public.organisation where head_id = (select authz.person_id()))
      or exists (
        select from authz.held h join public.unit u on u.id = h.unit_id and u.parent_id is null where h.role = 'director'
      )
    else exists (select from authz.held h where h.role = what)
  end
$$;

-- Self, reports of today, members of granted units. A closure behind today shows nobody: late is empty, never wrong.
create function authz.visible_ids() returns setof bigint language sql stable rows 500 as $$
  select c.descendant_id from public.reporting_closure c where c.ancestor_id = (select authz.person_id())
    and (select day >= authz.today() from authz.as_of)
  union
  select m.person_id from authz.held h join public.unit_closure u on u.ancestor_id = h.unit_id
    join public.unit_membership m on m.unit_id = u.descendant_id and m.valid @> (select authz.today())
  where h.role = 'director'
$$;

-- Units at and below the viewer's director grants in force.
create function authz.granted_unit_ids() returns setof bigint language sql stable rows 200 as $$
  select distinct u.descendant_id from authz.held h join public.unit_closure u on u.ancestor_id = h.unit_id
  where h.role = 'director'
$$;

-- Ids by part of the name or by the exact employee id. Scoped inside, or the limit would hide one's own people behind others.
create function authz.find_people(wanted text, most int default 50) returns setof bigint
language plpgsql stable set plan_cache_mode = force_custom_plan as $$
declare
  pattern text := '%' || regexp_replace(wanted, '([\\%_])', '\\\1', 'g') || '%';
begin
  if (
    case current_setting('role')
      when 'p_hr' then authz.holds('hr')
      when 'p_all' then authz.holds('all')
      when 'p_admin' then authz.holds('administrator')
    end
  ) then
    return query select p.id from public.person p
      where p.employee_id is not null and (p.name ilike pattern or p.employee_id = wanted)
      order by p.name, p.id limit least(most, 200);
  elsif current_setting('role') in ('p_member', 'p_pmo') then
    return query select p.id from public.person p
      where p.id = any (array(select authz.visible_ids()))
        and p.employee_id is not null and (p.name ilike pattern or p.employee_id = wanted)
      order by p.name, p.id limit least(most, 200);
  end if;
end $$;

-- Who read the viewer's data: the role and the day, never the name.
create function authz.who_looked(most int default 50)
returns table (at timestamptz, viewer_role text, purpose text) language sql stable as $$
  select l.at, l.viewer_role, l.purpose from public.access_log l
  where l.subject_ids @> array[authz.person_id()] and l.viewer_id <> authz.person_id()
  order by l.at desc limit least(most, 200)
$$;

-- Reports of today, this many steps down at most. A closure behind today shows nobody.
create function authz.report_ids(deepest int default 99) returns setof bigint language sql stable rows 200 as $$
  select c.descendant_id from public.reporting_closure c
  where c.ancestor_id = (select authz.person_id()) and c.depth between 1 and deepest
    and (select day >= authz.today() from authz.as_of)
$$;

-- Today's manager of each of these people: one may know who manages whom one sees, also where the manager is out of reach.
create function authz.manager_of(person_ids bigint[])
returns table (person_id bigint, employee_id text, name text) language sql stable as $$
  select l.person_id, m.employee_id, m.name from public.reporting_line l
  join public.person m on m.id = l.manager_id and m.employed @> (select authz.today()) and m.employee_id is not null
  where l.person_id = any (person_ids) and l.valid @> (select authz.today()) and case current_setting('role')
    when 'p_hr' then (select authz.holds('hr'))
    when 'p_all' then (select authz.holds('all'))
    when 'p_admin' then (select authz.holds('administrator'))
    when 'p_member' then l.person_id = any (array(select authz.visible_ids()))
    when 'p_pmo' then l.person_id = any (array(select authz.visible_ids()))
    else false end
$$;

create function authz.organisation_name() returns text language sql stable as $$
  select name from public.unit where parent_id is null
$$;

create function authz.is_sample() returns boolean language sql stable as $$
  select is_sample from public.organisation
$$;

-- One lock for everybody who changes the tree, taken before the first row.
create function authz.lock_tree() returns trigger language plpgsql as $$
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise 'Changes to the tree need READ COMMITTED: an older snapshot would not see the mover before.';
  end if;
  perform pg_advisory_xact_lock(7001);
  return null;
end $$;

create function authz.rebuild() returns void language sql as $$
  with recursive line as (
      select person_id as ancestor, person_id as descendant, 0 as depth from authz.picture
      union all
      select line.ancestor, p.person_id, line.depth + 1 from line join authz.picture p on p.manager_id = line.descendant
    ),
    gone as (
      delete from public.reporting_closure c
      where not exists (select from line where line.ancestor = c.ancestor_id and line.descendant = c.descendant_id)
    )
  insert into public.reporting_closure select ancestor, descendant, depth from line
  on conflict (ancestor_id, descendant_id) do update set depth = excluded.depth
    where reporting_closure.depth <> excluded.depth
$$;

-- Makes the closure right for these people and their reports: cut all that changed, then hang each where it belongs.
create function authz.rehang(ids bigint[]) returns void language plpgsql as $$
declare
  moved bigint[];
  piece record;
begin
  if cardinality(ids) > 3000 then
    perform authz.rebuild();
    return;
  end if;
  select array_agg(distinct i.id) into moved
    from (select unnest(ids) as id union select l.person_id from public.reporting_line l where l.manager_id = any (ids)) i
    left join authz.picture w on w.person_id = i.id
    left join public.reporting_closure s on s.ancestor_id = i.id and s.descendant_id = i.id
    left join public.reporting_closure h on h.descendant_id = i.id and h.depth = 1
    where (w.person_id is null) <> (s.ancestor_id is null) or w.manager_id is distinct from h.ancestor_id;
  delete from public.reporting_closure c using public.reporting_closure above, public.reporting_closure below
    where above.descendant_id = any (moved) and above.depth > 0 and below.ancestor_id = above.descendant_id
      and c.ancestor_id = above.ancestor_id and c.descendant_id = below.descendant_id;
  delete from public.reporting_closure where ancestor_id = any (moved) and descendant_id = ancestor_id
    and not exists (select from authz.picture w where w.person_id = ancestor_id);
  insert into public.reporting_closure
    select w.person_id, w.person_id, 0 from authz.picture w where w.person_id = any (moved)
    on conflict do nothing;
  for piece in
    select w.person_id, w.manager_id from authz.picture w where w.person_id = any (moved) and w.manager_id is not null
  loop
    insert into public.reporting_closure
      select above.ancestor_id, below.descendant_id, above.depth + below.depth + 1
      from public.reporting_closure above, public.reporting_closure below
      where above.descendant_id = piece.manager_id and below.ancestor_id = piece.person_id;
  end loop;
end $$;

create function authz.person_changed() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    perform authz.rehang(array(select id from new_rows));
  else
    perform authz.rehang(array(select n.id from new_rows n join old_rows o using (id) where n.employed <> o.employed));
  end if;
  return null;
end $$;

-- Refuses a loop on any day, past or planned: walks upward through time, narrowing the days on the way.
create function authz.line_changed() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    perform authz.rehang(array(select person_id from old_rows));
    return null;
  end if;
  if exists (
    with recursive up as (
      select person_id, manager_id, valid as during from new_rows
      union all
      select l.person_id, l.manager_id, up.during * l.valid from up
        join public.reporting_line l on l.person_id = up.manager_id and l.valid && up.during
    ) cycle person_id set is_loop using path
    select from up where is_loop
  ) then
    raise 'That would make someone their own manager.' using errcode = 'check_violation';
  end if;
  if tg_op = 'INSERT' then
    perform authz.rehang(array(select person_id from new_rows));
  else
    perform authz.rehang(array(select person_id from new_rows union select person_id from old_rows));
  end if;
  return null;
end $$;

create function authz.unit_changed() returns trigger language plpgsql as $$
begin
  with recursive tree as (
      select id as ancestor, id as descendant, 0 as depth, parent_id as up from public.unit
      union all
      select u.id, tree.descendant, tree.depth + 1, u.parent_id from tree join public.unit u on u.id = tree.up
        where tree.depth < 99
    ),
    gone as (
      delete from public.unit_closure c
      where not exists (select from tree where tree.ancestor = c.ancestor_id and tree.descendant = c.descendant_id)
    )
  insert into public.unit_closure select ancestor, descendant, min(depth) from tree group by ancestor, descendant
  on conflict (ancestor_id, descendant_id) do update set depth = excluded.depth where unit_closure.depth <> excluded.depth;
  if exists (
    select from public.unit u join public.unit_closure c on c.ancestor_id = u.id and c.descendant_id = u.parent_id
  ) then
    raise 'That would put a unit inside itself.' using errcode = 'check_violation';
  end if;
  return null;
end $$;

-- Brings the closures to today; true when there was something to do. Setting a sample's clock back rebuilds.
create function authz.advance(day date default authz.today()) returns boolean language plpgsql as $$
declare
  before date;
  span daterange;
begin
  if day > authz.today() then
    raise 'The closures never run ahead of today.';
  end if;
  if current_setting('transaction_isolation') <> 'read committed' then
    raise 'advance() needs READ COMMITTED.';
  end if;
  perform pg_advisory_xact_lock(7001);
  select a.day into before from authz.as_of a;
  if before = day then
    return false;
  end if;
  update authz.as_of a set day = advance.day;
  if before > day or before = '-infinity' then
    perform authz.rebuild();
    return true;
  end if;
  span := daterange(before, day, '(]');
  perform authz.rehang(array(
    select l.person_id from public.reporting_line l where span @> lower(l.valid) or span @> upper(l.valid)
    union
    select p.id from public.person p where span @> lower(p.employed) or span @> upper(p.employed)
  ));
  return true;
end $$;

-- What a published edition holds never changes. The trigger's argument says how the row finds its edition.
create function authz.keep_published() returns trigger language plpgsql as $$
declare
  line jsonb;
  version_id bigint;
begin
  foreach line in array array[to_jsonb(old), to_jsonb(new)] loop
    continue when line is null;
    version_id := case tg_argv[0]
      when 'version' then (line ->> 'framework_version_id')::bigint
      when 'criterion' then (
        select c.framework_version_id from public.criterion c where c.id = (line ->> 'criterion_id')::bigint
      )
      when 'profile' then (
        select p.framework_version_id from public.role_profile p where p.id = (line ->> 'role_profile_id')::bigint
      )
    end;
    if exists (select from public.framework_version v where v.id = version_id and v.status = 'published') then
      raise 'This framework edition is published and does not change: make a new edition.' using errcode = 'check_violation';
    end if;
  end loop;
  return coalesce(new, old);
end $$;

create function authz.keep_edition() returns trigger language plpgsql as $$
begin
  if old.status = 'published' then
    raise 'This framework edition is published and does not change: make a new edition.' using errcode = 'check_violation';
  end if;
  return coalesce(new, old);
end $$;

create function authz.append_only() returns trigger language plpgsql as $$
begin
  raise 'The audit is append-only.' using errcode = 'insufficient_privilege';
end $$;

grant execute on function authz.lock_tree(), authz.person_changed(), authz.line_changed(), authz.unit_changed(),
  authz.keep_published(), authz.keep_edition(), authz.append_only() to session_user;
grant execute on function authz.today(), authz.is_current() to gravitas_app;
grant execute on function authz.today(), authz.person_id(), authz.holds(text), authz.visible_ids(), authz.granted_unit_ids(),
  authz.find_people(text, int), authz.manager_of(bigint[]), authz.report_ids(int), authz.who_looked(int),
  authz.organisation_name(), authz.is_sample() to p_member, p_pmo, p_all, p_hr, p_admin;
grant execute on function authz.job(), authz.today(), authz.advance(date), authz.rebuild(), authz.organisation_name(),
  authz.is_sample() to p_job;
grant execute on function authz.organisation_name(), authz.is_sample() to p_gate;

-- All run as their owner and find nothing by search path; one that only reads may run in a parallel worker.
do $$
declare f record;
begin
  for f in select oid::regprocedure as name, provolatile = 's' as reads from pg_proc where pronamespace = 'authz'::regnamespace
  loop
    execute format('alter function %s security definer parallel %s set search_path = ''''',
      f.name, case when f.reads then 'safe' else 'unsafe' end);
  end loop;
end $$;
reset role;
