-- HR lays out everybody's own form at a launch and sees who has begun; whoever rated somebody before hands over to the next.
CREATE POLICY "hr_launches" ON "assessment" AS PERMISSIVE FOR INSERT TO "p_hr" WITH CHECK ((select authz.holds('hr')) and "assessment"."rater_type" = 'self' and "assessment"."status" = 'draft'
        and "assessment"."revealed_at" is null);--> statement-breakpoint

-- 15 lends a role with all it holds: for this transaction only.
do $$
begin
  if current_setting('server_version_num')::int < 160000 then
    execute format('grant authz_owner to %I', current_user);
  end if;
end $$;
set role authz_owner;

-- Forms of a cycle that hold at least one answer, and nothing of what it says: for HR's counts.
create function authz.begun_form_ids(cycle bigint) returns setof bigint language sql stable rows 1000 as $$
  select a.id from public.assessment a where a.cycle_id = cycle and authz.holds('hr')
    and exists (select from public.answer k where k.assessment_id = a.id and k.kind is not null)
$$;

-- Leaves a note on the viewer's own form about somebody, for whoever rates them next; also when the viewer rates them no
-- more. The participant, or null where there is no such form or its cycle is over.
create function authz.hand_over(cycle text, subject text, note text) returns bigint language sql volatile as $$
  update public.assessment a set hand_over_note = trim(note), version = a.version + 1
  from public.cycle c, public.person s, public.participant p
  where c.id = a.cycle_id and c.name = cycle and c.status in ('open', 'paused') and s.id = a.subject_id
    and s.employee_id = subject and p.id = a.participant_id and p.state = 'active'
    and a.rater_id = (select authz.person_id()) and a.rater_type = 'manager' and length(note) <= 4000
  returning a.participant_id
$$;

grant execute on function authz.begun_form_ids(bigint) to p_hr;
grant execute on function authz.hand_over(text, text, text) to p_member, p_pmo, p_all, p_hr;

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
do $$
begin
  if current_setting('server_version_num')::int < 160000 then
    execute format('revoke authz_owner from %I', current_user);
  end if;
end $$;
