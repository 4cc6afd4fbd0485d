-- Who may rate whom at this moment, what is revealed and when, and which way a cycle goes. The policies of the next migration
-- read these functions; bodies name its tables, hence unchecked.
set local check_function_bodies = off;

-- 15 lends a role with all it holds: for this transaction only.
do $$
begin
  if current_setting('server_version_num')::int < 160000 then
    execute format('grant authz_owner to %I', current_user);
  end if;
end $$;
set role authz_owner;

-- The instant that deadlines are held against: in the sample, whose day stands still, that day at this time of day.
create function authz.now() returns timestamptz language sql stable as $$
  select coalesce((sample_today + (now() at time zone time_zone)::time) at time zone time_zone, now()) from public.organisation
$$;

-- Whom the viewer may rate as their manager of the day: direct reports, and those of managers they stand in for.
create function authz.ratee_ids() returns setof bigint language sql stable rows 20 as $$
  select c.descendant_id from public.reporting_closure c
  where c.depth = 1 and (select day >= authz.today() from authz.as_of) and c.ancestor_id in (
    select authz.person_id()
    union
    select d.manager_id from public.deputy d
    where d.deputy_id = (select authz.person_id()) and d.valid @> (select authz.today()))
$$;

-- Self, reports of today, those whom the viewer rates for somebody else, members of granted units. A closure behind today
-- shows nobody: late is empty, never wrong.
create or replace function authz.visible_ids() returns setof bigint language sql stable rows 500 as $$
  select c.descendant_id from public.reporting_closure c where c.ancestor_id = (select authz.person_id())
    and (select day >= authz.today() from authz.as_of)
  union
  select authz.ratee_ids()
  union
  select p.subject_id from public.participant p join public.cycle c on c.id = p.cycle_id
  where p.assigned_rater_id = (select authz.person_id()) and p.state = 'active' and c.status in ('open', 'paused')
  union
  select m.person_id from authz.held h join public.unit_closure u on u.ancestor_id = h.unit_id
    join public.unit_membership m on m.unit_id = u.descendant_id and m.valid @> (select authz.today())
  where h.role = 'director'
$$;

-- The viewer's own parts in cycles that are open.
create function authz.own_participant_ids() returns setof bigint language sql stable rows 2 as $$
  select p.id from public.participant p join public.cycle c on c.id = p.cycle_id and c.status = 'open'
  where p.subject_id = (select authz.person_id()) and p.state = 'active'
$$;

-- Those whom the viewer rates in cycles that are open: by the line of the day, or by HR's word.
create function authz.ratee_participant_ids() returns setof bigint language sql stable rows 20 as $$
  select p.id from public.participant p join public.cycle c on c.id = p.cycle_id and c.status = 'open'
  where p.state = 'active' and (
    p.assigned_rater_id = (select authz.person_id())
    or p.assigned_rater_id is null and p.subject_id = any (array(select authz.ratee_ids())))
$$;

-- The viewer's forms that may change now: theirs to rate, before the deadline, and nobody else has seen them.
create function authz.my_form_ids() returns setof bigint language sql stable rows 20 as $$
  select a.id from public.assessment a join public.cycle c on c.id = a.cycle_id and c.status = 'open'
  join public.participant p on p.id = a.participant_id and p.state = 'active'
  join public.cycle_deadline d on d.cycle_id = a.cycle_id
    and d.stage = case a.rater_type when 'self' then 'self' else 'manager' end and d.closes_at > authz.now()
  where a.rater_id = (select authz.person_id()) and a.revealed_at is null
    and (a.rater_type <> 'manager' or a.participant_id = any (array(select authz.ratee_participant_ids())))
$$;

create function authz.my_draft_ids() returns setof bigint language sql stable rows 20 as $$
  select a.id from public.assessment a where a.status = 'draft' and a.id = any (array(select authz.my_form_ids()))
$$;

-- Whom the viewer may attach evidence about.
create function authz.assessable_ids() returns setof bigint language sql stable rows 20 as $$
  select authz.person_id()
  union
  select a.subject_id from public.assessment a where a.id = any (array(select authz.my_draft_ids()))
$$;

