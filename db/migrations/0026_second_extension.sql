-- A further extension than the settings allow is granted only after a director of the person's units has approved that very end.
set local check_function_bodies = off;
set role authz_owner;

-- Whether the viewer directs a unit that this person belongs to today, or the whole; nobody directs themselves.
create function authz.directs(who bigint) returns boolean language sql stable as $$
  select who <> authz.person_id() and case current_setting('role')
    when 'p_all' then (select authz.holds('all'))
    when 'p_pmo' then exists (select from public.unit_membership m where m.person_id = who and m.valid @> authz.today()
      and m.unit_id in (select authz.granted_unit_ids()))
    else false end
$$;

-- How often a placement may be extended before a director is asked, as the settings have it now.
create function authz.free_extensions() returns int language sql stable as $$
  select (p.value ->> 'extensions')::int from public.policy_setting p where p.kind = 'placement' order by p.version desc limit 1
$$;

do $$
declare
  steps text := pg_get_functiondef('authz.secondment_steps()'::regprocedure);
  actors text := pg_get_functiondef('authz.secondment_actors(bigint, bigint)'::regprocedure);
  parts text := pg_get_functiondef('authz.secondment_parts(bigint[])'::regprocedure);
  taken text := pg_get_functiondef('authz.take_step()'::regprocedure);
  changes text[][] := array[
    -- The end that is asked for stays while it is approved, and so does HR's time to decide.
    [$a$<> (new.deed in ('ask-extension', 'ask-end'))$a$, $b$<> (new.deed in ('ask-extension', 'approve', 'ask-end'))
    or new.deed = 'approve' and (new.asked_end, new.due_on) is distinct from (s.asked_end, s.due_on)$b$],
    [$a$'ask-extension', 'keep-end', 'ask-end'$a$, $b$'ask-extension', 'approve', 'keep-end', 'ask-end'$b$],
    [$a$state_since = new.on_day,$a$, $b$state_since = case new.deed when 'approve' then p.state_since else new.on_day end,$b$],
    [$a$  last_day := case$a$, $b$  if new.deed in ('approve', 'extend') then
    lacks_approval := (select count(*) from public.secondment_event e where e.secondment_id = s.id and e.deed = 'extend')
      >= authz.free_extensions()
      and (select e.deed from public.secondment_event e where e.secondment_id = s.id order by e.id desc limit 1) <> 'approve';
    if new.deed = 'extend' and lacks_approval then
      raise 'It was extended before: a further time needs a director’s approval first.' using errcode = 'GV409';
    end if;
    if new.deed = 'approve' and not lacks_approval then
      raise 'There is nothing to approve here now.' using errcode = 'GV409';
    end if;
  end if;
  last_day := case$b$],
    [$a$  has_appeal boolean;$a$, $b$  has_appeal boolean;
  lacks_approval boolean;$b$]];
begin
  for at in 1 .. array_length(changes, 1) loop
    if position(changes[at][1] in taken) = 0 then raise 'authz.take_step() has no place %.', at; end if;
    taken := replace(taken, changes[at][1], changes[at][2]);
  end loop;
  execute taken;
  if position($a$    ('extend', 'extending'$a$ in steps) = 0 then raise 'authz.secondment_steps() extends nothing.'; end if;
  execute replace(steps, $a$    ('extend', 'extending'$a$, $b$    ('approve', 'extending', 'extending', 'director'),
    ('extend', 'extending'$b$);
  if position($a$then 'hr' end], null)$a$ in actors) = 0 then raise 'authz.secondment_actors() has no HR.'; end if;
  execute replace(actors, $a$then 'hr' end], null)$a$, $b$then 'hr' end,
      case when authz.directs(secondee) then 'director' end], null)$b$);
  if position($a$  select s.id, 'hr',$a$ in parts) = 0 then raise 'authz.secondment_parts() has no HR.'; end if;
  execute replace(parts, $a$  select s.id, 'hr',$a$, $b$  select s.id, 'director', g.person_id from of s
    join public.unit_membership m on m.person_id = s.person_id and m.valid @> authz.today()
    join public.unit_closure c on c.descendant_id = m.unit_id
    join public.role_grant g on g.unit_id = c.ancestor_id and g.role = 'director' and g.confirmed_at is not null
      and g.valid @> authz.today() and g.person_id <> s.person_id
  union
  select s.id, 'hr',$b$);
end $$;

alter function authz.directs(bigint) security definer parallel safe set search_path = '';
alter function authz.free_extensions() security definer parallel safe set search_path = '';
revoke all on function authz.directs(bigint), authz.free_extensions() from public;
grant execute on function authz.directs(bigint) to p_member, p_host, p_pmo, p_all, p_hr;
reset role;
