-- Whoever asked for a place and was not chosen: why, for them and for HR, and their word against it.
-- Functions come first: policies name them. Bodies name tables from below, hence unchecked.
set local check_function_bodies = off;
set role authz_owner;

-- Everybody who wished for an opening that has no seat left, and who has none there, was never told and is not the viewer. Only
-- whoever keeps or leads the opening can bring it about; who it is goes no further than to the messages.
create function authz.note_filled(place bigint) returns setof bigint language plpgsql volatile rows 50 as $$
begin
  if not exists (select from public.opening o where o.id = place
    and ((select authz.person_id()) in (o.sponsor_id, o.supervisor_id) or o.id in (select authz.kept_opening_ids()))
    and (o.status = 'filled' or o.seats <= (select count(distinct s.seat_no) from public.secondment s where s.opening_id = o.id
      and s.state in ('confirmed', 'active', 'extending', 'ending-early', 'ending') and upper(s.during) > authz.today()))) then
    return;
  end if;
  return query insert into public.not_chosen as n (person_id, opening_id, way, reason)
    select f.person_id, place, 'filled', 'filled' from public.preference f join public.person p on p.id = f.person_id
    where f.opening_id = place and f.person_id <> authz.person_id() and p.employed @> authz.today() and not p.is_disabled
      and not exists (select from public.secondment s where s.opening_id = place and s.person_id = f.person_id
        and s.state not in ('draft', 'refused', 'dropped', 'withdrawn', 'not-selected', 'cancelled'))
      and not exists (select from public.not_chosen t where t.opening_id = place and t.person_id = f.person_id)
    on conflict do nothing returning n.person_id;
end $$;

-- The host's own choice of somebody else, by whom it was. The message is the placement's.
create function authz.note_declined(placement bigint) returns void language sql volatile as $$
  insert into public.not_chosen (person_id, opening_id, way, decision, reason)
  select s.person_id, s.opening_id, 'declined', s.public_id, 'declined' from public.secondment s
  where s.id = placement and s.state = 'not-selected' and exists (select from public.secondment_event e
    where e.secondment_id = s.id and e.deed = 'decline' and e.by_id = (select authz.person_id()))
  on conflict do nothing
$$;

-- Whom the viewer tells of which opening: those noted in this very transaction, HR of what oneself asks, and whoever asked of
-- one's answer.
create function authz.not_chosen_tellable() returns table (kind text, person_id bigint, opening text) language sql stable rows 50 as $$
  select 'not-chosen', n.person_id, o.opening_id from public.not_chosen n join public.opening o on o.id = n.opening_id
  where n.created_at = now() and n.way <> 'declined'
  union all
  select 'look-asked', g.person_id, o.opening_id from public.not_chosen n join public.opening o on o.id = n.opening_id,
    public.role_grant g
  where n.person_id = (select authz.person_id()) and n.appeal = 'open' and g.person_id <> n.person_id
    and g.role = 'hr' and g.confirmed_at is not null and g.valid @> authz.today()
  union all
  select 'look-answered', n.person_id, o.opening_id from public.not_chosen n join public.opening o on o.id = n.opening_id
  where n.answered_by = (select authz.person_id()) and n.answered_on = authz.today()
$$;

-- What was asked stays as it was asked, and is asked today.
create function authz.guard_not_chosen() returns trigger language plpgsql as $$
begin
  if old.appeal is null and new.appeal = 'open' and new.asked_on is distinct from authz.today() then
    raise 'One asks today.' using errcode = 'GV400';
  end if;
  if old.appeal is not null and current_setting('role') <> 'p_job'
    and (new.appeal_reason, new.asked_on, new.due_on) is distinct from (old.appeal_reason, old.asked_on, old.due_on) then
    raise 'What somebody asked stays as they said it.' using errcode = 'GV409';
  end if;
  return new;
end $$;

