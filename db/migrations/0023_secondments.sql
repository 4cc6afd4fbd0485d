-- Placements: where they stand is moved by events alone, who may take which step stands here once more, and hosts read theirs
-- by date, as a persona of their own.
set local check_function_bodies = off;
set role authz_owner;

-- The machine of lib/secondments/machine.ts inside one employer; a test compares the two.
create function authz.secondment_steps() returns table (deed text, from_state text, to_state text, actor text)
language sql stable rows 60 as $$
  select v.deed, v.from_state, v.to_state, unnest(string_to_array(v.actors, ' ')) from (values
    ('ask', 'draft', 'interest', 'hr'),
    ('drop', 'draft', 'dropped', 'hr'),
    ('consent', 'interest', 'release', 'secondee'),
    ('withdraw', 'interest', 'withdrawn', 'secondee hr'),
    ('release', 'release', 'selection', 'home'),
    ('refuse', 'release', 'refused', 'home'),
    ('withdraw', 'release', 'withdrawn', 'secondee hr'),
    ('uphold', 'refused', 'release', 'hr'),
    ('drop', 'refused', 'dropped', 'hr clock'),
    ('accept', 'selection', 'confirmed', 'host'),
    ('decline', 'selection', 'not-selected', 'host'),
    ('withdraw', 'selection', 'withdrawn', 'secondee hr'),
    ('begin', 'confirmed', 'active', 'clock'),
    ('cancel', 'confirmed', 'cancelled', 'hr'),
    ('ask-extension', 'active', 'extending', 'secondee home host hr'),
    ('extend', 'extending', 'active', 'hr'),
    ('keep-end', 'extending', 'active', 'hr'),
    ('end', 'extending', 'returned', 'clock'),
    ('ask-end', 'active', 'ending-early', 'secondee home host hr'),
    ('keep-on', 'ending-early', 'active', 'hr'),
    ('end', 'ending-early', 'returned', 'clock'),
    ('near-end', 'active', 'ending', 'clock'),
    ('end', 'ending', 'returned', 'clock'),
    ('close', 'returned', 'closed', 'hr')
  ) v (deed, from_state, to_state, actors)
$$;

create function authz.secondment_holds(state text) returns boolean language sql stable as $$
  select state in ('interest', 'release', 'selection', 'confirmed', 'active', 'extending', 'ending-early', 'ending')
$$;

-- Placements that the viewer hosts: from their own decision to the last day, whoever is late to note its end.
create function authz.hosted_secondment_ids() returns setof bigint language sql stable rows 20 as $$
  select s.id from public.secondment s join public.opening o on o.id = s.opening_id
  where (select authz.person_id()) in (o.sponsor_id, o.supervisor_id) and s.person_id <> (select authz.person_id())
    and s.state in ('selection', 'confirmed', 'active', 'extending', 'ending-early', 'ending')
    and upper(s.during) > (select authz.today())
    and (s.state <> 'ending-early' or s.asked_end >= (select authz.today()))
$$;

-- Of these, whoever is there today: the host reads what they came to learn, and from which level.
create function authz.hosted_now_ids() returns setof bigint language sql stable rows 20 as $$
  select s.id from public.secondment s
  where s.id in (select authz.hosted_secondment_ids()) and s.state <> 'selection' and s.during @> (select authz.today())
$$;

create function authz.hosted_person_ids() returns setof bigint language sql stable rows 20 as $$
  select s.person_id from public.secondment s where s.id in (select authz.hosted_secondment_ids())
$$;

-- Placements that are being written down: proposed in this transaction, and without their first event.
create function authz.new_secondment_ids() returns setof bigint language sql stable rows 20 as $$
  select s.id from public.secondment s
  where not exists (select from public.secondment_event e where e.secondment_id = s.id)
    and case when s.person_id = (select authz.person_id()) then s.origin = 'volunteered'
      when current_setting('role') = 'p_hr' then (select authz.holds('hr'))
      when current_setting('role') = 'p_all' then s.origin = 'plan' and (select authz.holds('all'))
      else false end
$$;

-- Placements whose cover at home the viewer arranges: HR, and the line above the secondee once they were asked.
create function authz.coverable_secondment_ids() returns setof bigint language sql stable rows 50 as $$
  select s.id from public.secondment s
  where s.person_id <> (select authz.person_id()) and (authz.secondment_holds(s.state) or s.state = 'draft')
    and (s.state <> 'draft' and s.person_id in (select authz.report_ids())
      or current_setting('role') = 'p_hr' and (select authz.holds('hr')))
$$;

create function authz.refused_secondment_ids() returns setof bigint language sql stable rows 5 as $$
  select s.id from public.secondment s where s.person_id = (select authz.person_id()) and s.state = 'refused'
$$;

-- The lowest seat of an opening that nobody holds on any of these days; null: none is free.
create function authz.free_seat(opening bigint, days daterange, but bigint default null) returns smallint language sql stable as $$
  select min(n)::smallint from public.opening o, generate_series(1, o.seats) n
  where o.id = opening and not exists (select from public.secondment s
    where s.opening_id = o.id and s.seat_no = n and s.id is distinct from but and s.during && days and authz.secondment_holds(s.state))
$$;

