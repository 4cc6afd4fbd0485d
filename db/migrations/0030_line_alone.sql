-- Wishes and placements are for somebody's line, their directors and HR: whoever only rates them, as a deputy or by HR's word,
-- reads neither. Nobody decides twice in one matter, no last day lies farther off than ten years, and a new
-- way in ends the calendar's secret address.
set local check_function_bodies = off;

set role authz_owner;

-- Self, reports of today, members of granted units; without those whom the viewer only rates. Late is empty, never wrong.
create function authz.line_ids() returns setof bigint
  language sql stable rows 500 security definer set search_path = '' parallel safe as $$
  select c.descendant_id from public.reporting_closure c where c.ancestor_id = (select authz.person_id())
    and (select day >= authz.today() from authz.as_of)
  union
  select m.person_id from authz.held h join public.unit_closure u on u.ancestor_id = h.unit_id
    join public.unit_membership m on m.unit_id = u.descendant_id and m.valid @> (select authz.today())
  where h.role = 'director'
$$;

-- Whether nothing that HR alone has noted about the viewer stands against days away: probation, the end of a contract, a process.
create function authz.standing_allows(days daterange) returns boolean
  language sql stable security definer set search_path = '' parallel safe as $$
  select not exists (select from public.standing s where s.person_id = (select authz.person_id()) and (s.is_under_process
    or s.probation_until >= lower(days) or s.contract_ends_on < upper(days) - 1))
$$;

-- Cover was arranged anew, by somebody who may: the placement's next version, or null when it is no longer this one.
create function authz.rearrange_cover(placement bigint, old int) returns int
  language sql security definer set search_path = '' parallel unsafe as $$
  update public.secondment s set version = s.version + 1
    where s.id = placement and s.version = old and s.id = any (array(select authz.coverable_secondment_ids())) returning s.version
$$;

do $$
declare
  taken text := pg_get_functiondef('authz.take_step()'::regprocedure);
  place text := $a$    if new.deed = 'approve' and not lacks_approval then$a$;
  begins text := $a$    if new.state not in ('draft', 'interest') then$a$;
  devices text := $a$  delete from public.known_device where account_id = used;$a$;
  name text;
  body text;
begin
  if position(place in taken) = 0 then raise 'authz.take_step() approves nothing.'; end if;
  execute replace(taken, place, $b$    if new.deed = 'approve' and new.by_id = (select e.by_id from public.secondment_event e
        where e.secondment_id = s.id and e.deed = 'ask-extension' order by e.id desc limit 1) then
      raise 'Whoever asked for the later end does not approve it.' using errcode = 'GV403';
    end if;
$b$ || place);
  foreach name in array array['authz.secondment_parties(bigint[])', 'authz.placement_tellable()', 'authz.unseen_colleagues(bigint)'] loop
    body := pg_get_functiondef(name::regprocedure);
    if position('authz.visible_ids()' in body) = 0 then raise '% shows nobody.', name; end if;
    execute replace(body, 'authz.visible_ids()', 'authz.line_ids()');
  end loop;
  body := pg_get_functiondef('authz.guard_secondment()'::regprocedure);
  if position(begins in body) = 0 then raise 'authz.guard_secondment() begins nothing.'; end if;
  execute replace(body, begins, $b$    if new.origin = 'volunteered' and not authz.standing_allows(new.during) then
      raise 'Something that HR alone may see stands against these days: ask HR.' using errcode = 'GV409';
    end if;
$b$ || begins);
  -- Whoever sets up their way in anew ends the calendar's secret address too.
  foreach name in array array['authz.use_invitation(text, text)', 'authz.link_by_invitation(text, text, text)'] loop
    body := pg_get_functiondef(name::regprocedure);
    if position(devices in body) = 0 then raise '% ends no devices.', name; end if;
    execute replace(body, devices, devices || $b$
  delete from public.calendar_feed f using public.account a where a.id = used and f.person_id = a.person_id;$b$);
  end loop;
end $$;

revoke all on function authz.line_ids(), authz.standing_allows(daterange), authz.rearrange_cover(bigint, int) from public;
grant execute on function authz.line_ids(), authz.standing_allows(daterange), authz.rearrange_cover(bigint, int) to p_member, p_pmo, p_all, p_hr;

reset role;
grant delete on calendar_feed to authz_owner;
--> statement-breakpoint
ALTER TABLE "secondment" ADD CONSTRAINT "ten_years_at_most" CHECK (upper("secondment"."during") - lower("secondment"."during") <= 3660);--> statement-breakpoint
ALTER TABLE "secondment" ADD CONSTRAINT "asked_within_ten_years" CHECK ("secondment"."asked_end" - lower("secondment"."during") <= 3660);--> statement-breakpoint
ALTER POLICY "scope" ON "preference" TO p_member,p_pmo USING ("preference"."person_id" = any (array(select authz.line_ids())));--> statement-breakpoint
ALTER POLICY "scope" ON "wish" TO p_member,p_pmo USING ("wish"."person_id" = any (array(select authz.line_ids())));--> statement-breakpoint
ALTER POLICY "hr_decides" ON "appeal" TO p_hr USING ((select authz.holds('hr')) and "appeal"."state" = 'open' and "appeal"."secondment_id" in (select s.id from secondment s where s.person_id <> (select authz.person_id()))
        and "appeal"."secondment_id" not in (select e.secondment_id from secondment_event e where e.deed = 'refuse' and e.by_id = (select authz.person_id()))) WITH CHECK ((select authz.holds('hr')) and "appeal"."decided_by" = (select authz.person_id()));--> statement-breakpoint
ALTER POLICY "scope" ON "secondment" TO p_member,p_pmo USING ("secondment"."state" <> 'draft' and "secondment"."person_id" = any (array(select authz.line_ids())));