-- Where the viewer settles levels: the manager's form is revealed, and so is the person's own unless its time is over.
create function authz.agreeable_participant_ids() returns setof bigint language sql stable rows 20 as $$
  select p.id from public.participant p
  join public.cycle_deadline own on own.cycle_id = p.cycle_id and own.stage = 'self'
  join public.cycle_deadline last on last.cycle_id = p.cycle_id and last.stage = 'agree' and last.closes_at > authz.now()
  where p.id = any (array(select authz.ratee_participant_ids()))
    and exists (select from public.assessment a
      where a.participant_id = p.id and a.rater_type = 'manager' and a.revealed_at is not null)
    and (own.closes_at <= authz.now() or exists (select from public.assessment a
      where a.participant_id = p.id and a.rater_type = 'self' and a.revealed_at is not null))
$$;

-- What the viewer is asked in cycles that run: their own form, their ratees', those they were asked for as a peer, and forms
-- about people who have passed to another rater. A peer learns a name, a unit and nothing else.
create function authz.asked_of_me() returns table (
  participant_id bigint, cycle_id bigint, subject_id bigint, employee_id text, name text, unit text, rater_type text,
  assessment_id bigint, is_mine boolean
) language sql stable rows 30 as $$
  with asked as (
    select p.id, 'self' as rater_type, true as is_mine from public.participant p
    where p.subject_id = (select authz.person_id()) and p.state = 'active'
    union all
    select r, 'manager', true from authz.ratee_participant_ids() r
    union all
    select a.participant_id, a.rater_type, a.rater_type = 'peer' from public.assessment a
    where a.rater_id = (select authz.person_id()) and a.rater_type <> 'self'
      and (a.rater_type = 'peer' or a.participant_id <> all (array(select authz.ratee_participant_ids())))
  )
  select p.id, p.cycle_id, p.subject_id, s.employee_id, s.name, u.name, asked.rater_type, a.id, asked.is_mine
  from asked join public.participant p on p.id = asked.id
  join public.cycle c on c.id = p.cycle_id and c.status in ('open', 'paused')
  join public.person s on s.id = p.subject_id
  left join public.unit_membership m on m.person_id = s.id and m.valid @> (select authz.today())
  left join public.unit u on u.id = m.unit_id
  left join public.assessment a on a.participant_id = p.id and a.rater_id = (select authz.person_id())
    and a.rater_type = asked.rater_type
$$;

-- The mean of peers by criterion, in thousandths of a level, where at least as many answered as the policy asks: nobody ever
-- reads one of them alone. For those who may see the person, once the manager's own form is revealed.
create function authz.peer_means(participant bigint) returns table (criterion_id bigint, milli int, peers int)
language sql stable rows 30 as $$
  select k.criterion_id, round(avg(k.level) * 1000)::int, count(*)::int
  from public.participant p join public.assessment a on a.participant_id = p.id and a.rater_type = 'peer' and a.status = 'submitted'
  join public.answer k on k.assessment_id = a.id and k.kind = 'rated'
  where p.id = participant and exists (select from public.assessment m
      where m.participant_id = p.id and m.rater_type = 'manager' and m.revealed_at is not null)
    and case current_setting('role')
      when 'p_hr' then authz.holds('hr')
      when 'p_all' then authz.holds('all')
      when 'p_member' then p.subject_id = any (array(select authz.visible_ids()))
      when 'p_pmo' then p.subject_id = any (array(select authz.visible_ids()))
      else false end
  group by k.criterion_id
  having count(*) >= (select (value ->> 'minPeers')::int from public.policy_setting where kind = 'readiness'
    order by version desc limit 1)
$$;

-- Lets both sides see each other as soon as neither can change any more: both have submitted, or the other's time is over.
-- The answers pass to `rating`, their evidence is shared. How many forms this revealed.
create function authz.reveal_forms(participant bigint) returns int language plpgsql as $$
declare
  form record;
  revealed int := 0;
begin
  perform from public.participant p where p.id = participant for update;
  for form in
    select a.* from public.assessment a join public.cycle_plan plan on plan.cycle_id = a.cycle_id
    join public.cycle_deadline other on other.cycle_id = a.cycle_id
      and other.stage = case a.rater_type when 'self' then 'manager' else 'self' end
    where a.participant_id = participant and a.rater_type <> 'peer' and a.status = 'submitted' and a.revealed_at is null
      and (not plan.is_blind or other.closes_at <= authz.now() or exists (select from public.assessment o
        where o.participant_id = participant and o.rater_type = other.stage and o.status = 'submitted'))
  loop
    insert into public.rating (subject_id, rater_id, rater_type, criterion_id, cycle_id, level, status, rated_on, comment, basis,
        is_confirmed)
      select form.subject_id, form.rater_id, form.rater_type, k.criterion_id, form.cycle_id, k.level, 'submitted', authz.today(),
        k.comment, k.basis, k.is_confirmed
      from public.answer k where k.assessment_id = form.id and k.kind is not null;
    update public.assessment set revealed_at = now(), version = version + 1 where id = form.id;
    update public.evidence set shared_at = now() where shared_at is null
      and id in (select u.evidence_id from public.evidence_use u where u.assessment_id = form.id);
    revealed := revealed + 1;
  end loop;
  return revealed;
