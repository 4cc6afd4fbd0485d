-- Messages go to whom a deed concerns, a note to the next rater stands once, and a blind pass stays blind when a deadline moves.
set local check_function_bodies = off;

set role authz_owner;

-- Whether a blind cycle shows the person their manager's form already: from then on their own one stays as it is, even if HR
-- moves its deadline.
create function authz.own_is_closed(participant bigint) returns boolean language sql stable as $$
  select exists (select from public.participant p join public.cycle_plan y on y.cycle_id = p.cycle_id and y.is_blind
    join public.assessment a on a.participant_id = p.id and a.rater_type = 'manager' and a.revealed_at is not null
    where p.id = participant)
$$;

-- The viewer's forms that may change now: theirs to rate, before the deadline, and nobody else has seen them.
create or replace function authz.my_form_ids() returns setof bigint language sql stable rows 20 as $$
  select a.id from public.assessment a join public.cycle c on c.id = a.cycle_id and c.status = 'open'
  join public.participant p on p.id = a.participant_id and p.state = 'active'
  join public.cycle_deadline d on d.cycle_id = a.cycle_id
    and d.stage = case a.rater_type when 'self' then 'self' else 'manager' end and d.closes_at > authz.now()
  where a.rater_id = (select authz.person_id()) and a.revealed_at is null and case a.rater_type
    when 'self' then not authz.own_is_closed(a.participant_id)
    when 'manager' then a.participant_id = any (array(select authz.rateable_participant_ids()))
    when 'peer' then not authz.peers_are_settled(a.participant_id)
    else true end
$$;

-- Where the viewer settles levels: the manager's form is revealed, and so is the person's own unless it can change no more.
create or replace function authz.agreeable_participant_ids() returns setof bigint language sql stable rows 20 as $$
  select p.id from public.participant p
  join public.cycle_deadline own on own.cycle_id = p.cycle_id and own.stage = 'self'
  join public.cycle_deadline last on last.cycle_id = p.cycle_id and last.stage = 'agree' and last.closes_at > authz.now()
  where p.id = any (array(select authz.ratee_participant_ids()))
    and exists (select from public.assessment a
      where a.participant_id = p.id and a.rater_type = 'manager' and a.revealed_at is not null)
    and (own.closes_at <= authz.now() or authz.own_is_closed(p.id) or exists (select from public.assessment a
      where a.participant_id = p.id and a.rater_type = 'self' and a.revealed_at is not null))
$$;

-- Whom a deed of the viewer's concerns at this moment, by the kind of message and the cycle's name: a peer who is asked, the
-- person whose levels were agreed, whoever agreed a level that is disputed, the next rater, one's deputy.
create function authz.tellable() returns table (kind text, person_id bigint, cycle text) language sql stable rows 50 as $$
  select 'peer-asked', a.rater_id, c.name from public.assessment a join public.cycle c on c.id = a.cycle_id
  where a.rater_type = 'peer' and a.status = 'draft' and a.participant_id = any (array(select authz.ratee_participant_ids()))
  union all
  select 'level-agreed', g.subject_id, c.name from public.agreement g join public.cycle c on c.id = g.cycle_id
  where g.agreed_by = (select authz.person_id()) and g.status <> 'draft'
    and g.participant_id = any (array(select authz.agreeable_participant_ids()))
  union all
  select 'level-disputed', g.agreed_by, c.name from public.agreement g join public.cycle c on c.id = g.cycle_id
  where g.status = 'disputed' and g.participant_id = any (array(select authz.own_participant_ids()))
  union all
  select 'rater-changed', r.id, c.name from public.assessment a join public.cycle c on c.id = a.cycle_id
  cross join lateral authz.present_rater_ids(a.participant_id) r (id)
  where a.rater_id = (select authz.person_id()) and a.rater_type = 'manager' and a.hand_over_note <> '' and r.id <> a.rater_id
    and c.status in ('open', 'paused')
  union all
  select 'deputy-named', d.deputy_id, '' from public.deputy d
  where d.manager_id = (select authz.person_id()) and d.named_by = d.manager_id
$$;

-- Leaves a note on the viewer's own form about somebody, for whoever rates them next; also when the viewer rates them no
-- more. Who rates them today; nothing where the form was changed since it was seen, or its cycle is over.
drop function authz.hand_over(text, text, text);
create function authz.hand_over(cycle text, subject text, note text, seen int) returns table (rater_ids bigint[])
language sql volatile as $$
  update public.assessment a set hand_over_note = trim(note), version = a.version + 1
  from public.cycle c, public.person s, public.participant p
  where c.id = a.cycle_id and c.name = cycle and c.status in ('open', 'paused') and s.id = a.subject_id
    and s.employee_id = subject and p.id = a.participant_id and p.state = 'active' and a.version = seen
    and a.rater_id = (select authz.person_id()) and a.rater_type = 'manager' and length(note) <= 4000
  returning array(select authz.present_rater_ids(p.id))
$$;

