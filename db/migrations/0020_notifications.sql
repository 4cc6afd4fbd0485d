-- What a calendar's secret address needs to know of its owner.
set role authz_owner;
drop function authz.feed_owner(text);

-- Whose calendar a secret address is, while they may act, with their language; strangers are counted by their address.
create function authz.feed_owner(hash text, address text)
returns table (person_id bigint, language text, at timestamptz, remaining int) language plpgsql rows 1 as $$
declare
  owner bigint;
  turns int := 1;
begin
  update public.calendar_feed f set last_used_on = authz.today() where f.secret_hash = hash returning f.person_id into owner;
  if owner is null then
    select t.remaining into turns from authz.take_turn('calendar ' || address, 30, 60) t;
  end if;
  return query select authz.acting(owner), (select a.language from public.account a where a.person_id = owner), now(), turns;
end $$;
grant execute on function authz.feed_owner(text, text) to p_gate;
alter function authz.feed_owner(text, text) security definer set search_path = '';
reset role;
