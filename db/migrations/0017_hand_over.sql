-- HR lays out everybody's own form at a launch and sees who has begun; whoever rated somebody before hands over to the next.
CREATE POLICY "hr_launches" ON "assessment" AS PERMISSIVE FOR INSERT TO "p_hr" WITH CHECK ((select authz.holds('hr')) and "assessment"."rater_type" = 'self' and "assessment"."status" = 'draft'
        and "assessment"."revealed_at" is null);--> statement-breakpoint
ALTER TABLE "cycle_plan" ADD COLUMN "closed_reason" text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE POLICY "take_back" ON "deputy" AS PERMISSIVE FOR DELETE TO "p_all", "p_hr", "p_member", "p_pmo" USING ("deputy"."manager_id" = (select authz.person_id()) and lower("deputy"."valid") >= (select authz.today()));--> statement-breakpoint
CREATE POLICY "hr_takes_back" ON "deputy" AS PERMISSIVE FOR DELETE TO "p_hr" USING ((select authz.holds('hr')) and lower("deputy"."valid") >= (select authz.today()));--> statement-breakpoint
grant delete on deputy to p_member, p_pmo, p_all, p_hr;

set role authz_owner;

-- Forms of a cycle that hold at least one answer, and nothing of what it says: for HR's counts.
create function authz.begun_form_ids(cycle bigint) returns setof bigint language sql stable rows 1000 as $$
  select a.id from public.assessment a where a.cycle_id = cycle and authz.holds('hr')
    and exists (select from public.answer k where k.assessment_id = a.id and k.kind is not null)
$$;

-- Leaves a note on the viewer's own form about somebody, for whoever rates them next; also when the viewer rates them no
-- more. Whom it is about and who rates them today; nothing where there is no such form or its cycle is over.
create function authz.hand_over(cycle text, subject text, note text) returns table (subject_id bigint, rater_id bigint)
language sql volatile as $$
  update public.assessment a set hand_over_note = trim(note), version = a.version + 1
  from public.cycle c, public.person s, public.participant p
  where c.id = a.cycle_id and c.name = cycle and c.status in ('open', 'paused') and s.id = a.subject_id
    and s.employee_id = subject and p.id = a.participant_id and p.state = 'active'
    and a.rater_id = (select authz.person_id()) and a.rater_type = 'manager' and length(note) <= 4000
  returning a.subject_id, coalesce(p.assigned_rater_id, (select l.manager_id from public.reporting_line l
    where l.person_id = a.subject_id and l.valid @> authz.today()))
$$;

-- Notes that pass between raters of cycles that are open: about whom the viewer began to rate and rates no more, and about
-- whom the viewer rates now.
create function authz.hand_overs() returns table (
  cycle text, employee_id text, name text, note text, is_submitted boolean, from_employee_id text, from_name text, is_mine boolean
) language sql stable rows 10 as $$
  select c.name, s.employee_id, s.name, a.hand_over_note, a.status = 'submitted', r.employee_id, r.name,
    a.rater_id = (select authz.person_id())
  from public.assessment a join public.cycle c on c.id = a.cycle_id and c.status = 'open'
  join public.participant p on p.id = a.participant_id and p.state = 'active'
  join public.person s on s.id = a.subject_id join public.person r on r.id = a.rater_id
  where a.rater_type = 'manager' and case
    when a.rater_id = (select authz.person_id()) then a.participant_id <> all (array(select authz.ratee_participant_ids()))
    else a.hand_over_note <> '' and a.participant_id = any (array(select authz.ratee_participant_ids())) end
$$;

-- Who may stand in for the viewer: whom they see, and their own manager.
create function authz.deputy_candidates() returns table (id bigint, employee_id text, name text) language sql stable rows 20 as $$
  select p.id, p.employee_id, p.name from public.person p
  where p.employed @> (select authz.today()) and p.employee_id is not null and not p.is_disabled
    and p.id <> (select authz.person_id())
    and (p.id = any (array(select authz.visible_ids())) or p.id in (select l.manager_id from public.reporting_line l
      where l.person_id = (select authz.person_id()) and l.valid @> (select authz.today())))
$$;

-- Deputies that the viewer has to do with, as manager or deputy; everybody's for HR.
create function authz.known_deputies() returns table (
  id uuid, manager_employee_id text, manager text, deputy_employee_id text, deputy text, from_day text, to_day text,
  version int, is_own boolean
) language sql stable rows 10 as $$
  select d.public_id, m.employee_id, m.name, p.employee_id, p.name, lower(d.valid)::text, (upper(d.valid) - 1)::text,
    d.version, (select authz.person_id()) in (d.manager_id, d.deputy_id)
  from public.deputy d join public.person m on m.id = d.manager_id join public.person p on p.id = d.deputy_id
  where (select authz.person_id()) in (d.manager_id, d.deputy_id)
    or current_setting('role') = 'p_hr' and (select authz.holds('hr'))
$$;

grant execute on function authz.begun_form_ids(bigint) to p_hr;
grant execute on function authz.hand_over(text, text, text), authz.hand_overs(), authz.deputy_candidates(),
  authz.known_deputies() to p_member, p_pmo, p_all, p_hr;

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
