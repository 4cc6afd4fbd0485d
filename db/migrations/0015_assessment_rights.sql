-- Who may rate whom at this moment, what is revealed and when, and which way a cycle goes. The policies of the next migration
-- read these functions; bodies name its tables, hence unchecked.
set local check_function_bodies = off;

set role authz_owner;

-- The instant that deadlines are held against: in the sample, whose day stands still, that day at this time of day.
create function authz.now() returns timestamptz language sql stable as $$
  select coalesce((sample_today + (now() at time zone time_zone)::time) at time zone time_zone, now()) from public.organisation
$$;

-- Whom the viewer may rate as their manager of the day: direct reports, and those of managers they stand in for. Whoever
-- stands in for their own manager does not rate themselves.
create function authz.ratee_ids() returns setof bigint language sql stable rows 20 as $$
  select c.descendant_id from public.reporting_closure c
  where c.depth = 1 and c.descendant_id <> (select authz.person_id())
    and (select day >= authz.today() from authz.as_of) and c.ancestor_id in (
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

-- Who rates this participant today: whom HR assigned, else the manager of the day and whoever stands in for them.
create function authz.present_rater_ids(participant bigint) returns setof bigint language sql stable rows 2 as $$
  select p.assigned_rater_id from public.participant p where p.id = participant and p.assigned_rater_id is not null
  union all
  select r.rater_id from public.participant p join public.reporting_closure c on c.descendant_id = p.subject_id and c.depth = 1
  cross join lateral (
    select c.ancestor_id as rater_id
    union all
    select d.deputy_id from public.deputy d where d.manager_id = c.ancestor_id and d.valid @> (select authz.today())
  ) r
  where p.id = participant and p.assigned_rater_id is null and (select day >= authz.today() from authz.as_of)
$$;

-- Where the viewer may still rate. Once a blind first pass is over, a second manager would rate with both forms before them:
-- they settle the levels instead.
create function authz.rateable_participant_ids() returns setof bigint language sql stable rows 20 as $$
  select p.id from public.participant p join public.cycle_plan y on y.cycle_id = p.cycle_id
  where p.id = any (array(select authz.ratee_participant_ids())) and not (y.is_blind and exists (
    select from public.assessment a
    where a.participant_id = p.id and a.rater_type = 'manager' and a.revealed_at is not null))
$$;

-- Whether the peers' mean stands open. From then on no further peer may submit: two means, one answer apart, would tell it.
create function authz.peers_are_settled(participant bigint) returns boolean language sql stable as $$
  select exists (select from public.assessment a
      where a.participant_id = participant and a.rater_type = 'manager' and a.revealed_at is not null)
    and (select count(*) from public.assessment a
      where a.participant_id = participant and a.rater_type = 'peer' and a.status = 'submitted') >= authz.least_peers()
$$;

-- How many peers stand behind a mean at least: never fewer than three.
create function authz.least_peers() returns int language sql stable as $$
  select greatest(3, (select (value ->> 'minPeers')::int from public.policy_setting where kind = 'readiness'
    order by version desc limit 1))
$$;

-- Where the viewer may ask peers: the cycle does, their time is not over, and their mean is not open yet.
create function authz.askable_participant_ids() returns setof bigint language sql stable rows 20 as $$
  select p.id from public.participant p join public.cycle_plan y on y.cycle_id = p.cycle_id and y.asks_peers
  join public.cycle_deadline d on d.cycle_id = p.cycle_id and d.stage = 'manager' and d.closes_at > authz.now()
  where p.id = any (array(select authz.ratee_participant_ids())) and not authz.peers_are_settled(p.id)
$$;

-- The viewer's forms that may change now: theirs to rate, before the deadline, and nobody else has seen them.
create function authz.my_form_ids() returns setof bigint language sql stable rows 20 as $$
  select a.id from public.assessment a join public.cycle c on c.id = a.cycle_id and c.status = 'open'
  join public.participant p on p.id = a.participant_id and p.state = 'active'
  join public.cycle_deadline d on d.cycle_id = a.cycle_id
    and d.stage = case a.rater_type when 'self' then 'self' else 'manager' end and d.closes_at > authz.now()
  where a.rater_id = (select authz.person_id()) and a.revealed_at is null and case a.rater_type
    when 'manager' then a.participant_id = any (array(select authz.rateable_participant_ids()))
    when 'peer' then not authz.peers_are_settled(a.participant_id)
    else true end
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
-- reads one of them alone. For those who may see the person, once the manager's own form is revealed and no peer can be added.
create function authz.peer_means(participant bigint) returns table (criterion_id bigint, milli int, peers int)
language sql stable rows 30 as $$
  select k.criterion_id, round(avg(k.level) * 1000)::int, count(*)::int
  from public.participant p join public.cycle y on y.id = p.cycle_id
  join public.assessment a on a.participant_id = p.id and a.rater_type = 'peer' and a.status = 'submitted'
  join public.answer k on k.assessment_id = a.id and k.kind = 'rated'
  join public.criterion c on c.id = k.criterion_id and c.framework_version_id = y.framework_version_id
  where p.id = participant and authz.peers_are_settled(p.id)
    and case current_setting('role')
      when 'p_hr' then authz.holds('hr')
      when 'p_all' then authz.holds('all')
      when 'p_member' then p.subject_id = any (array(select authz.visible_ids()))
      when 'p_pmo' then p.subject_id = any (array(select authz.visible_ids()))
      else false end
  group by k.criterion_id
  having count(*) >= authz.least_peers()
$$;

-- What raters of a form have left for whoever rates next: for them, and to its writer. The person assessed reads none of it.
create function authz.hand_over_notes(participant bigint) returns table (assessment_id bigint, note text)
language sql stable rows 2 as $$
  select a.id, a.hand_over_note from public.assessment a
  where a.participant_id = participant and a.rater_type = 'manager' and a.hand_over_note <> ''
    and (a.rater_id = (select authz.person_id()) or a.participant_id = any (array(select authz.ratee_participant_ids())))
$$;

-- Lets both sides see each other as soon as neither can change any more: the person and whoever rates them today have both
-- submitted, or the other's time is over. The answers pass to `rating`, their evidence is shared. How many forms this revealed.
create function authz.reveal_forms(participant bigint) returns int language plpgsql as $$
declare
  ready bigint[];
  answered boolean;
  form record;
  revealed int := 0;
begin
  perform from public.participant p where p.id = participant for no key update;
  -- A form that its rater has in hand at this moment comes back here when they are done: to wait for it could be for ever.
  ready := array(select a.id from public.assessment a where a.participant_id = participant and a.rater_type <> 'peer'
    and a.status = 'submitted' and a.revealed_at is null order by a.id for no key update skip locked);
  answered := exists (select from public.assessment a
      where a.participant_id = participant and a.rater_type = 'self' and (a.revealed_at is not null or a.id = any (ready)))
    and exists (select from public.assessment a
      where a.participant_id = participant and a.rater_type = 'manager' and (a.revealed_at is not null or a.id = any (ready))
        and a.rater_id = any (array(select authz.present_rater_ids(participant))));
  for form in
    select a.*, y.framework_version_id from public.assessment a join public.cycle y on y.id = a.cycle_id
    join public.cycle_plan plan on plan.cycle_id = a.cycle_id
    join public.cycle_deadline other on other.cycle_id = a.cycle_id
      and other.stage = case a.rater_type when 'self' then 'manager' else 'self' end
    where a.id = any (ready) and (answered or not plan.is_blind or other.closes_at <= authz.now())
  loop
    insert into public.rating (subject_id, rater_id, rater_type, criterion_id, cycle_id, level, status, rated_on, comment, basis,
        is_confirmed)
      select form.subject_id, form.rater_id, form.rater_type, k.criterion_id, form.cycle_id, k.level, 'submitted', authz.today(),
        k.comment, k.basis, k.is_confirmed
      from public.answer k join public.criterion c
        on c.id = k.criterion_id and c.framework_version_id = form.framework_version_id
      where k.assessment_id = form.id and k.kind is not null;
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
  if old.rater_type = 'peer' and old.status = 'draft' and new.status = 'submitted' then
    perform from public.participant p where p.id = old.participant_id for no key update;
    if authz.peers_are_settled(old.participant_id) then
      -- The deadline submits what it may and passes over the rest.
      if current_setting('role') = 'p_job' then return null; end if;
      raise 'Enough colleagues have answered, and both sides are talking already. Nothing more is needed.' using errcode = 'GV409';
    end if;
  end if;
  if current_setting('role') = 'p_job' or pg_trigger_depth() > 1 then return new; end if;
  -- Policies looked before the row was theirs alone: it may have been revealed since.
  if old.revealed_at is not null and new.status <> old.status then
    raise 'Both sides see this form by now: it does not change any more.' using errcode = 'GV409';
  end if;
  if to_jsonb(new) - '{status,submitted_at,hand_over_note,version}'::text[]
    <> to_jsonb(old) - '{status,submitted_at,hand_over_note,version}'::text[] then
    raise 'A form changes by its answers alone.' using errcode = 'GV403';
  end if;
  if new.hand_over_note <> old.hand_over_note and old.rater_type <> 'manager' then
    raise 'A note for whoever rates next belongs on a manager’s form.' using errcode = 'GV403';
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

-- Submitting waits for answers on their way, and an answer that comes after it is refused: none is acknowledged and left out.
create function authz.guard_answer() returns trigger language plpgsql as $$
declare
  state text;
begin
  if current_setting('role') = 'p_job' then return new; end if;
  -- Of nobody else's form does an error tell anything.
  select a.status into state from public.assessment a
    where a.id = new.assessment_id and a.rater_id = (select authz.person_id());
  if state = 'draft' then
    select a.status into state from public.assessment a where a.id = new.assessment_id for share;
  end if;
  if state = 'submitted' then
    raise 'This form is submitted. Take it back to change an answer.' using errcode = 'GV409';
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
  -- The policy refuses others after this trigger: before it, no message may depend on what they cannot read.
  if tg_op = 'INSERT' and not exists (select from public.participant p
    where (p.id, p.cycle_id, p.subject_id) = (new.participant_id, new.cycle_id, new.subject_id)
      and p.id = any (array(select authz.agreeable_participant_ids()))) then
    return new;
  end if;
  if new.agreed_by is distinct from (select authz.person_id()) then
    raise 'A level is agreed in one’s own name.' using errcode = 'GV403';
  end if;
  if tg_op = 'INSERT' and not exists (select from public.criterion c join public.cycle y
      on y.framework_version_id = c.framework_version_id where c.id = new.criterion_id and y.id = new.cycle_id) then
    raise 'This cycle does not ask for that criterion.' using errcode = 'GV400';
  end if;
  if tg_op = 'UPDATE' and old.status = 'disputed' and new.level = old.level then
    raise 'The person assessed disagrees with this level, and that stays on record. Agree on another level, or leave it.'
      using errcode = 'GV409';
  end if;
  if new.status = 'agreed' then
    select r.level into rated from public.rating r where r.cycle_id = new.cycle_id and r.subject_id = new.subject_id
      and r.criterion_id = new.criterion_id and r.rater_type = 'manager' order by r.rated_on desc, r.rater_id limit 1;
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
declare
  line public.cycle_plan := coalesce(new, old);
begin
  if current_setting('role') = 'p_job' or pg_trigger_depth() > 1
    or not exists (select from public.cycle c where c.id = line.cycle_id and c.status <> 'draft') then
    return coalesce(new, old);
  end if;
  if tg_op <> 'UPDATE' or (new.cycle_id, new.is_blind, new.asks_peers, new.is_delta, new.evidence_rule, new.time_zone)
      is distinct from (old.cycle_id, old.is_blind, old.asks_peers, old.is_delta, old.evidence_rule, old.time_zone)
    or old.launched_at is not null and new.launched_at is distinct from old.launched_at then
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

-- Who may read about the viewer today: the line above and whoever stands in for it, whom HR has rate them, directors of their
-- unit, and the holders of broad grants.
create or replace function authz.who_sees_me()
returns table (audience text, employee_id text, name text, unit_id text, unit_name text) language sql stable as $$
  with me as (
      select authz.person_id() as id, m.unit_id from (select) one
      left join public.unit_membership m on m.person_id = authz.person_id() and m.valid @> authz.today()
    ),
    watcher as (
      select case c.depth when 1 then 'manager' else 'above' end as audience, c.ancestor_id as person_id, null::bigint as unit_id,
        c.depth as place
      from me join public.reporting_closure c on c.descendant_id = me.id and c.depth > 0
      where (select day >= authz.today() from authz.as_of)
      union all
      select case when g.role <> 'director' then g.role when u.parent_id is null then 'head' else 'director' end,
        g.person_id, g.unit_id, 0
      from me join public.role_grant g on g.confirmed_at is not null and g.valid @> authz.today()
      left join public.unit u on u.id = g.unit_id
      where g.role in ('hr', 'administrator') or (g.role = 'director' and (u.parent_id is null or exists (
        select from public.unit_closure c where c.ancestor_id = g.unit_id and c.descendant_id = me.unit_id
      )))
      union all
      select 'head', o.head_id, null, 0 from public.organisation o
      union all
      select 'deputy', d.deputy_id, null, 0 from me join public.reporting_closure c on c.descendant_id = me.id and c.depth = 1
      join public.deputy d on d.manager_id = c.ancestor_id and d.valid @> authz.today()
      where (select day >= authz.today() from authz.as_of)
      union all
      select 'rater', p.assigned_rater_id, null, 0 from me join public.participant p on p.subject_id = me.id
        and p.state = 'active' and p.assigned_rater_id is not null
      join public.cycle y on y.id = p.cycle_id and y.status in ('open', 'paused')
    )
  select w.audience, p.employee_id, p.name, u.unit_id, u.name from me
  join watcher w on w.person_id <> me.id join public.person p on p.id = authz.acting(w.person_id)
  left join public.unit u on u.id = w.unit_id and w.audience = 'director'
  group by w.audience, p.id, p.employee_id, p.name, u.unit_id, u.name
  order by w.audience, min(w.place), p.name, p.id, u.name
$$;

-- All that is held about the viewer, a part for each table, in pages: no secret, no internal key, nobody else's name or level.
create or replace function authz.my_data(wanted text default null, since text default '', most int default 200)
returns table (part text, place text, held jsonb, total bigint) language plpgsql stable as $$
declare
  me bigint := authz.person_id();
  mine bigint := (select a.id from public.account a where a.person_id = me);
  source record;
begin
  for source in
    select s.name, s.query from (values
      ('person', $q$ select '1', to_jsonb(p) - '{id}'::text[] from public.person p where p.id = $1 $q$),
      ('organisation', $q$ select '1', jsonb_build_object('is_head', true) from public.organisation o where o.head_id = $1 $q$),
      ('unit_membership', $q$ select lower(m.valid)::text, jsonb_build_object('unit_id', u.unit_id, 'unit', u.name, 'valid', m.valid)
        from public.unit_membership m join public.unit u on u.id = m.unit_id where m.person_id = $1 $q$),
      ('reporting_line', $q$ select concat_ws(' ', lower(l.valid), l.person_id = $1, lpad(l.person_id::text, 19, '0')), case
          when l.person_id = $1 then jsonb_build_object('manager_id', m.employee_id, 'manager', m.name, 'valid', l.valid)
          else jsonb_build_object('was_managing', 1, 'valid', l.valid) end
        from public.reporting_line l join public.person m on m.id = l.manager_id where $1 in (l.person_id, l.manager_id) $q$),
      ('reporting_closure', $q$ select lpad(c.depth::text, 5, '0'), jsonb_build_object('steps_below', c.depth, 'above', p.name)
        from public.reporting_closure c join public.person p on p.id = c.ancestor_id
        where c.descendant_id = $1 and c.depth > 0 $q$),
      ('role_grant', $q$ select lpad(g.id::text, 19, '0'), case when g.person_id = $1
          then jsonb_build_object('role', g.role, 'unit', u.name, 'valid', g.valid, 'confirmed_at', g.confirmed_at)
          else jsonb_build_object('you', case g.proposed_by when $1 then 'proposed' else 'confirmed' end, 'role', g.role,
            'confirmed_at', g.confirmed_at) end
        from public.role_grant g left join public.unit u on u.id = g.unit_id
        where $1 in (g.person_id, g.proposed_by, g.confirmed_by) $q$),
      ('account', $q$ select '1', to_jsonb(a) - '{id,person_id,password_hash}'::text[] from public.account a where a.id = $4 $q$),
      ('session', $q$ select lpad(s.id::text, 19, '0'), to_jsonb(s) - '{id,account_id,id_hash}'::text[]
        from public.session s where s.account_id = $4 $q$),
      ('known_device', $q$ select device_hash, jsonb_build_object('seen_at', seen_at)
        from public.known_device where account_id = $4 $q$),
      ('token', $q$ select lpad(t.id::text, 19, '0'), to_jsonb(t) - '{id,account_id,secret_hash}'::text[]
        from public.token t where t.account_id = $4 $q$),
      ('invitation', $q$ select lpad(i.id::text, 19, '0'), to_jsonb(i) - '{id,account_id,secret_hash}'::text[]
        from public.invitation i where i.account_id = $4 $q$),
      ('identity', $q$ select lpad(i.id::text, 19, '0'), to_jsonb(i) - '{id,account_id}'::text[]
        from public.identity i where i.account_id = $4 $q$),
      ('scim_user', $q$ select '1', to_jsonb(s) - '{person_id,kept_by}'::text[] || jsonb_build_object('kept_by_directory', true)
        from public.scim_user s where s.person_id = $1 $q$),
      ('idempotency_key', $q$ select k.key::text, jsonb_build_object('key', k.key, 'procedure', k.procedure,
          'created_at', k.created_at) from public.idempotency_key k where k.person_id = $1 $q$),
      ('rating', $q$ select lpad(r.id::text, 19, '0'), jsonb_build_object('cycle', c.name, 'criterion', k.key, 'about', case
          when r.subject_id = $1 then 'you' else 'somebody else' end, 'by', case when r.rater_id = $1 then 'you' else r.rater_type
          end, 'level', r.level, 'status', r.status, 'rated_on', r.rated_on, 'comment', r.comment, 'basis', r.basis)
        from public.rating r join public.cycle c on c.id = r.cycle_id join public.criterion k on k.id = r.criterion_id
        where r.subject_id = $1 and (r.rater_type = 'self'
            or (r.rater_type = 'manager' and r.status = 'submitted' and (c.status = 'published' or c.kind = 'run')))
          or (r.rater_type <> 'self' and r.rater_id = $1) $q$),
      ('participant', $q$ select lpad(p.id::text, 19, '0'), jsonb_build_object('cycle', c.name, 'added_at', p.added_at) || case
          when p.subject_id = $1 then jsonb_build_object('about', 'you', 'target_profile', p.target_profile, 'state', p.state,
            'state_reason', p.state_reason, 'assigned_reason', p.assigned_reason)
          else jsonb_build_object('about', 'somebody else', 'you', 'assigned') end
        from public.participant p join public.cycle c on c.id = p.cycle_id where $1 in (p.subject_id, p.assigned_rater_id) $q$),
      ('assessment', $q$ select lpad(a.id::text, 19, '0'), jsonb_build_object('cycle', c.name, 'about', case a.subject_id when $1
            then 'you' else 'somebody else' end, 'by', case a.rater_id when $1 then 'you' else a.rater_type end,
          'as', a.rater_type, 'status', a.status, 'submitted_at', a.submitted_at, 'created_at', a.created_at)
          || case a.rater_id when $1 then jsonb_build_object('hand_over_note', a.hand_over_note) else '{}' end
        from public.assessment a join public.cycle c on c.id = a.cycle_id
        where a.rater_id = $1 or a.subject_id = $1 and a.rater_type <> 'peer' $q$),
      ('answer', $q$ select lpad(k.assessment_id::text, 19, '0') || ' ' || r.key, jsonb_build_object('cycle', c.name,
          'criterion', r.key, 'about', case a.subject_id when $1 then 'you' else 'somebody else' end, 'by', 'you',
          'kind', k.kind, 'level', k.level, 'comment', k.comment, 'basis', k.basis, 'is_confirmed', k.is_confirmed,
          'answered_at', k.answered_at)
        from public.answer k join public.assessment a on a.id = k.assessment_id join public.cycle c on c.id = a.cycle_id
        join public.criterion r on r.id = k.criterion_id where k.rater_id = $1 $q$),
      ('agreement', $q$ select lpad(g.participant_id::text, 19, '0') || ' ' || r.key, jsonb_build_object('cycle', c.name,
          'criterion', r.key, 'about', case g.subject_id when $1 then 'you' else 'somebody else' end, 'level', g.level,
          'reason', g.reason, 'status', g.status, 'agreed_on', g.agreed_on)
          || case g.subject_id when $1 then jsonb_build_object('objection', g.objection) else '{}' end
        from public.agreement g join public.cycle c on c.id = g.cycle_id join public.criterion r on r.id = g.criterion_id
        where g.subject_id = $1 and g.status <> 'draft' or g.agreed_by = $1 $q$),
      ('conversation', $q$ select lpad(v.participant_id::text, 19, '0'), jsonb_build_object('cycle', c.name,
          'meets_at', v.meets_at, 'notes', v.notes, 'acknowledged_at', v.acknowledged_at)
        from public.conversation v join public.participant p on p.id = v.participant_id join public.cycle c on c.id = p.cycle_id
        where v.subject_id = $1 $q$),
      ('evidence', $q$ select lpad(e.id::text, 19, '0'), to_jsonb(e) - '{id,subject_id,owner_id}'::text[]
          || jsonb_build_object('about', case e.subject_id when $1 then 'you' else 'somebody else' end, 'by', case e.owner_id
            when $1 then 'you' else 'somebody who rated you' end)
        from public.evidence e where e.owner_id = $1 or e.subject_id = $1 and e.shared_at is not null $q$),
      ('evidence_use', $q$ select lpad(u.evidence_id::text, 19, '0') || ' ' || lpad(u.assessment_id::text, 19, '0') || ' ' || r.key,
          jsonb_build_object('title', e.title, 'cycle', c.name, 'criterion', r.key)
        from public.evidence_use u join public.evidence e on e.id = u.evidence_id and e.owner_id = $1
        join public.assessment a on a.id = u.assessment_id join public.cycle c on c.id = a.cycle_id
        join public.criterion r on r.id = u.criterion_id $q$),
      ('deputy', $q$ select lpad(d.id::text, 19, '0'), jsonb_build_object('valid', d.valid, 'you', case $1
          when d.manager_id then 'absent' when d.deputy_id then 'stand in' else 'named them' end)
        from public.deputy d where $1 in (d.manager_id, d.deputy_id, d.named_by) $q$),
      ('planned_leave', $q$ select lower(l.valid)::text, jsonb_build_object('valid', l.valid)
        from public.planned_leave l where l.person_id = $1 $q$),
      ('message', $q$ select lpad(m.id::text, 19, '0'), to_jsonb(m) - '{id,person_id}'::text[]
        from public.message m where m.person_id = $1 $q$),
      ('calendar_feed', $q$ select '1', jsonb_build_object('created_at', f.created_at, 'last_used_on', f.last_used_on)
        from public.calendar_feed f where f.person_id = $1 $q$),
      ('result_person', $q$ select lpad(p.result_id::text, 19, '0'),
          to_jsonb(p) - '{result_id,person_id,unit_id,unit_path,manager_id,from_cycle_ids}'::text[]
          || jsonb_build_object('cycle', c.name, 'version', r.version, 'as_of_on', r.as_of_on, 'unit', u.name)
        from public.result_person p join public.result r on r.id = p.result_id join public.cycle c on c.id = r.cycle_id
        join public.unit u on u.id = p.unit_id where p.person_id = $1 $q$),
      ('access_change', $q$ select lpad(c.id::text, 19, '0'), jsonb_build_object('kind', c.kind, 'requested_at', c.requested_at)
          || case when c.person_id = $1 then jsonb_build_object('about', 'you', 'email', c.email)
            else jsonb_build_object('asked_by', 'you') end
        from public.access_change c where $1 in (c.person_id, c.requested_by) $q$),
      ('import_run', $q$ select lpad(r.id::text, 19, '0'), jsonb_build_object('by', 'you', 'at', r.created_at,
          'kinds', r.kinds, 'status', r.status) from public.import_run r where $1 in (r.requested_by, r.actor_id) $q$),
      ('webhook', $q$ select lpad(w.id::text, 19, '0'), jsonb_build_object('by', 'you', 'at', w.created_at, 'url', w.url)
        from public.webhook w where w.created_by = $1 $q$),
      ('erasure', $q$ select lpad(e.id::text, 19, '0'), jsonb_build_object('you_asked_at', e.asked_at, 'state', e.state)
        from public.erasure e where e.asked_by = $1 $q$),
      ('audit_entry', $q$ select lpad(e.id::text, 19, '0'), jsonb_build_object('at', e.at, 'action', e.action, 'by', case
          when e.actor_id = $1 then 'you' else e.actor end, 'subject', e.subject, 'fields', e.fields)
        from public.audit_entry e where e.actor_id = $1 or (e.subject = 'person' and e.subject_id = $1::text)
          or (e.subject = 'account' and e.subject_id = $4::text) $q$),
      ('access_log', $q$ select l.at || ' ' || row_number() over (partition by l.at order by l.viewer_id, l.purpose),
          jsonb_build_object('at', l.at, 'purpose', l.purpose) || case when l.viewer_id = $1
            then jsonb_build_object('by', 'you', 'people', cardinality(l.subject_ids))
            else jsonb_build_object('by', l.viewer_role) end
        from public.access_log l where l.viewer_id = $1 or l.subject_ids @> array[$1] $q$)
    ) s (name, query) where wanted is null or wanted = s.name
  loop
    return query execute format(
      'with q (place, held) as (%s) select %L, q.place::text, q.held, (select count(*) from q) from q
        where q.place collate "C" > $2 order by q.place collate "C" limit $3', source.query, source.name
    ) using me, since, most, mine;
  end loop;
end $$;

-- Whose calendar a secret address is, while they may act.
create function authz.feed_owner(hash text) returns bigint language plpgsql as $$
declare
  owner bigint;
begin
  update public.calendar_feed set last_used_on = authz.today() where secret_hash = hash returning person_id into owner;
  return authz.acting(owner);
end $$;

grant execute on function authz.form_submitted(), authz.guard_assessment(), authz.guard_answer(), authz.guard_agreement(), authz.guard_conversation(),
  authz.guard_cycle(), authz.guard_plan(), authz.guard_deadline(), authz.guard_participant() to session_user;
grant execute on function authz.now() to p_member, p_pmo, p_all, p_hr, p_admin, p_job;
grant execute on function authz.ratee_ids(), authz.own_participant_ids(), authz.ratee_participant_ids(), authz.my_form_ids(),
  authz.my_draft_ids(), authz.assessable_ids(), authz.agreeable_participant_ids(), authz.asked_of_me(),
  authz.rateable_participant_ids(), authz.askable_participant_ids(), authz.peer_means(bigint), authz.hand_over_notes(bigint) to p_member, p_pmo, p_all, p_hr;
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