-- What is held about somebody has this part too; whoever answered keeps their own words alone.
do $$
declare
  parts text := pg_get_functiondef('authz.my_data(text, text, int)'::regprocedure);
  next text := $next$      ('message', $q$next$;
begin
  if position(next in parts) = 0 then raise 'authz.my_data() has no part for messages.'; end if;
  execute replace(parts, next, $more$      ('not_chosen', $q$ select lpad(n.id::text, 19, '0'), case when n.person_id = $1
          then to_jsonb(n) - '{id,person_id,opening_id,decision,answered_by}'::text[]
          else jsonb_build_object('answer', n.answer, 'answered_on', n.answered_on) end
          || jsonb_build_object('opening', o.title, 'you', case when n.person_id = $1 then 'asked' else 'answered' end)
        from public.not_chosen n join public.opening o on o.id = n.opening_id where $1 in (n.person_id, n.answered_by) $q$),
$more$ || next);
end $$;

grant execute on function authz.guard_not_chosen() to session_user;
grant execute on function authz.note_filled(bigint) to p_member, p_pmo, p_all, p_hr, p_host;
grant execute on function authz.note_declined(bigint) to p_host;
grant execute on function authz.not_chosen_tellable() to p_member, p_pmo, p_all, p_hr, p_host;
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

CREATE TABLE "not_chosen" (
	"id" bigint PRIMARY KEY GENERATED BY DEFAULT AS IDENTITY (sequence name "not_chosen_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"public_id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"person_id" bigint NOT NULL,
	"opening_id" bigint NOT NULL,
	"way" text NOT NULL,
	"decision" uuid,
	"reason" text NOT NULL,
	"facts" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"decided_on" date DEFAULT authz.today() NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"appeal" text,
	"appeal_reason" text DEFAULT '' NOT NULL,
	"asked_on" date,
	"due_on" date,
	"answer" text DEFAULT '' NOT NULL,
	"answered_by" bigint,
	"answered_on" date,
	CONSTRAINT "not_chosen_publicId_unique" UNIQUE("public_id"),
	CONSTRAINT "told_once_of" UNIQUE NULLS NOT DISTINCT("person_id","opening_id","way","decision"),
	CONSTRAINT "known_way" CHECK ("not_chosen"."way" in ('plan', 'hand', 'filled', 'declined')),
	CONSTRAINT "known_reason" CHECK ("not_chosen"."reason" in ('rated', 'own-unit', 'time-in-post', 'entry', 'not-now', 'open', 'notice', 'leave', 'placed',
        'cumulative', 'cooling-off', 'length', 'window', 'wished-dates', 'share', 'blackout', 'place', 'own-report', 'gain',
        'stays', 'dates', 'forbidden', 'single-holder', 'hr-only', 'not-weighed', 'elsewhere', 'others', 'filled', 'declined')),
	CONSTRAINT "known_appeal" CHECK ("not_chosen"."appeal" in ('open', 'upheld', 'rejected')),
	CONSTRAINT "asked_with_reason" CHECK (("not_chosen"."appeal" is null) = ("not_chosen"."appeal_reason" = '') and ("not_chosen"."appeal" is null) = ("not_chosen"."due_on" is null)),
	CONSTRAINT "answered_with_words" CHECK ((coalesce("not_chosen"."appeal", 'open') = 'open') = ("not_chosen"."answer" = '') and ("not_chosen"."answer" = '') = ("not_chosen"."answered_on" is null)),
	CONSTRAINT "short_enough" CHECK (length("not_chosen"."appeal_reason") <= 4000 and length("not_chosen"."answer") <= 4000),
	CONSTRAINT "plain_facts" CHECK (jsonb_typeof("not_chosen"."facts") = 'object' and length("not_chosen"."facts"::text) <= 2000)
);
--> statement-breakpoint
ALTER TABLE "not_chosen" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "message" DROP CONSTRAINT "plain_about";--> statement-breakpoint
ALTER TABLE "not_chosen" ADD CONSTRAINT "not_chosen_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "not_chosen" ADD CONSTRAINT "not_chosen_opening_id_opening_id_fk" FOREIGN KEY ("opening_id") REFERENCES "public"."opening"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "not_chosen" ADD CONSTRAINT "not_chosen_answered_by_person_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "not_chosen_opening_id_index" ON "not_chosen" USING btree ("opening_id");--> statement-breakpoint
CREATE INDEX "not_chosen_waiting" ON "not_chosen" USING btree ("due_on") WHERE "not_chosen"."appeal" = 'open';--> statement-breakpoint
ALTER TABLE "message" ADD CONSTRAINT "plain_about" CHECK ("message"."about" - '{cycle,stage,wallTime,timeZone,closesAt,days,count,from,to,secondment,opening,openingId,state,due,side}'::text[] = '{}' and length("message"."about"::text) <= 1000);--> statement-breakpoint
CREATE POLICY "own" ON "not_chosen" AS PERMISSIVE FOR SELECT TO "p_all", "p_member", "p_pmo" USING ("not_chosen"."person_id" = (select authz.person_id()));--> statement-breakpoint
CREATE POLICY "hr" ON "not_chosen" AS PERMISSIVE FOR SELECT TO "p_hr" USING ((select authz.holds('hr')));--> statement-breakpoint
CREATE POLICY "hr_notes" ON "not_chosen" AS PERMISSIVE FOR INSERT TO "p_hr" WITH CHECK ((select authz.holds('hr')) and "not_chosen"."person_id" <> (select authz.person_id()) and "not_chosen"."way" = 'hand'
        and ("not_chosen"."person_id", "not_chosen"."opening_id") in (select f.person_id, f.opening_id from preference f));--> statement-breakpoint
CREATE POLICY "root_notes" ON "not_chosen" AS PERMISSIVE FOR INSERT TO "p_all" WITH CHECK ((select authz.holds('all')) and "not_chosen"."person_id" <> (select authz.person_id()) and "not_chosen"."way" = 'plan'
        and ("not_chosen"."person_id", "not_chosen"."opening_id") in (select f.person_id, f.opening_id from preference f));--> statement-breakpoint
CREATE POLICY "ask_again" ON "not_chosen" AS PERMISSIVE FOR UPDATE TO "p_all", "p_hr", "p_member", "p_pmo" USING ("not_chosen"."person_id" = (select authz.person_id()) and "not_chosen"."appeal" is null and "not_chosen"."decided_on" + 14 >= (select authz.today())) WITH CHECK ("not_chosen"."person_id" = (select authz.person_id()) and "not_chosen"."appeal" = 'open');--> statement-breakpoint
CREATE POLICY "hr_answers" ON "not_chosen" AS PERMISSIVE FOR UPDATE TO "p_hr" USING ((select authz.holds('hr')) and "not_chosen"."person_id" <> (select authz.person_id()) and "not_chosen"."appeal" = 'open') WITH CHECK ((select authz.holds('hr')) and "not_chosen"."person_id" <> (select authz.person_id()) and "not_chosen"."answered_by" = (select authz.person_id()));--> statement-breakpoint
CREATE POLICY "jobs" ON "not_chosen" AS PERMISSIVE FOR ALL TO "p_job" USING ((select authz.job()) = any ('{privacy,secondment}'::text[])) WITH CHECK ((select authz.job()) = any ('{privacy,secondment}'::text[]));--> statement-breakpoint
ALTER POLICY "tell" ON "message" TO p_all,p_host,p_hr,p_member,p_pmo WITH CHECK (case when "message"."kind" like 'secondment%' then
          ("message"."person_id", "message"."about" ->> 'secondment') in (select w.person_id, w.secondment from authz.placement_tellable() w)
        when "message"."kind" in ('not-chosen', 'look-asked', 'look-answered') then
          ("message"."kind", "message"."person_id", "message"."about" ->> 'openingId') in (select w.kind, w.person_id, w.opening from authz.not_chosen_tellable() w)
        else ("message"."kind", "message"."person_id", coalesce("message"."about" ->> 'cycle', ''))
          in (select w.kind, w.person_id, w.cycle from authz.tellable() w) end);

alter table not_chosen force row level security;
create policy dump on not_chosen for select to p_dump using (true);
create policy authz on not_chosen to authz_owner using (true);
grant select on not_chosen to p_dump, authz_owner, p_member, p_pmo, p_all, p_hr;
grant select on sequence not_chosen_id_seq to p_dump;
grant insert on not_chosen to authz_owner;
grant select, insert, update, delete on not_chosen to p_job;
grant insert (person_id, opening_id, way, decision, reason, facts) on not_chosen to p_all, p_hr;
grant update (appeal, appeal_reason, asked_on, due_on) on not_chosen to p_member, p_pmo, p_all, p_hr;
grant update (answer, answered_by, answered_on) on not_chosen to p_hr;

create trigger guard_not_chosen before update on not_chosen for each row execute function authz.guard_not_chosen();
