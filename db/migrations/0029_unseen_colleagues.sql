-- Heads of a home unit that its manager does not see: floors count everybody of the unit, whoever they report to.
set local check_function_bodies = off;

set role authz_owner;

-- Who works in the home unit of a placement that the viewer may cover and is out of the viewer's sight: numbered, without a name,
-- one row for each span away and one without days for whoever is never away.
create function authz.unseen_colleagues(placement bigint) returns table (number bigint, away_from date, away_to date, share int)
  language sql stable rows 20 security definer set search_path = '' parallel safe as $$
  with colleague as (
    select m.person_id, row_number() over (order by m.person_id) as number from public.secondment s
    join public.unit_membership h on h.person_id = s.person_id and h.valid @> authz.today()
    join public.unit_membership m on m.unit_id = h.unit_id and m.valid @> authz.today()
    join public.person p on p.id = m.person_id and p.employee_id is not null and p.employed @> authz.today()
    where s.id = placement and s.id = any (array(select authz.coverable_secondment_ids()))
      and current_setting('role') in ('p_member', 'p_pmo') and m.person_id <> all (array(select authz.visible_ids()))
  )
  select c.number, lower(a.days), coalesce(upper(a.days) - 1, 'infinity'), a.share from colleague c left join lateral (
    select s.during as days, s.share::int from public.secondment s where s.person_id = c.person_id and s.id <> placement
      and s.state in ('release', 'selection', 'confirmed', 'active', 'extending', 'ending-early', 'ending')
    union all
    select l.valid, 100 from public.planned_leave l where l.person_id = c.person_id) a on true
$$;

revoke all on function authz.unseen_colleagues(bigint) from public;
grant execute on function authz.unseen_colleagues(bigint) to p_member, p_pmo, p_all, p_hr;

reset role;