-- As whom the viewer may act on a placement of this person in this opening; nobody runs their own but as the secondee.
create function authz.secondment_actors(secondee bigint, opening bigint) returns text[] language sql stable as $$
  select case
    when current_setting('role') = 'p_job' then case when authz.job() = 'secondment' then '{clock}'::text[] else '{}' end
    when secondee = authz.person_id() then '{secondee}'
    else array_remove(array[
      case when secondee in (select authz.report_ids()) then 'home' end,
      case when exists (select from public.opening o where o.id = opening
        and authz.person_id() in (o.sponsor_id, o.supervisor_id)) then 'host' end,
      case when current_setting('role') = 'p_hr' and authz.holds('hr') then 'hr' end], null) end
$$;

-- An event is the step: checked here against the machine, the actor and the day, and carried out.
create function authz.take_step() returns trigger language plpgsql as $$
declare
  s public.secondment;
  last_day date;
  mine text[];
  has_appeal boolean;
begin
  select * into s from public.secondment p where p.id = new.secondment_id for update;
  if new.on_day <> authz.today() then
    raise 'A step is taken today.' using errcode = 'GV400';
  end if;
  if new.from_state is null then
    if new.deed <> 'propose' or s.state <> new.to_state or new.asked_end is not null
      or exists (select from public.secondment_event e where e.secondment_id = s.id) then
      raise 'This placement was proposed already.' using errcode = 'GV409';
    end if;
    return new;
  end if;
  if s.state <> new.from_state or s.version <> new.of_version or new.of_version is null and current_setting('role') <> 'p_job' then
    raise 'Somebody moved this placement on in the meantime. Look at it again.' using errcode = 'GV409';
  end if;
  mine := authz.secondment_actors(s.person_id, s.opening_id);
  if not exists (select from authz.secondment_steps() t where t.deed = new.deed and t.from_state = new.from_state
    and t.to_state = new.to_state) then
    raise 'A placement does not go from % to % like that.', new.from_state, new.to_state using errcode = 'GV409';
  end if;
  if not exists (select from authz.secondment_steps() t where t.deed = new.deed and t.from_state = new.from_state
    and t.to_state = new.to_state and t.actor = any (mine)) then
    raise 'This step is for somebody else to take.' using errcode = 'GV403';
  end if;
  if new.reason = '' and new.deed in ('drop', 'refuse', 'uphold', 'decline', 'cancel', 'ask-extension', 'keep-end', 'ask-end', 'keep-on') and not (new.deed = 'drop' and new.from_state = 'refused') then
    raise 'Say why, in words.' using errcode = 'GV400';
  end if;
  if new.deed = 'refuse' and new.alternative = '' then
    raise 'Say what you offer instead.' using errcode = 'GV400';
  end if;
  if (new.asked_end is not null) <> (new.deed in ('ask-extension', 'ask-end'))
    or new.deed = 'ask-extension' and new.asked_end < upper(s.during)
    or new.deed = 'ask-end' and (new.asked_end >= upper(s.during) - 1 or new.asked_end < lower(s.during)) then
    raise 'This last day does not fit.' using errcode = 'GV400';
  end if;
  if new.deed = 'begin' and new.on_day < lower(s.during)
    or new.deed = 'end' and new.on_day <= coalesce(case s.state when 'ending-early' then s.asked_end end, upper(s.during) - 1) then
    raise 'Its day has not come.' using errcode = 'GV409';
  end if;
  if new.deed in ('ask', 'accept') and new.on_day > lower(s.during) then
    raise 'Its first day has passed.' using errcode = 'GV409';
  end if;
  has_appeal := exists (select from public.appeal a where a.secondment_id = s.id and a.state = 'open');
  if new.deed = 'uphold' and not exists (select from public.appeal a where a.secondment_id = s.id and a.state = 'upheld'
      and a.asked_on >= s.state_since and a.decided_on = new.on_day)
    or s.state = 'refused' and has_appeal then
    raise 'An appeal is decided first.' using errcode = 'GV409';
  end if;
  last_day := case when new.deed = 'extend' then s.asked_end else upper(s.during) - 1 end;
  if new.deed in ('release', 'extend') and (not exists (select from public.secondment_cover c where c.secondment_id = s.id)
    or exists (select from public.secondment_cover c
      where c.secondment_id = s.id and not c.during @> daterange(lower(s.during), last_day, '[]'))) then
    raise 'Arrange cover at home for the whole absence first.' using errcode = 'GV409';
  end if;
  update public.secondment p set state = new.to_state, state_since = new.on_day, due_on = new.due_on, asked_end = new.asked_end,
    during = case when new.deed = 'extend' or new.deed = 'end' and s.state = 'ending-early'
      then daterange(lower(s.during), s.asked_end, '[]') else s.during end,
    version = p.version + 1
    where p.id = s.id;
  return new;
end $$;