-- Notes that pass between raters of cycles that are open: about whom the viewer began to rate and rates no more, with the
-- form's version, and about whom the viewer rates now.
drop function authz.hand_overs();
create function authz.hand_overs() returns table (
  cycle text, employee_id text, name text, note text, is_submitted boolean, version int, from_employee_id text, from_name text,
  is_mine boolean
) language sql stable rows 10 as $$
  select c.name, s.employee_id, s.name, a.hand_over_note, a.status = 'submitted', a.version, r.employee_id, r.name,
    a.rater_id = (select authz.person_id())
  from public.assessment a join public.cycle c on c.id = a.cycle_id and c.status = 'open'
  join public.participant p on p.id = a.participant_id and p.state = 'active'
  join public.person s on s.id = a.subject_id join public.person r on r.id = a.rater_id
  where a.rater_type = 'manager' and case
    when a.rater_id = (select authz.person_id()) then a.participant_id <> all (array(select authz.ratee_participant_ids()))
    else a.hand_over_note <> '' and a.participant_id = any (array(select authz.ratee_participant_ids())) end
$$;

-- Who could be asked as a peer about somebody, by part of a name or a whole employee id: eight names of everybody with a
-- post today, and only for whoever may ask peers about this person now.
create function authz.peer_candidates(participant bigint, part text) returns table (id bigint, employee_id text, name text)
language sql stable rows 8 as $$
  select p.id, p.employee_id, p.name from public.person p
  where participant = any (array(select authz.askable_participant_ids()))
    and p.employed @> (select authz.today()) and p.employee_id is not null and not p.is_disabled
    and p.id <> (select authz.person_id())
    and p.id <> (select x.subject_id from public.participant x where x.id = participant)
    and (p.employee_id = part or length(part) > 1 and p.name ilike '%' || regexp_replace(part, '([%_\\])', '\\\1', 'g') || '%')
  order by p.employee_id <> part, p.name, p.id limit 8
$$;

-- What has come of people since, by which an import that added them cannot be undone any more.
create function authz.hangs_on(people bigint[]) returns table (person_id bigint, what text) language sql stable rows 20 as $$
  select p.subject_id, 'takes part in a cycle' from public.participant p where p.subject_id = any (people)
  union
  select p.assigned_rater_id, 'rates somebody in a cycle' from public.participant p where p.assigned_rater_id = any (people)
  union
  select a.rater_id, 'rates somebody in a cycle' from public.assessment a
  where a.rater_id = any (people) and a.rater_type <> 'self'
  union
  select g.agreed_by, 'agreed levels' from public.agreement g where g.agreed_by = any (people)
  union
  select who, 'has evidence' from public.evidence e cross join lateral unnest(array[e.subject_id, e.owner_id]) who
  where who = any (people)
  union
  select who, 'stands in for somebody, or somebody for them' from public.deputy d
  cross join lateral unnest(array[d.manager_id, d.deputy_id, d.named_by]) who where who = any (people)
$$;

grant execute on function authz.hangs_on(bigint[]) to p_job;
grant execute on function authz.own_is_closed(bigint) to p_member, p_pmo, p_all, p_hr, p_job;
grant execute on function authz.tellable(), authz.hand_over(text, text, text, int), authz.hand_overs(),
  authz.peer_candidates(bigint, text) to p_member, p_pmo, p_all, p_hr;

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

-- Levels agreed before this count as taken note of.
ALTER TABLE "agreement" ADD COLUMN "settled_at" timestamp with time zone DEFAULT 'epoch' NOT NULL;--> statement-breakpoint
ALTER TABLE "agreement" ALTER COLUMN "settled_at" SET DEFAULT authz.now();--> statement-breakpoint
grant update (settled_at) on agreement to p_member, p_pmo, p_all, p_hr;--> statement-breakpoint
ALTER TABLE "message" ADD CONSTRAINT "plain_about" CHECK ("message"."about" - '{cycle,stage,wallTime,timeZone,closesAt,days,count,from,to}'::text[] = '{}' and length("message"."about"::text) <= 1000);--> statement-breakpoint
ALTER TABLE "message" DROP CONSTRAINT "message_person_id_person_id_fk";--> statement-breakpoint
ALTER TABLE "message" ADD CONSTRAINT "message_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "hr_tells" ON "message" AS PERMISSIVE FOR INSERT TO "p_hr" WITH CHECK ("message"."kind" in ('cycle-launched', 'cycle-paused', 'cycle-resumed', 'deadline-moved', 'chased', 'rater-changed',
        'deputy-named') and (select authz.holds('hr')));--> statement-breakpoint
ALTER POLICY "tell" ON "message" TO p_all,p_hr,p_member,p_pmo WITH CHECK (("message"."kind", "message"."person_id", coalesce("message"."about" ->> 'cycle', ''))
        in (select w.kind, w.person_id, w.cycle from authz.tellable() w));--> statement-breakpoint
revoke insert on message from p_admin;
revoke insert (public_id, person_id, kind, about, once_key, mail, mail_after) on message from p_admin;

-- Why a message did not arrive is a word of a closed list now, so that pages say it in the reader's language. The owner passes
-- his own tables' policies for a moment.
alter table webhook_delivery no force row level security;
update webhook_delivery set problem = case
  when problem like 'The receiver answered%' then 'answered' when problem like '%10 seconds%' then 'slow'
  when problem like '%name of the receiver%' then 'unknown-name' when problem like '%public network%' then 'closed-network'
  when problem like '%https only%' then 'not-https' when problem like '%AUTH_SECRET%' then 'other-secret'
  else 'unreachable' end where problem is not null;
alter table webhook_delivery force row level security;
--> statement-breakpoint
ALTER TABLE "webhook_delivery" ADD CONSTRAINT "known_problem" CHECK ("webhook_delivery"."problem" in ('answered', 'slow', 'unreachable', 'unknown-name', 'closed-network', 'not-https',
      'other-secret'));
