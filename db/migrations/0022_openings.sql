-- Openings, people's wishes, what homes must keep, and the policy of placements.
-- Their functions come first: policies name them. Bodies name tables from below, hence unchecked.
set local check_function_bodies = off;
set role authz_owner;

-- Units in which the viewer may offer places: all for HR and the head, those granted to a director, a manager's own and below.
create function authz.host_unit_ids() returns setof bigint language sql stable rows 200 as $$
  select u.id from public.unit u where case current_setting('role')
    when 'p_hr' then (select authz.holds('hr'))
    when 'p_all' then (select authz.holds('all'))
    else false end
  union
  select d.descendant_id from public.unit_membership m join public.unit_closure d on d.ancestor_id = m.unit_id
  where m.person_id = (select authz.person_id()) and m.valid @> (select authz.today()) and exists (select from authz.report_ids(1))
  union
  select authz.granted_unit_ids()
$$;

-- Openings that the viewer keeps: of those units, and those that they sponsor.
create function authz.kept_opening_ids() returns setof bigint language sql stable rows 200 as $$
  select o.id from public.opening o
  where o.sponsor_id = (select authz.person_id()) or o.host_unit_id = any (array(select authz.host_unit_ids()))
$$;

-- Who answers for an opening and who leads there: one may know that of a place that is offered, whoever they are.
create function authz.opening_contacts(opening_ids bigint[])
returns table (opening_id bigint, person_id bigint, employee_id text, name text) language sql stable as $$
  select o.id, p.id, p.employee_id, p.name from public.opening o
  join public.person p on p.id in (o.sponsor_id, o.supervisor_id) and p.employee_id is not null
  where o.id = any (opening_ids) and (select authz.person_id()) is not null
    and (o.status <> 'draft' or o.supervisor_id = (select authz.person_id())
      or o.id = any (array(select authz.kept_opening_ids())))
$$;

create function authz.guard_opening() returns trigger language plpgsql as $$
begin
  if new.opening_id <> old.opening_id then
    raise 'The key of an opening stays.' using errcode = 'GV409';
  end if;
  if new.status <> old.status and (old.status, new.status) not in (('draft', 'published'), ('published', 'filled'),
    ('published', 'closed'), ('filled', 'published'), ('filled', 'closed')) then
    raise 'An opening that is % cannot become %.', old.status, new.status using errcode = 'GV409';
  end if;
  if old.status = 'draft' and new.status = 'published' and (new.sponsor_id is null
    or not exists (select from public.opening_criterion c where c.opening_id = new.id)) then
    raise 'An opening is published with its sponsor and what it develops.' using errcode = 'GV409';
  end if;
  return new;
end $$;