end $$;

create function authz.form_submitted() returns trigger language plpgsql as $$
begin
  perform authz.reveal_forms(new.participant_id);
  return null;
end $$;

-- What a rater may change of a form: draft to submitted with every criterion answered, back while nobody has seen it, the note.
create function authz.guard_assessment() returns trigger language plpgsql as $$
declare
  missing int;
begin
  if current_setting('role') = 'p_job' or pg_trigger_depth() > 1 then return new; end if;
  if to_jsonb(new) - '{status,submitted_at,hand_over_note,version}'::text[]
    <> to_jsonb(old) - '{status,submitted_at,hand_over_note,version}'::text[] then
    raise 'A form changes by its answers alone.' using errcode = 'GV403';
  end if;
  if old.status = 'draft' and new.status = 'submitted' then
    select count(*) into missing from public.criterion c join public.cycle y on y.framework_version_id = c.framework_version_id
      where y.id = new.cycle_id and not exists (select from public.answer k
        where k.assessment_id = new.id and k.criterion_id = c.id and k.kind is not null);
    if missing > 0 then
      raise '% criteria have no answer yet. Answer them or say “not observed”, then submit.', missing using errcode = 'GV400';
    end if;
    new.submitted_at := now();
  elsif old.status = 'submitted' and new.status = 'draft' then
    if old.rater_type = 'peer' then
      raise 'A peer’s answers stay once they are submitted, because others count on their number.' using errcode = 'GV403';
    end if;
    new.submitted_at := null;
  end if;
  return new;
end $$;

-- Manager and employee each have their part of an agreed level.
create function authz.guard_agreement() returns trigger language plpgsql as $$
declare
  rated smallint;
begin
  if current_setting('role') = 'p_job' then return new; end if;
  if tg_op = 'UPDATE' and new.subject_id = (select authz.person_id()) then
    if to_jsonb(new) - '{status,objection,version}'::text[] <> to_jsonb(old) - '{status,objection,version}'::text[]
      or new.status = 'draft' then
      raise 'You can say that you disagree; the level is for your manager to change.' using errcode = 'GV403';
    end if;
    if not exists (select from public.cycle_deadline d
      where d.cycle_id = new.cycle_id and d.stage = 'agree' and d.closes_at > authz.now()) then
      raise 'The time for agreeing levels is over. Tell HR.' using errcode = 'GV409';
    end if;
    return new;
  end if;
  if tg_op = 'UPDATE' and (new.participant_id, new.cycle_id, new.subject_id, new.criterion_id)
      is distinct from (old.participant_id, old.cycle_id, old.subject_id, old.criterion_id)
    or tg_op = 'UPDATE' and old.status <> 'draft' and new.status = 'draft' then
    raise 'An agreed level is changed by agreeing on another one.' using errcode = 'GV403';
  end if;
  if new.agreed_by is distinct from (select authz.person_id()) then
    raise 'A level is agreed in one’s own name.' using errcode = 'GV403';
  end if;
  if new.status = 'agreed' then
    select r.level into rated from public.rating r where r.cycle_id = new.cycle_id and r.subject_id = new.subject_id
      and r.criterion_id = new.criterion_id and r.rater_type = 'manager' order by r.rated_on desc, r.id desc limit 1;
    if new.level is distinct from rated and trim(new.reason) = '' then
      raise 'This is not the manager’s first level. Give the reason; both of you see it.' using errcode = 'GV400';
    end if;
  elsif new.status = 'disputed' then
    raise 'Only the person assessed can disagree.' using errcode = 'GV403';
  end if;
  return new;
end $$;

-- The employee takes note; the rest is the manager's.
create function authz.guard_conversation() returns trigger language plpgsql as $$
declare
  own boolean := new.subject_id = (select authz.person_id());
