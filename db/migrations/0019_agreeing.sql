-- Agreeing levels: drafts pass to whoever agrees them today, and both sides know who rated.
set role authz_owner;

-- Who rated somebody as their manager, by name, for those who may see the person; peers' names for whoever rates today alone.
create function authz.raters_of(participant bigint) returns table (person_id bigint, employee_id text, name text)
language sql stable as $$
  select s.id, s.employee_id, s.name
  from public.participant p join public.assessment a on a.participant_id = p.id
  join public.person s on s.id = a.rater_id
  where p.id = participant
    and (a.rater_type <> 'peer' or p.id = any (array(select authz.ratee_participant_ids())))
    and case current_setting('role')
      when 'p_hr' then authz.holds('hr')
      when 'p_all' then authz.holds('all')
      when 'p_member' then p.subject_id = any (array(select authz.visible_ids()))
      when 'p_pmo' then p.subject_id = any (array(select authz.visible_ids()))
      else false end
$$;
grant execute on function authz.raters_of(bigint) to p_member, p_pmo, p_all, p_hr;
alter function authz.raters_of(bigint) security definer parallel safe set search_path = '';
reset role;

-- A deputy's or a former manager's draft would stand in the way unseen: whoever agrees the levels today sees it and goes on from it.
ALTER POLICY "scope" ON "agreement" TO p_member,p_pmo USING ("agreement"."subject_id" = any (array(select authz.visible_ids()))
        and ("agreement"."status" <> 'draft' or "agreement"."participant_id" = any (array(select authz.agreeable_participant_ids()))));--> statement-breakpoint
ALTER POLICY "root" ON "agreement" TO p_all USING ((select authz.holds('all')) and ("agreement"."status" <> 'draft' or "agreement"."participant_id" = any (array(select authz.agreeable_participant_ids()))));--> statement-breakpoint
ALTER POLICY "hr" ON "agreement" TO p_hr USING ((select authz.holds('hr')) and ("agreement"."status" <> 'draft' or "agreement"."participant_id" = any (array(select authz.agreeable_participant_ids()))));