-- What is held about somebody has these parts too.
do $$
declare
  parts text := pg_get_functiondef('authz.my_data(text, text, int)'::regprocedure);
  next text := $next$      ('message', $q$next$;
begin
  if position(next in parts) = 0 then raise 'authz.my_data() has no part for messages.'; end if;
  execute replace(parts, next, $more$      ('opening', $q$ select lpad(o.id::text, 19, '0'), jsonb_build_object('opening', o.title, 'status', o.status, 'you', case $1
          when o.sponsor_id then 'sponsor' else 'supervisor' end)
        from public.opening o where $1 in (o.sponsor_id, o.supervisor_id) $q$),
      ('wish', $q$ select '1', to_jsonb(w) - '{person_id}'::text[] from public.wish w where w.person_id = $1 $q$),
      ('preference', $q$ select f.rank::text, jsonb_build_object('rank', f.rank, 'opening', o.title)
        from public.preference f join public.opening o on o.id = f.opening_id where f.person_id = $1 $q$),
      ('standing', $q$ select '1', to_jsonb(s) - '{person_id}'::text[] from public.standing s where s.person_id = $1 $q$),
$more$ || next);
end $$;

grant execute on function authz.guard_opening() to session_user;
grant execute on function authz.host_unit_ids(), authz.kept_opening_ids(), authz.opening_contacts(bigint[]) to p_member, p_pmo, p_all, p_hr;
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

CREATE TABLE "blackout" (
	"unit_id" bigint NOT NULL,
	"valid" daterange NOT NULL,
	"reason" text NOT NULL,
	CONSTRAINT "some_day" CHECK (not isempty("blackout"."valid")),
	CONSTRAINT "with_ends" CHECK (lower("blackout"."valid") is not null and upper("blackout"."valid") is not null),
	CONSTRAINT "with_reason" CHECK (length("blackout"."reason") between 1 and 200)
);
--> statement-breakpoint
ALTER TABLE "blackout" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "home_holder" (
	"unit_id" bigint NOT NULL,
	"criterion" text NOT NULL,
	"min_holders" smallint NOT NULL,
	CONSTRAINT "home_holder_unit_id_criterion_pk" PRIMARY KEY("unit_id","criterion"),
	CONSTRAINT "some_holders" CHECK ("home_holder"."min_holders" between 0 and 99)
);
--> statement-breakpoint
ALTER TABLE "home_holder" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "home_rule" (
	"unit_id" bigint PRIMARY KEY NOT NULL,
	"min_heads" integer,
	"notice_days" smallint,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "some_heads" CHECK ("home_rule"."min_heads" >= 0),
	CONSTRAINT "some_notice" CHECK ("home_rule"."notice_days" between 0 and 365)
);
--> statement-breakpoint
ALTER TABLE "home_rule" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "opening" (
	"id" bigint PRIMARY KEY GENERATED BY DEFAULT AS IDENTITY (sequence name "opening_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"opening_id" text NOT NULL,
	"title" text NOT NULL,
	"route_key" text NOT NULL,
	"host_unit_id" bigint NOT NULL,
	"sponsor_id" bigint,
	"supervisor_id" bigint,
	"location" text DEFAULT '' NOT NULL,
	"earliest_start" date NOT NULL,
	"latest_end" date NOT NULL,
	"is_fixed" boolean DEFAULT false NOT NULL,
	"min_days" integer NOT NULL,
	"max_days" integer NOT NULL,
	"seats" smallint DEFAULT 1 NOT NULL,
	"share" smallint DEFAULT 100 NOT NULL,
	"paid_by" text DEFAULT 'home' NOT NULL,
	"clearance" text,
	"languages" text[] DEFAULT '{}' NOT NULL,
	"apply_by" date,
	"notes" text DEFAULT '' NOT NULL,
	"status" text DEFAULT 'draft' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "opening_openingId_unique" UNIQUE("opening_id"),
	CONSTRAINT "known_status" CHECK ("opening"."status" in ('draft', 'published', 'filled', 'closed')),
	CONSTRAINT "known_payer" CHECK ("opening"."paid_by" in ('home', 'host', 'shared', 'central')),
	CONSTRAINT "titled" CHECK (length("opening"."title") between 1 and 200 and length("opening"."notes") <= 4000),
	CONSTRAINT "some_days" CHECK ("opening"."min_days" between 1 and "opening"."max_days"),
	CONSTRAINT "days_fit" CHECK ("opening"."max_days" <= "opening"."latest_end" - "opening"."earliest_start" + 1),
	CONSTRAINT "fixed_is_whole" CHECK (not "opening"."is_fixed" or "opening"."min_days" = "opening"."latest_end" - "opening"."earliest_start" + 1),
	CONSTRAINT "some_seats" CHECK ("opening"."seats" between 1 and 99),
	CONSTRAINT "share_of_week" CHECK ("opening"."share" between 1 and 100)
);
--> statement-breakpoint
ALTER TABLE "opening" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "opening_criterion" (
	"opening_id" bigint NOT NULL,
	"criterion" text NOT NULL,
	"exposure" smallint DEFAULT 100 NOT NULL,
	"position" smallint DEFAULT 1 NOT NULL,
	CONSTRAINT "opening_criterion_opening_id_criterion_pk" PRIMARY KEY("opening_id","criterion"),
	CONSTRAINT "some_exposure" CHECK ("opening_criterion"."exposure" between 1 and 100)
);
--> statement-breakpoint
ALTER TABLE "opening_criterion" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "opening_entry" (
	"opening_id" bigint NOT NULL,
	"criterion" text NOT NULL,
	"level" smallint NOT NULL,
	CONSTRAINT "opening_entry_opening_id_criterion_pk" PRIMARY KEY("opening_id","criterion"),
	CONSTRAINT "known_level" CHECK ("opening_entry"."level" between 1 and 5)
);
--> statement-breakpoint
ALTER TABLE "opening_entry" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "preference" (
	"person_id" bigint NOT NULL,
	"rank" smallint NOT NULL,
	"opening_id" bigint NOT NULL,
	CONSTRAINT "preference_person_id_rank_pk" PRIMARY KEY("person_id","rank"),
	CONSTRAINT "preferred_once" UNIQUE("person_id","opening_id"),
	CONSTRAINT "five_ranks" CHECK ("preference"."rank" between 1 and 5)
);
--> statement-breakpoint
ALTER TABLE "preference" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "standing" (
	"person_id" bigint PRIMARY KEY NOT NULL,
	"probation_until" date,
	"contract_ends_on" date,
	"in_post_since" date,
	"is_under_process" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "standing" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "wish" (
	"person_id" bigint PRIMARY KEY NOT NULL,
	"not_now_until" date,
	"aspiration" text,
	"mobility" text DEFAULT 'unknown' NOT NULL,
	"places" text[] DEFAULT '{}' NOT NULL,
	"earliest" date,
	"latest" date,
	"max_share" smallint DEFAULT 100 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "known_mobility" CHECK ("wish"."mobility" in ('unknown', 'no', 'yes')),
	CONSTRAINT "days_in_order" CHECK ("wish"."earliest" <= "wish"."latest"),
	CONSTRAINT "share_of_week" CHECK ("wish"."max_share" between 1 and 100),
	CONSTRAINT "few_places" CHECK (cardinality("wish"."places") <= 20)
);
--> statement-breakpoint
ALTER TABLE "wish" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "blackout" ADD CONSTRAINT "blackout_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "home_holder" ADD CONSTRAINT "home_holder_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "home_rule" ADD CONSTRAINT "home_rule_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opening" ADD CONSTRAINT "opening_host_unit_id_unit_id_fk" FOREIGN KEY ("host_unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opening" ADD CONSTRAINT "opening_sponsor_id_person_id_fk" FOREIGN KEY ("sponsor_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opening" ADD CONSTRAINT "opening_supervisor_id_person_id_fk" FOREIGN KEY ("supervisor_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opening_criterion" ADD CONSTRAINT "opening_criterion_opening_id_opening_id_fk" FOREIGN KEY ("opening_id") REFERENCES "public"."opening"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opening_entry" ADD CONSTRAINT "opening_entry_opening_id_opening_id_fk" FOREIGN KEY ("opening_id") REFERENCES "public"."opening"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "preference" ADD CONSTRAINT "preference_person_id_wish_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."wish"("person_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "preference" ADD CONSTRAINT "preference_opening_id_opening_id_fk" FOREIGN KEY ("opening_id") REFERENCES "public"."opening"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "standing" ADD CONSTRAINT "standing_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "wish" ADD CONSTRAINT "wish_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "blackout_unit_id_index" ON "blackout" USING btree ("unit_id");--> statement-breakpoint
CREATE INDEX "opening_host_unit_id_index" ON "opening" USING btree ("host_unit_id");--> statement-breakpoint
CREATE INDEX "opening_sponsor_id_index" ON "opening" USING btree ("sponsor_id");--> statement-breakpoint
CREATE INDEX "opening_supervisor_id_index" ON "opening" USING btree ("supervisor_id");--> statement-breakpoint
CREATE INDEX "preference_opening_id_index" ON "preference" USING btree ("opening_id");--> statement-breakpoint
ALTER TABLE "policy_setting" ADD CONSTRAINT "placement_in_order" CHECK ("policy_setting"."kind" <> 'placement' or (jsonb_typeof("policy_setting"."value" -> 'objective') = 'object'
        and ("policy_setting"."value" ->> 'minMonths')::int between 1 and ("policy_setting"."value" ->> 'hardMaxMonths')::int) is true);--> statement-breakpoint
CREATE POLICY "placement" ON "policy_setting" AS PERMISSIVE FOR INSERT TO "p_hr" WITH CHECK ((select authz.holds('hr')) and "policy_setting"."kind" = 'placement');--> statement-breakpoint
CREATE POLICY "signed_in" ON "blackout" AS PERMISSIVE FOR SELECT TO "p_all", "p_hr", "p_member", "p_pmo" USING ((select authz.person_id()) is not null);--> statement-breakpoint
CREATE POLICY "hr_adds" ON "blackout" AS PERMISSIVE FOR INSERT TO "p_hr" WITH CHECK ((select authz.holds('hr')));--> statement-breakpoint
CREATE POLICY "hr_removes" ON "blackout" AS PERMISSIVE FOR DELETE TO "p_hr" USING ((select authz.holds('hr')));--> statement-breakpoint
CREATE POLICY "signed_in" ON "home_holder" AS PERMISSIVE FOR SELECT TO "p_all", "p_hr", "p_member", "p_pmo" USING ((select authz.person_id()) is not null);--> statement-breakpoint
CREATE POLICY "hr_adds" ON "home_holder" AS PERMISSIVE FOR INSERT TO "p_hr" WITH CHECK ((select authz.holds('hr')));--> statement-breakpoint
CREATE POLICY "hr_removes" ON "home_holder" AS PERMISSIVE FOR DELETE TO "p_hr" USING ((select authz.holds('hr')));--> statement-breakpoint
CREATE POLICY "signed_in" ON "home_rule" AS PERMISSIVE FOR SELECT TO "p_all", "p_hr", "p_member", "p_pmo" USING ((select authz.person_id()) is not null);--> statement-breakpoint
CREATE POLICY "hr_adds" ON "home_rule" AS PERMISSIVE FOR INSERT TO "p_hr" WITH CHECK ((select authz.holds('hr')));--> statement-breakpoint
CREATE POLICY "hr_changes" ON "home_rule" AS PERMISSIVE FOR UPDATE TO "p_hr" USING ((select authz.holds('hr')));--> statement-breakpoint
CREATE POLICY "scope" ON "opening" AS PERMISSIVE FOR SELECT TO "p_all", "p_hr", "p_member", "p_pmo" USING ((select authz.person_id()) is not null and ("opening"."status" <> 'draft' or "opening"."sponsor_id" = (select authz.person_id()) or "opening"."supervisor_id" = (select authz.person_id())
        or "opening"."host_unit_id" = any (array(select authz.host_unit_ids()))));--> statement-breakpoint
CREATE POLICY "offer" ON "opening" AS PERMISSIVE FOR INSERT TO "p_all", "p_hr", "p_member", "p_pmo" WITH CHECK ("opening"."host_unit_id" = any (array(select authz.host_unit_ids())) and "opening"."status" = 'draft');--> statement-breakpoint
CREATE POLICY "keep" ON "opening" AS PERMISSIVE FOR UPDATE TO "p_all", "p_hr", "p_member", "p_pmo" USING ("opening"."sponsor_id" = (select authz.person_id()) or "opening"."host_unit_id" = any (array(select authz.host_unit_ids())));--> statement-breakpoint
CREATE POLICY "discard" ON "opening" AS PERMISSIVE FOR DELETE TO "p_all", "p_hr", "p_member", "p_pmo" USING ("opening"."status" = 'draft' and ("opening"."sponsor_id" = (select authz.person_id()) or "opening"."host_unit_id" = any (array(select authz.host_unit_ids()))));--> statement-breakpoint
CREATE POLICY "jobs" ON "opening" AS PERMISSIVE FOR ALL TO "p_job" USING ((select authz.job()) = any ('{import,privacy}'::text[])) WITH CHECK ((select authz.job()) = any ('{import,privacy}'::text[]));--> statement-breakpoint
CREATE POLICY "of_opening" ON "opening_criterion" AS PERMISSIVE FOR SELECT TO "p_all", "p_hr", "p_member", "p_pmo" USING ((select authz.person_id()) is not null and "opening_criterion"."opening_id" in (select o.id from opening o));--> statement-breakpoint
CREATE POLICY "add" ON "opening_criterion" AS PERMISSIVE FOR INSERT TO "p_all", "p_hr", "p_member", "p_pmo" WITH CHECK ("opening_criterion"."opening_id" = any (array(select authz.kept_opening_ids())));--> statement-breakpoint
CREATE POLICY "remove" ON "opening_criterion" AS PERMISSIVE FOR DELETE TO "p_all", "p_hr", "p_member", "p_pmo" USING ("opening_criterion"."opening_id" = any (array(select authz.kept_opening_ids())));--> statement-breakpoint
CREATE POLICY "jobs" ON "opening_criterion" AS PERMISSIVE FOR ALL TO "p_job" USING ((select authz.job()) = any ('{import}'::text[])) WITH CHECK ((select authz.job()) = any ('{import}'::text[]));--> statement-breakpoint
CREATE POLICY "of_opening" ON "opening_entry" AS PERMISSIVE FOR SELECT TO "p_all", "p_hr", "p_member", "p_pmo" USING ((select authz.person_id()) is not null and "opening_entry"."opening_id" in (select o.id from opening o));--> statement-breakpoint
CREATE POLICY "add" ON "opening_entry" AS PERMISSIVE FOR INSERT TO "p_all", "p_hr", "p_member", "p_pmo" WITH CHECK ("opening_entry"."opening_id" = any (array(select authz.kept_opening_ids())));--> statement-breakpoint
CREATE POLICY "remove" ON "opening_entry" AS PERMISSIVE FOR DELETE TO "p_all", "p_hr", "p_member", "p_pmo" USING ("opening_entry"."opening_id" = any (array(select authz.kept_opening_ids())));--> statement-breakpoint
CREATE POLICY "jobs" ON "opening_entry" AS PERMISSIVE FOR ALL TO "p_job" USING ((select authz.job()) = any ('{import}'::text[])) WITH CHECK ((select authz.job()) = any ('{import}'::text[]));--> statement-breakpoint
CREATE POLICY "scope" ON "preference" AS PERMISSIVE FOR SELECT TO "p_member", "p_pmo" USING ("preference"."person_id" = any (array(select authz.visible_ids())));--> statement-breakpoint
CREATE POLICY "root" ON "preference" AS PERMISSIVE FOR SELECT TO "p_all" USING ((select authz.holds('all')));--> statement-breakpoint
CREATE POLICY "hr" ON "preference" AS PERMISSIVE FOR SELECT TO "p_hr" USING ((select authz.holds('hr')));--> statement-breakpoint
CREATE POLICY "own_insert" ON "preference" AS PERMISSIVE FOR INSERT TO "p_all", "p_hr", "p_member", "p_pmo" WITH CHECK ("preference"."person_id" = (select authz.person_id()));--> statement-breakpoint
CREATE POLICY "own_delete" ON "preference" AS PERMISSIVE FOR DELETE TO "p_all", "p_hr", "p_member", "p_pmo" USING ("preference"."person_id" = (select authz.person_id()));--> statement-breakpoint
CREATE POLICY "jobs" ON "preference" AS PERMISSIVE FOR ALL TO "p_job" USING ((select authz.job()) = any ('{privacy}'::text[])) WITH CHECK ((select authz.job()) = any ('{privacy}'::text[]));--> statement-breakpoint
CREATE POLICY "hr" ON "standing" AS PERMISSIVE FOR SELECT TO "p_hr" USING ((select authz.holds('hr')));--> statement-breakpoint
CREATE POLICY "hr_adds" ON "standing" AS PERMISSIVE FOR INSERT TO "p_hr" WITH CHECK ((select authz.holds('hr')) and "standing"."person_id" <> (select authz.person_id()));--> statement-breakpoint
CREATE POLICY "hr_changes" ON "standing" AS PERMISSIVE FOR UPDATE TO "p_hr" USING ((select authz.holds('hr')) and "standing"."person_id" <> (select authz.person_id()));--> statement-breakpoint
CREATE POLICY "jobs" ON "standing" AS PERMISSIVE FOR ALL TO "p_job" USING ((select authz.job()) = any ('{privacy}'::text[])) WITH CHECK ((select authz.job()) = any ('{privacy}'::text[]));--> statement-breakpoint
CREATE POLICY "scope" ON "wish" AS PERMISSIVE FOR SELECT TO "p_member", "p_pmo" USING ("wish"."person_id" = any (array(select authz.visible_ids())));--> statement-breakpoint
CREATE POLICY "root" ON "wish" AS PERMISSIVE FOR SELECT TO "p_all" USING ((select authz.holds('all')));--> statement-breakpoint
CREATE POLICY "hr" ON "wish" AS PERMISSIVE FOR SELECT TO "p_hr" USING ((select authz.holds('hr')));--> statement-breakpoint
CREATE POLICY "own_insert" ON "wish" AS PERMISSIVE FOR INSERT TO "p_all", "p_hr", "p_member", "p_pmo" WITH CHECK ("wish"."person_id" = (select authz.person_id()));--> statement-breakpoint
CREATE POLICY "own_update" ON "wish" AS PERMISSIVE FOR UPDATE TO "p_all", "p_hr", "p_member", "p_pmo" USING ("wish"."person_id" = (select authz.person_id()));--> statement-breakpoint
CREATE POLICY "jobs" ON "wish" AS PERMISSIVE FOR ALL TO "p_job" USING ((select authz.job()) = any ('{privacy}'::text[])) WITH CHECK ((select authz.job()) = any ('{privacy}'::text[]));--> statement-breakpoint

ALTER POLICY "admin" ON "import_finding" TO p_admin USING ((select authz.holds('administrator')) and "import_finding"."file" not in ('ratings', 'openings'));--> statement-breakpoint

alter table blackout add constraint one_reason_a_day exclude using gist (unit_id with =, valid with &&);

do $$
declare t text;
begin
  foreach t in array '{blackout,home_holder,home_rule,opening,opening_criterion,opening_entry,preference,standing,wish}'::text[] loop
    execute format('alter table %I force row level security', t);
    execute format('create policy dump on %I for select to p_dump using (true)', t);
    execute format('grant select on %I to p_dump', t);
    execute format('grant select on %I to %s', t, case t when 'standing' then 'p_hr' else 'p_member, p_pmo, p_all, p_hr' end);
  end loop;
  -- What definer functions read: whose opening it is, and what is held about somebody.
  foreach t in array '{opening,opening_criterion,preference,standing,wish}'::text[] loop
    execute format('create policy authz on %I to authz_owner using (true)', t);
    execute format('grant select on %I to authz_owner', t);
  end loop;
  foreach t in array '{opening,opening_criterion,opening_entry,preference,standing,wish}'::text[] loop
    execute format('grant select, insert, update, delete on %I to p_job', t);
  end loop;
end $$;
grant select on sequence opening_id_seq to p_dump;

grant update (title, route_key, host_unit_id, sponsor_id, supervisor_id, location, earliest_start, latest_end, is_fixed,
  min_days, max_days, seats, share, paid_by, clearance, languages, apply_by, notes, status, version) on opening
  to p_member, p_pmo, p_all, p_hr;
grant insert, delete on opening to p_member, p_pmo, p_all, p_hr;
grant insert, delete on opening_entry, opening_criterion, preference to p_member, p_pmo, p_all, p_hr;
grant insert, update (not_now_until, aspiration, mobility, places, earliest, latest, max_share, version) on wish
  to p_member, p_pmo, p_all, p_hr;
grant insert, update (probation_until, contract_ends_on, in_post_since, is_under_process, version) on standing to p_hr;
grant insert, update (min_heads, notice_days, version) on home_rule to p_hr;
grant insert, delete on home_holder, blackout to p_hr;

-- Row security binds the owner too.
alter table policy_setting no force row level security;
insert into policy_setting (kind, version, note, value) values (
  'placement', 1, 'Defaults, not yet set by your panel.', '{
    "minMonths": 3, "minPartTimeDays": 60, "suggestedMonths": [6, 9], "softMaxMonths": 12, "hardMaxMonths": 24,
    "cumulativeMonths": 24, "cumulativeWindowMonths": 48, "coolingOffMonths": 6, "extensions": 1, "extensionAskMonths": 3,
    "noticeDays": 28, "timeInPostMonths": 24, "coverShare": [1, 2], "coverDepth": 2,
    "awayPerSmallUnit": 1, "smallUnitUnder": 5, "awayPerManager": 2,
    "rules": {"time-in-post": "override", "single-holder": "override", "cumulative": "override", "cooling-off": "override",
      "cover": "hold", "blackout": "hold", "notice": "hold", "away-per-unit": "hold"},
    "objective": {"chosenFactor": 2, "urgency": 1, "preference": [3000, 2000, 1000, 500, 250], "aspiration": 600, "move": 750,
      "latePerWeek": 20, "stability": 1000, "unlistedGain": 500, "unlistedCeiling": 3000,
      "sliders": {"gaps": 1, "wishes": 1, "disruption": 1}, "timeLimitSeconds": 120},
    "coverCost": null
  }'
);
alter table policy_setting force row level security;

create trigger guard_opening before update on opening for each row execute function authz.guard_opening();

-- An import that brought openings can be taken back.
do $$
declare t text;
begin
  foreach t in array '{opening,opening_criterion,opening_entry}'::text[] loop
    execute format('create trigger journal_added after insert on %I referencing new table as new_rows
      execute function authz.journal()', t);
    execute format('create trigger journal_updated after update on %I referencing old table as old_rows new table as new_rows
      execute function authz.journal()', t);
    execute format('create trigger journal_removed after delete on %I referencing old table as old_rows
      execute function authz.journal()', t);
  end loop;
end $$;