begin
  if current_setting('role') = 'p_job' then return new; end if;
  if own and to_jsonb(new) - '{acknowledged_at,version}'::text[] <> to_jsonb(old) - '{acknowledged_at,version}'::text[]
    or not own and (new.participant_id, new.subject_id, new.acknowledged_at)
      is distinct from (old.participant_id, old.subject_id, old.acknowledged_at) then
    raise 'Notes are the manager’s to write, and taking note is the employee’s.' using errcode = 'GV403';
  end if;
  return new;
end $$;

-- Draft, open, paused and back, closing, published; what people were told at the launch stays.
create function authz.guard_cycle() returns trigger language plpgsql as $$
begin
  if current_setting('role') = 'p_job' then return new; end if;
  if (old.status, new.status) not in (('draft', 'draft'), ('draft', 'open'), ('open', 'open'), ('open', 'paused'),
    ('paused', 'paused'), ('paused', 'open'), ('open', 'closing'), ('paused', 'closing')) then
    raise 'A cycle that is % cannot become %.', old.status, new.status using errcode = 'GV409';
  end if;
  if new.kind <> old.kind or old.status <> 'draft'
    and (new.name, new.framework_version_id) is distinct from (old.name, old.framework_version_id) then
    raise 'Name and framework of a cycle stay as they were at its launch.' using errcode = 'GV409';
  end if;
  if new.as_of_on is distinct from old.as_of_on then
    raise 'The day of a cycle is set when it closes.' using errcode = 'GV403';
  end if;
  return new;
end $$;

create function authz.guard_plan() returns trigger language plpgsql as $$
begin
  if current_setting('role') = 'p_job' or pg_trigger_depth() > 1
    or exists (select from public.cycle c where c.id = new.cycle_id and c.status = 'draft') then return new; end if;
  if (new.is_blind, new.asks_peers, new.is_delta, new.evidence_rule, new.time_zone)
    is distinct from (old.is_blind, old.asks_peers, old.is_delta, old.evidence_rule, old.time_zone)
    and not (old.launched_at is null) then
    raise 'How a cycle asks stays as it was at its launch: people answered by it.' using errcode = 'GV409';
  end if;
  return new;
end $$;

-- After the launch a deadline only moves later.
create function authz.guard_deadline() returns trigger language plpgsql as $$
declare
  line public.cycle_deadline := coalesce(new, old);
begin
  if current_setting('role') = 'p_job' or pg_trigger_depth() > 1
    or not exists (select from public.cycle c where c.id = line.cycle_id and c.status <> 'draft') then
    return coalesce(new, old);
  end if;
  if tg_op <> 'UPDATE' or new.closes_at < old.closes_at or new.stage <> old.stage or new.cycle_id <> old.cycle_id then
    raise 'After the launch a deadline only moves later. To end now, close the cycle.' using errcode = 'GV409';
  end if;
  return new;
end $$;

create function authz.guard_participant() returns trigger language plpgsql as $$
begin
  if (new.cycle_id, new.subject_id, new.added_at) is distinct from (old.cycle_id, old.subject_id, old.added_at) then
    raise 'Whoever takes part stays who they are.' using errcode = 'GV403';
  end if;
  return new;
end $$;

-- Whose calendar a secret address is, while they may act.
create function authz.feed_owner(hash text) returns bigint language plpgsql as $$
declare
  owner bigint;
begin
  update public.calendar_feed set last_used_on = authz.today() where secret_hash = hash returning person_id into owner;
  return authz.acting(owner);
end $$;

grant execute on function authz.form_submitted(), authz.guard_assessment(), authz.guard_agreement(), authz.guard_conversation(),
  authz.guard_cycle(), authz.guard_plan(), authz.guard_deadline(), authz.guard_participant() to session_user;
grant execute on function authz.now() to p_member, p_pmo, p_all, p_hr, p_admin, p_job;
grant execute on function authz.ratee_ids(), authz.own_participant_ids(), authz.ratee_participant_ids(), authz.my_form_ids(),
  authz.my_draft_ids(), authz.assessable_ids(), authz.agreeable_participant_ids(), authz.asked_of_me(),
  authz.peer_means(bigint) to p_member, p_pmo, p_all, p_hr;
grant execute on function authz.reveal_forms(bigint) to p_job;
grant execute on function authz.feed_owner(text) to p_gate;

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
alter function authz.visible_ids() security definer parallel safe set search_path = '';
reset role;
do $$
begin
  if current_setting('server_version_num')::int < 160000 then
    execute format('revoke authz_owner from %I', current_user);
  end if;
end $$;