-- What an update may change: the way, by the machine; the days, before anybody agreed, or as an end was asked for.
create function authz.guard_secondment() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.state not in ('draft', 'interest') then
      raise 'A placement begins as a draft, or by asking.' using errcode = 'GV409';
    end if;
  elsif (new.person_id, new.opening_id, new.public_id, new.origin, new.created_at) is distinct from
    (old.person_id, old.opening_id, old.public_id, old.origin, old.created_at) or new.plan_run is distinct from old.plan_run then
    raise 'Whose placement it is, and where, stays. Propose another.' using errcode = 'GV409';
  elsif new.state <> old.state and not exists (
    select from authz.secondment_steps() t where t.from_state = old.state and t.to_state = new.state) then
    raise 'A placement does not go from % to %.', old.state, new.state using errcode = 'GV409';
  elsif (new.during, new.seat_no, new.share) is distinct from (old.during, old.seat_no, old.share)
    and not (old.state in ('draft', 'interest') and new.state = old.state)
    and not ((old.state, new.state) in (('extending', 'active'), ('ending-early', 'returned'))
      and new.seat_no = old.seat_no and new.share = old.share
      and new.during = daterange(lower(old.during), old.asked_end, '[]')) then
    raise 'The days of a placement that somebody agreed to stay: ask for another end.' using errcode = 'GV409';
  end if;
  if (tg_op = 'INSERT' or new.seat_no <> old.seat_no)
    and new.seat_no > (select o.seats from public.opening o where o.id = new.opening_id) then
    raise 'The opening has no such seat.' using errcode = 'GV409';
  end if;
  return new;
end $$;

-- Nobody is asked for more than all of their time on any day. The person's row is held, so that two at once see each other.
create function authz.hold_person() returns trigger language plpgsql as $$
begin
  if not authz.secondment_holds(new.state) then
    return new;
  end if;
  perform from public.person p where p.id = new.person_id for no key update;
  if exists (
    with others as (
      select s.during, s.share from public.secondment s
      where s.person_id = new.person_id and s.id <> new.id and authz.secondment_holds(s.state) and s.during && new.during
    )
    select from (select lower(new.during) as day union select lower(o.during) from others o) d
    where new.during @> d.day and new.share + (select coalesce(sum(o.share), 0) from others o where o.during @> d.day) > 100
  ) then
    raise 'On some of these days the person would be asked for more than all of their time.' using errcode = 'GV409';
  end if;
  return new;
end $$;

-- Who belongs to placements, whoever asks: for the functions below alone.
create function authz.secondment_parts(ids bigint[]) returns table (secondment_id bigint, part text, who bigint)
language sql stable rows 100 as $$
  with of as (select s.id, s.person_id, s.opening_id from public.secondment s where s.id = any (ids))
  select s.id, 'secondee', s.person_id from of s
  union
  select s.id, 'home', l.manager_id from of s
    join public.reporting_line l on l.person_id = s.person_id and l.valid @> authz.today()
  union
  select s.id, 'above', u.manager_id from of s
    join public.reporting_line l on l.person_id = s.person_id and l.valid @> authz.today()
    join public.reporting_line u on u.person_id = l.manager_id and u.valid @> authz.today()
  union
  select s.id, 'host', h.who from of s join public.opening o on o.id = s.opening_id,
    lateral (values (o.sponsor_id), (o.supervisor_id)) h (who)
  union
  select s.id, 'cover', c.covering_person_id from of s join public.secondment_cover c on c.secondment_id = s.id
  union
  select s.id, 'by', e.by_id from of s join public.secondment_event e on e.secondment_id = s.id
  union
  select s.id, 'hr', g.person_id from of s, public.role_grant g
    where g.role = 'hr' and g.confirmed_at is not null and g.valid @> authz.today()
$$;

-- Who belongs to placements that the viewer sees: names for those who read them, and whom to tell.
create function authz.secondment_parties(ids bigint[])
returns table (secondment_id bigint, part text, person_id bigint, employee_id text, name text) language sql stable rows 100 as $$
  with seen as (
    select s.id from public.secondment s
    where s.id = any (ids) and case current_setting('role')
      when 'p_hr' then (select authz.holds('hr'))
      when 'p_all' then (select authz.holds('all')) and s.state <> 'draft'
      when 'p_host' then s.id in (select authz.hosted_secondment_ids())
      when 'p_job' then authz.job() = 'secondment'
      when 'p_member' then s.state <> 'draft' and s.person_id = any (array(select authz.visible_ids()))
      when 'p_pmo' then s.state <> 'draft' and s.person_id = any (array(select authz.visible_ids()))
      else false end
  )
  select p.secondment_id, p.part, p.who, case when p.part <> 'hr' then w.employee_id end, case when p.part <> 'hr' then w.name end
  from authz.secondment_parts(array(select id from seen)) p join public.person w on w.id = p.who
  where p.part not in ('cover', 'by') or current_setting('role') <> 'p_host'
$$;

-- Whom the viewer may tell of which placement: whoever belongs to one that they belong to or have moved themselves.
create function authz.placement_tellable() returns table (person_id bigint, secondment text) language sql stable rows 100 as $$
  with mine as (
    select s.id from public.secondment s where case when current_setting('role') = 'p_hr' then (select authz.holds('hr')) else
      s.person_id = any (array(select authz.visible_ids())) or s.id in (select authz.hosted_secondment_ids())
      or s.id in (select e.secondment_id from public.secondment_event e where e.by_id = (select authz.person_id())) end
  )
  select p.who, s.public_id::text from authz.secondment_parts(array(select id from mine)) p
  join public.secondment s on s.id = p.secondment_id
$$;

