-- Who covers is named in a plan before anybody is asked: publishing it writes that down for each placement.
set local check_function_bodies = off;
set role authz_owner;
do $$
declare
  coverable text := pg_get_functiondef('authz.coverable_secondment_ids()'::regprocedure);
  last text := $a$or current_setting('role') = 'p_hr' and (select authz.holds('hr'))$a$;
begin
  if position(last in coverable) = 0 then raise 'authz.coverable_secondment_ids() has no HR.'; end if;
  execute replace(coverable, last, last || $b$
      or current_setting('role') = 'p_all' and s.origin = 'plan' and s.state = 'interest' and (select authz.holds('all'))$b$);
end $$;
reset role;
