-- A manager who missed the deadline reads no self-assessment of a blind cycle by that: HR may give more time, and the rating must
-- still be a first one. So a person's form waits for the manager's, at the latest for the close; the manager's comes with the
-- other's deadline as before, because levels are settled from it and the person's own stays closed from then on.
set local check_function_bodies = off;

set role authz_owner;

create or replace function authz.reveal_forms(participant bigint) returns int language plpgsql security definer set search_path = '' as $$
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
    where a.id = any (ready) and (answered or not plan.is_blind
      or (other.closes_at <= authz.now() and (a.rater_type = 'manager' or y.status = 'closing')))
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

reset role;