-- What is held about somebody has these parts too, and whoever hosts them sees them.
do $$
declare
  parts text := pg_get_functiondef('authz.my_data(text, text, int)'::regprocedure);
  next text := $next$      ('message', $q$next$;
  watchers text := pg_get_functiondef('authz.who_sees_me()'::regprocedure);
  last text := $last$      select 'head', o.head_id, null, 0 from public.organisation o$last$;
begin
  if position(next in parts) = 0 then raise 'authz.my_data() has no part for messages.'; end if;
  execute replace(parts, next, $more$      ('secondment', $q$ select lpad(s.id::text, 19, '0'), (to_jsonb(s) - '{id,person_id,opening_id,plan_run}'::text[])
          || jsonb_build_object('opening', o.title)
        from public.secondment s join public.opening o on o.id = s.opening_id where s.person_id = $1 and s.state <> 'draft' $q$),
      ('secondment_target', $q$ select lpad(s.id::text, 19, '0') || t.criterion, (to_jsonb(t) - '{secondment_id}'::text[])
          || jsonb_build_object('opening', o.title)
        from public.secondment_target t join public.secondment s on s.id = t.secondment_id
        join public.opening o on o.id = s.opening_id where s.person_id = $1 and s.state <> 'draft' $q$),
      ('secondment_event', $q$ select lpad(e.id::text, 19, '0'), (to_jsonb(e) - '{id,secondment_id,by_id}'::text[])
          || jsonb_build_object('opening', o.title, 'you', case when e.by_id = $1 then 'did it' else 'are meant' end)
        from public.secondment_event e join public.secondment s on s.id = e.secondment_id
        join public.opening o on o.id = s.opening_id where s.person_id = $1 and s.state <> 'draft' or e.by_id = $1 $q$),
      ('secondment_cover', $q$ select lpad(s.id::text, 19, '0') || c.place, (to_jsonb(c) - '{secondment_id,covering_person_id,cost_minor}'::text[])
          || jsonb_build_object('you', case when c.covering_person_id = $1 then 'cover' else 'are covered' end)
        from public.secondment_cover c join public.secondment s on s.id = c.secondment_id
        where s.state <> 'draft' and $1 in (s.person_id, c.covering_person_id) $q$),
      ('appeal', $q$ select lpad(a.id::text, 19, '0'), (to_jsonb(a) - '{id,secondment_id,decided_by}'::text[])
          || jsonb_build_object('you', case when a.decided_by = $1 then 'decided' else 'appealed' end)
        from public.appeal a join public.secondment s on s.id = a.secondment_id where $1 in (s.person_id, a.decided_by) $q$),
$more$ || next);
  if position(last in watchers) = 0 then raise 'authz.who_sees_me() has no head.'; end if;
  execute replace(watchers, last, last || $more$
      union all
      select 'host', h.who, null, 0 from me join public.secondment s on s.person_id = me.id
      join public.opening o on o.id = s.opening_id, lateral (values (o.sponsor_id), (o.supervisor_id)) h (who)
      where s.state in ('selection', 'confirmed', 'active', 'extending', 'ending-early', 'ending')
        and upper(s.during) > authz.today() and (s.state <> 'ending-early' or s.asked_end >= authz.today())$more$);
end $$;


grant execute on function authz.take_step(), authz.guard_secondment(), authz.hold_person() to session_user;
grant execute on function authz.secondment_steps() to session_user;
grant execute on function authz.free_seat(bigint, daterange, bigint), authz.new_secondment_ids(), authz.coverable_secondment_ids(), authz.refused_secondment_ids()
  to p_member, p_pmo, p_all, p_hr;
grant execute on function authz.secondment_actors(bigint, bigint) to p_member, p_host, p_pmo, p_all, p_hr;
grant execute on function authz.secondment_parties(bigint[]) to p_member, p_host, p_pmo, p_all, p_hr, p_job;
grant execute on function authz.placement_tellable() to p_member, p_host, p_pmo, p_all, p_hr;
grant execute on function authz.tellable() to p_host;
grant execute on function authz.today(), authz.person_id(), authz.hosted_secondment_ids(), authz.hosted_now_ids(),
  authz.hosted_person_ids() to p_host;
do $$
declare f record;
begin
  for f in select oid::regprocedure as name, provolatile = 's' as reads from pg_proc
    where pronamespace = 'authz'::regnamespace and not prosecdef and pg_get_userbyid(proowner) = 'authz_owner'
  loop
    execute format('alter function %s security definer parallel %s set search_path = ''''',
      f.name, case when f.reads then 'safe' else 'unsafe' end);
  end loop;
end $$;
reset role;

CREATE TABLE "appeal" (
	"id" bigint PRIMARY KEY GENERATED BY DEFAULT AS IDENTITY (sequence name "appeal_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"secondment_id" bigint NOT NULL,
	"reason" text NOT NULL,
	"asked_on" date NOT NULL,
	"due_on" date NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"decision" text DEFAULT '' NOT NULL,
	"decided_by" bigint,
	"decided_on" date,
	CONSTRAINT "known_state" CHECK ("appeal"."state" in ('open', 'upheld', 'rejected')),
	CONSTRAINT "says_why" CHECK (length("appeal"."reason") between 1 and 4000 and length("appeal"."decision") <= 4000),
	CONSTRAINT "decided_by_somebody" CHECK (("appeal"."state" = 'open') = ("appeal"."decided_on" is null))
);
--> statement-breakpoint
ALTER TABLE "appeal" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "secondment" (
	"id" bigint PRIMARY KEY GENERATED BY DEFAULT AS IDENTITY (sequence name "secondment_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"public_id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"person_id" bigint NOT NULL,
	"opening_id" bigint NOT NULL,
	"seat_no" smallint DEFAULT 1 NOT NULL,
	"share" smallint DEFAULT 100 NOT NULL,
	"during" daterange NOT NULL,
	"state" text NOT NULL,
	"origin" text NOT NULL,
	"plan_run" uuid,
	"state_since" date NOT NULL,
	"due_on" date,
	"asked_end" date,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "secondment_publicId_unique" UNIQUE("public_id"),
	CONSTRAINT "known_state" CHECK ("secondment"."state" in ('draft', 'interest', 'release', 'refused', 'selection', 'confirmed', 'active', 'extending',
        'ending-early', 'ending', 'returned', 'closed', 'dropped', 'withdrawn', 'not-selected', 'cancelled')),
	CONSTRAINT "known_origin" CHECK ("secondment"."origin" in ('plan', 'hand', 'volunteered')),
	CONSTRAINT "planned_by_a_run" CHECK (("secondment"."origin" = 'plan') = ("secondment"."plan_run" is not null)),
	CONSTRAINT "some_day" CHECK (not isempty("secondment"."during")),
	CONSTRAINT "with_both_ends" CHECK (lower("secondment"."during") is not null and upper("secondment"."during") is not null),
	CONSTRAINT "some_seat" CHECK ("secondment"."seat_no" between 1 and 99),
	CONSTRAINT "share_of_week" CHECK ("secondment"."share" between 1 and 100),
	CONSTRAINT "asked_while_decided" CHECK (("secondment"."asked_end" is not null) = ("secondment"."state" in ('extending', 'ending-early')))
);
--> statement-breakpoint
ALTER TABLE "secondment" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "secondment_cover" (
	"secondment_id" bigint NOT NULL,
	"place" smallint NOT NULL,
	"option" text NOT NULL,
	"covering_person_id" bigint,
	"during" daterange NOT NULL,
	"consequence" text DEFAULT '' NOT NULL,
	"cost_minor" integer,
	CONSTRAINT "secondment_cover_secondment_id_place_pk" PRIMARY KEY("secondment_id","place"),
	CONSTRAINT "known_option" CHECK ("secondment_cover"."option" in ('recruit', 'acting', 'share', 'vacant', 'swap')),
	CONSTRAINT "some_place" CHECK ("secondment_cover"."place" between 1 and 9),
	CONSTRAINT "somebody_named" CHECK ("secondment_cover"."option" not in ('acting', 'swap') or "secondment_cover"."covering_person_id" is not null),
	CONSTRAINT "stated_when_vacant" CHECK ("secondment_cover"."option" <> 'vacant' or "secondment_cover"."consequence" <> ''),
	CONSTRAINT "some_day" CHECK (not isempty("secondment_cover"."during")),
	CONSTRAINT "no_credit" CHECK ("secondment_cover"."cost_minor" >= 0),
	CONSTRAINT "short_enough" CHECK (length("secondment_cover"."consequence") <= 2000)
);
--> statement-breakpoint
ALTER TABLE "secondment_cover" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "secondment_event" (
	"id" bigint PRIMARY KEY GENERATED BY DEFAULT AS IDENTITY (sequence name "secondment_event_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"secondment_id" bigint NOT NULL,
	"deed" text NOT NULL,
	"from_state" text,
	"to_state" text NOT NULL,
	"of_version" integer,
	"by_id" bigint,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"on_day" date NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"alternative" text DEFAULT '' NOT NULL,
	"asked_end" date,
	"due_on" date,
	CONSTRAINT "short_enough" CHECK (length("secondment_event"."reason") <= 4000 and length("secondment_event"."alternative") <= 4000)
);
--> statement-breakpoint
ALTER TABLE "secondment_event" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "secondment_target" (
	"secondment_id" bigint NOT NULL,
	"criterion" text NOT NULL,
	"from_milli" smallint,
	"to_milli" smallint NOT NULL,
	CONSTRAINT "secondment_target_secondment_id_criterion_pk" PRIMARY KEY("secondment_id","criterion"),
	CONSTRAINT "known_levels" CHECK ("secondment_target"."from_milli" between 0 and 5000 and "secondment_target"."to_milli" between 0 and 5000),
	CONSTRAINT "no_way_down" CHECK ("secondment_target"."from_milli" <= "secondment_target"."to_milli")
);
--> statement-breakpoint
ALTER TABLE "secondment_target" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "appeal" ADD CONSTRAINT "appeal_secondment_id_secondment_id_fk" FOREIGN KEY ("secondment_id") REFERENCES "public"."secondment"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appeal" ADD CONSTRAINT "appeal_decided_by_person_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "secondment" ADD CONSTRAINT "secondment_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "secondment" ADD CONSTRAINT "secondment_opening_id_opening_id_fk" FOREIGN KEY ("opening_id") REFERENCES "public"."opening"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "secondment_cover" ADD CONSTRAINT "secondment_cover_secondment_id_secondment_id_fk" FOREIGN KEY ("secondment_id") REFERENCES "public"."secondment"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "secondment_cover" ADD CONSTRAINT "secondment_cover_covering_person_id_person_id_fk" FOREIGN KEY ("covering_person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "secondment_event" ADD CONSTRAINT "secondment_event_secondment_id_secondment_id_fk" FOREIGN KEY ("secondment_id") REFERENCES "public"."secondment"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "secondment_event" ADD CONSTRAINT "secondment_event_by_id_person_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "secondment_target" ADD CONSTRAINT "secondment_target_secondment_id_secondment_id_fk" FOREIGN KEY ("secondment_id") REFERENCES "public"."secondment"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_appeal" ON "appeal" USING btree ("secondment_id") WHERE "appeal"."state" = 'open';--> statement-breakpoint
CREATE INDEX "secondment_person_id_index" ON "secondment" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "secondment_opening_id_index" ON "secondment" USING btree ("opening_id");--> statement-breakpoint
CREATE INDEX "secondment_due" ON "secondment" USING btree ("due_on") WHERE "secondment"."due_on" is not null;--> statement-breakpoint
CREATE INDEX "secondment_cover_covering_person_id_index" ON "secondment_cover" USING btree ("covering_person_id") WHERE "secondment_cover"."covering_person_id" is not null;--> statement-breakpoint
CREATE INDEX "secondment_event_secondment_id_id_index" ON "secondment_event" USING btree ("secondment_id","id");--> statement-breakpoint
CREATE POLICY "host" ON "opening" AS PERMISSIVE FOR SELECT TO "p_host" USING ("opening"."sponsor_id" = (select authz.person_id()) or "opening"."supervisor_id" = (select authz.person_id()));--> statement-breakpoint
CREATE POLICY "host" ON "opening_entry" AS PERMISSIVE FOR SELECT TO "p_host" USING (exists (select from opening o where o.id = "opening_entry"."opening_id" and (select authz.person_id()) in (o.sponsor_id, o.supervisor_id)));--> statement-breakpoint
CREATE POLICY "host" ON "person" AS PERMISSIVE FOR SELECT TO "p_host" USING ("person"."id" = any (array(select authz.hosted_person_ids())));--> statement-breakpoint
CREATE POLICY "of_secondment" ON "appeal" AS PERMISSIVE FOR SELECT TO "p_all", "p_hr", "p_member", "p_pmo" USING ((select authz.person_id()) is not null and "appeal"."secondment_id" in (select s.id from secondment s));--> statement-breakpoint
CREATE POLICY "appeal" ON "appeal" AS PERMISSIVE FOR INSERT TO "p_all", "p_hr", "p_member", "p_pmo" WITH CHECK ("appeal"."state" = 'open' and "appeal"."secondment_id" = any (array(select authz.refused_secondment_ids())));--> statement-breakpoint
CREATE POLICY "hr_decides" ON "appeal" AS PERMISSIVE FOR UPDATE TO "p_hr" USING ((select authz.holds('hr')) and "appeal"."state" = 'open' and "appeal"."secondment_id" in (select s.id from secondment s where s.person_id <> (select authz.person_id()))) WITH CHECK ((select authz.holds('hr')) and "appeal"."decided_by" = (select authz.person_id()));--> statement-breakpoint
CREATE POLICY "jobs" ON "appeal" AS PERMISSIVE FOR ALL TO "p_job" USING ((select authz.job()) = any ('{privacy,secondment}'::text[])) WITH CHECK ((select authz.job()) = any ('{privacy,secondment}'::text[]));--> statement-breakpoint
CREATE POLICY "scope" ON "secondment" AS PERMISSIVE FOR SELECT TO "p_member", "p_pmo" USING ("secondment"."state" <> 'draft' and "secondment"."person_id" = any (array(select authz.visible_ids())));--> statement-breakpoint
CREATE POLICY "root" ON "secondment" AS PERMISSIVE FOR SELECT TO "p_all" USING ((select authz.holds('all')) and "secondment"."state" <> 'draft');--> statement-breakpoint
CREATE POLICY "hr" ON "secondment" AS PERMISSIVE FOR SELECT TO "p_hr" USING ((select authz.holds('hr')));--> statement-breakpoint
CREATE POLICY "host" ON "secondment" AS PERMISSIVE FOR SELECT TO "p_host" USING ("secondment"."id" = any (array(select authz.hosted_secondment_ids())));--> statement-breakpoint
CREATE POLICY "hr_proposes" ON "secondment" AS PERMISSIVE FOR INSERT TO "p_hr" WITH CHECK ((select authz.holds('hr')) and "secondment"."person_id" <> (select authz.person_id()) and "secondment"."state" in ('draft', 'interest') and "secondment"."origin" in ('hand', 'plan'));--> statement-breakpoint
CREATE POLICY "root_publishes" ON "secondment" AS PERMISSIVE FOR INSERT TO "p_all" WITH CHECK ((select authz.holds('all')) and "secondment"."person_id" <> (select authz.person_id()) and "secondment"."state" = 'interest' and "secondment"."origin" = 'plan');--> statement-breakpoint
CREATE POLICY "volunteer" ON "secondment" AS PERMISSIVE FOR INSERT TO "p_all", "p_hr", "p_member", "p_pmo" WITH CHECK ("secondment"."person_id" = (select authz.person_id()) and "secondment"."state" = 'interest' and "secondment"."origin" = 'volunteered');--> statement-breakpoint
CREATE POLICY "hr_moves" ON "secondment" AS PERMISSIVE FOR UPDATE TO "p_hr" USING ((select authz.holds('hr')) and "secondment"."person_id" <> (select authz.person_id()));--> statement-breakpoint
CREATE POLICY "jobs" ON "secondment" AS PERMISSIVE FOR ALL TO "p_job" USING ((select authz.job()) = any ('{privacy,secondment}'::text[])) WITH CHECK ((select authz.job()) = any ('{privacy,secondment}'::text[]));--> statement-breakpoint
CREATE POLICY "of_secondment" ON "secondment_cover" AS PERMISSIVE FOR SELECT TO "p_all", "p_hr", "p_member", "p_pmo" USING ((select authz.person_id()) is not null and "secondment_cover"."secondment_id" in (select s.id from secondment s));--> statement-breakpoint
CREATE POLICY "arrange" ON "secondment_cover" AS PERMISSIVE FOR INSERT TO "p_all", "p_hr", "p_member", "p_pmo" WITH CHECK ("secondment_cover"."secondment_id" = any (array(select authz.coverable_secondment_ids())));--> statement-breakpoint
CREATE POLICY "rearrange" ON "secondment_cover" AS PERMISSIVE FOR DELETE TO "p_all", "p_hr", "p_member", "p_pmo" USING ("secondment_cover"."secondment_id" = any (array(select authz.coverable_secondment_ids())));--> statement-breakpoint
CREATE POLICY "jobs" ON "secondment_cover" AS PERMISSIVE FOR ALL TO "p_job" USING ((select authz.job()) = any ('{privacy,secondment}'::text[])) WITH CHECK ((select authz.job()) = any ('{privacy,secondment}'::text[]));--> statement-breakpoint
CREATE POLICY "of_secondment" ON "secondment_event" AS PERMISSIVE FOR SELECT TO "p_all", "p_hr", "p_member", "p_pmo" USING ((select authz.person_id()) is not null and "secondment_event"."secondment_id" in (select s.id from secondment s));--> statement-breakpoint
CREATE POLICY "step" ON "secondment_event" AS PERMISSIVE FOR INSERT TO "p_all", "p_hr", "p_member", "p_pmo" WITH CHECK ("secondment_event"."by_id" = (select authz.person_id()) and "secondment_event"."secondment_id" in (select s.id from secondment s));--> statement-breakpoint
CREATE POLICY "host_steps" ON "secondment_event" AS PERMISSIVE FOR INSERT TO "p_host" WITH CHECK ("secondment_event"."by_id" = (select authz.person_id()) and "secondment_event"."secondment_id" in (select s.id from secondment s));--> statement-breakpoint
CREATE POLICY "jobs" ON "secondment_event" AS PERMISSIVE FOR ALL TO "p_job" USING ((select authz.job()) = any ('{privacy,secondment}'::text[])) WITH CHECK ((select authz.job()) = any ('{privacy,secondment}'::text[]));--> statement-breakpoint
CREATE POLICY "of_secondment" ON "secondment_target" AS PERMISSIVE FOR SELECT TO "p_all", "p_hr", "p_member", "p_pmo" USING ((select authz.person_id()) is not null and "secondment_target"."secondment_id" in (select s.id from secondment s));--> statement-breakpoint
CREATE POLICY "host" ON "secondment_target" AS PERMISSIVE FOR SELECT TO "p_host" USING ("secondment_target"."secondment_id" = any (array(select authz.hosted_now_ids())));--> statement-breakpoint
CREATE POLICY "propose" ON "secondment_target" AS PERMISSIVE FOR INSERT TO "p_all", "p_hr", "p_member", "p_pmo" WITH CHECK ("secondment_target"."secondment_id" = any (array(select authz.new_secondment_ids())));--> statement-breakpoint
CREATE POLICY "jobs" ON "secondment_target" AS PERMISSIVE FOR ALL TO "p_job" USING ((select authz.job()) = any ('{privacy,secondment}'::text[])) WITH CHECK ((select authz.job()) = any ('{privacy,secondment}'::text[]));--> statement-breakpoint
ALTER POLICY "own" ON "access_log" TO p_admin,p_all,p_host,p_hr,p_member,p_pmo WITH CHECK ("access_log"."viewer_id" = (select authz.person_id()));--> statement-breakpoint
ALTER POLICY "own" ON "idempotency_key" TO p_admin,p_all,p_host,p_hr,p_member,p_pmo USING ("idempotency_key"."person_id" = (select authz.person_id()));--> statement-breakpoint
ALTER POLICY "keep" ON "idempotency_key" TO p_admin,p_all,p_host,p_hr,p_member,p_pmo WITH CHECK ("idempotency_key"."person_id" = (select authz.person_id()));--> statement-breakpoint
ALTER POLICY "own" ON "audit_entry" TO p_admin,p_all,p_host,p_hr,p_member,p_pmo WITH CHECK ("audit_entry"."actor_id" = (select authz.person_id()) and "audit_entry"."actor" = 'person');--> statement-breakpoint
ALTER POLICY "jobs" ON "audit_entry" TO p_job WITH CHECK ((select authz.job()) = any ('{import,command,cycle,mail,privacy,secondment}'::text[]));--> statement-breakpoint
ALTER POLICY "signed_in" ON "bank_holiday" TO p_admin,p_all,p_host,p_hr,p_member,p_pmo USING ((select authz.person_id()) is not null);--> statement-breakpoint
ALTER POLICY "jobs" ON "bank_holiday" TO p_job USING ((select authz.job()) = any ('{cycle,secondment}'::text[])) WITH CHECK ((select authz.job()) = any ('{cycle,secondment}'::text[]));--> statement-breakpoint
ALTER POLICY "tell" ON "message" TO p_all,p_host,p_hr,p_member,p_pmo WITH CHECK (case when "message"."kind" like 'secondment%' then
          ("message"."person_id", "message"."about" ->> 'secondment') in (select w.person_id, w.secondment from authz.placement_tellable() w)
        else ("message"."kind", "message"."person_id", coalesce("message"."about" ->> 'cycle', ''))
          in (select w.kind, w.person_id, w.cycle from authz.tellable() w) end);--> statement-breakpoint
ALTER TABLE "message" DROP CONSTRAINT "plain_about";--> statement-breakpoint
ALTER TABLE "message" ADD CONSTRAINT "plain_about" CHECK ("message"."about" - '{cycle,stage,wallTime,timeZone,closesAt,days,count,from,to,secondment,opening,state,due,side}'::text[] = '{}' and length("message"."about"::text) <= 1000);--> statement-breakpoint
ALTER POLICY "jobs" ON "message" TO p_job USING ((select authz.job()) = any ('{cycle,mail,privacy,secondment}'::text[])) WITH CHECK ((select authz.job()) = any ('{cycle,mail,privacy,secondment}'::text[]));--> statement-breakpoint
ALTER POLICY "jobs" ON "opening" TO p_job USING ((select authz.job()) = any ('{import,privacy,secondment}'::text[])) WITH CHECK ((select authz.job()) = any ('{import,privacy,secondment}'::text[]));--> statement-breakpoint
ALTER POLICY "signed_in" ON "policy_setting" TO p_admin,p_all,p_host,p_hr,p_member,p_pmo USING ((select authz.person_id()) is not null);--> statement-breakpoint
ALTER POLICY "jobs" ON "policy_setting" TO p_job USING ((select authz.job()) = any ('{import,command,cycle,privacy,secondment}'::text[])) WITH CHECK ((select authz.job()) = any ('{import,command,cycle,privacy,secondment}'::text[]));
alter table secondment add constraint one_on_a_seat exclude using gist (opening_id with =, seat_no with =, during with &&)
  where (state in ('interest', 'release', 'selection', 'confirmed', 'active', 'extending', 'ending-early', 'ending'));
alter table secondment add constraint one_full_time exclude using gist (person_id with =, during with &&)
  where (share = 100 and state in ('interest', 'release', 'selection', 'confirmed', 'active', 'extending', 'ending-early', 'ending'));

do $$
declare
  t text;
  made text[] := '{appeal,secondment,secondment_cover,secondment_event,secondment_target}';
begin
  foreach t in array made loop
    execute format('alter table %I force row level security', t);
    execute format('create policy dump on %I for select to p_dump using (true)', t);
    execute format('create policy authz on %I to authz_owner using (true)', t);
    execute format('grant select on %I to p_dump, authz_owner', t);
    execute format('grant select on %I to p_member, p_pmo, p_all, p_hr', t);
    execute format('grant select, insert, update, delete on %I to p_job', t);
  end loop;
end $$;
grant select on all sequences in schema public to p_dump;
grant update on secondment to authz_owner;

grant insert (public_id, person_id, opening_id, seat_no, share, during, state, origin, plan_run, state_since, due_on) on secondment
  to p_member, p_pmo, p_all, p_hr;
grant update (seat_no, share, during, due_on, version) on secondment to p_hr;
grant insert on secondment_target to p_member, p_pmo, p_all, p_hr;
grant insert (secondment_id, deed, from_state, to_state, of_version, by_id, on_day, reason, alternative, asked_end, due_on) on secondment_event
  to p_member, p_pmo, p_all, p_hr, p_host;
grant insert, delete on secondment_cover to p_member, p_pmo, p_all, p_hr;
grant insert (secondment_id, reason, asked_on, due_on) on appeal to p_member, p_pmo, p_all, p_hr;
grant update (state, decision, decided_by, decided_on) on appeal to p_hr;

-- A request as a host: what it reads, and what every request writes.
grant select on secondment, secondment_target to p_host;
grant select (id, employee_id, name) on person to p_host;
grant select on opening, opening_entry to p_host;
grant select on bank_holiday, policy_setting to p_host;
grant insert on access_log, audit_entry to p_host;
grant select, insert on idempotency_key to p_host;
grant insert (public_id, person_id, kind, about, once_key, mail, mail_after) on message to p_host;

create trigger guard_secondment before insert or update on secondment for each row execute function authz.guard_secondment();
create trigger hold_person before insert or update on secondment for each row execute function authz.hold_person();
create trigger take_step before insert on secondment_event for each row execute function authz.take_step();
