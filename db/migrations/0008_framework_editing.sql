-- HR writes drafts of the framework; editions know where they came from and what became of each criterion.
CREATE TABLE "criterion_mapping" (
	"framework_version_id" bigint NOT NULL,
	"from_key" text NOT NULL,
	"kind" text NOT NULL,
	"to_keys" text[] NOT NULL,
	CONSTRAINT "criterion_mapping_framework_version_id_from_key_pk" PRIMARY KEY("framework_version_id","from_key"),
	CONSTRAINT "known_kind" CHECK ("criterion_mapping"."kind" in ('same', 'reworded', 'changed', 'merged', 'split', 'dropped')),
	CONSTRAINT "one_heir" CHECK ("criterion_mapping"."kind" not in ('same', 'reworded') or cardinality("criterion_mapping"."to_keys") = 1)
);
--> statement-breakpoint
ALTER TABLE "criterion_mapping" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "criterion" ADD COLUMN "case_id" uuid;--> statement-breakpoint
ALTER TABLE "domain" ADD COLUMN "case_id" uuid;--> statement-breakpoint
ALTER TABLE "framework_version" ADD COLUMN "based_on_id" bigint;--> statement-breakpoint
ALTER TABLE "framework_version" ADD COLUMN "case_id" uuid;--> statement-breakpoint
ALTER TABLE "framework_version" ADD COLUMN "changed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "criterion_mapping" ADD CONSTRAINT "criterion_mapping_framework_version_id_framework_version_id_fk" FOREIGN KEY ("framework_version_id") REFERENCES "public"."framework_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "framework_version" ADD CONSTRAINT "framework_version_based_on_id_framework_version_id_fk" FOREIGN KEY ("based_on_id") REFERENCES "public"."framework_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "one_draft" ON "framework_version" USING btree ("framework_id") WHERE "framework_version"."status" = 'draft';--> statement-breakpoint
CREATE INDEX "framework_version_based_on_id_index" ON "framework_version" USING btree ("based_on_id");--> statement-breakpoint
CREATE POLICY "hr_adds" ON "criterion" AS PERMISSIVE FOR INSERT TO "p_hr" WITH CHECK ("criterion"."framework_version_id" = any (array(select v.id from framework_version v where v.status = 'draft')) and (select authz.holds('hr')));--> statement-breakpoint
CREATE POLICY "hr_removes" ON "criterion" AS PERMISSIVE FOR DELETE TO "p_hr" USING ("criterion"."framework_version_id" = any (array(select v.id from framework_version v where v.status = 'draft')) and (select authz.holds('hr')));--> statement-breakpoint
CREATE POLICY "hr_adds" ON "criterion_level" AS PERMISSIVE FOR INSERT TO "p_hr" WITH CHECK ("criterion_level"."criterion_id" = any (array(select c.id from criterion c where c.framework_version_id = any (array(select v.id from framework_version v where v.status = 'draft')))) and (select authz.holds('hr')));--> statement-breakpoint
CREATE POLICY "hr_removes" ON "criterion_level" AS PERMISSIVE FOR DELETE TO "p_hr" USING ("criterion_level"."criterion_id" = any (array(select c.id from criterion c where c.framework_version_id = any (array(select v.id from framework_version v where v.status = 'draft')))) and (select authz.holds('hr')));--> statement-breakpoint
CREATE POLICY "hr_adds" ON "domain" AS PERMISSIVE FOR INSERT TO "p_hr" WITH CHECK ("domain"."framework_version_id" = any (array(select v.id from framework_version v where v.status = 'draft')) and (select authz.holds('hr')));--> statement-breakpoint
CREATE POLICY "hr_removes" ON "domain" AS PERMISSIVE FOR DELETE TO "p_hr" USING ("domain"."framework_version_id" = any (array(select v.id from framework_version v where v.status = 'draft')) and (select authz.holds('hr')));--> statement-breakpoint
CREATE POLICY "hr_adds" ON "framework" AS PERMISSIVE FOR INSERT TO "p_hr" WITH CHECK ((select authz.holds('hr')));--> statement-breakpoint
CREATE POLICY "hr_adds" ON "framework_version" AS PERMISSIVE FOR INSERT TO "p_hr" WITH CHECK ("framework_version"."status" = 'draft' and (select authz.holds('hr')));--> statement-breakpoint
CREATE POLICY "hr_changes" ON "framework_version" AS PERMISSIVE FOR UPDATE TO "p_hr" USING ("framework_version"."status" = 'draft' and (select authz.holds('hr'))) WITH CHECK ((select authz.holds('hr')));--> statement-breakpoint
CREATE POLICY "hr_discards" ON "framework_version" AS PERMISSIVE FOR DELETE TO "p_hr" USING ("framework_version"."status" = 'draft' and (select authz.holds('hr')));--> statement-breakpoint
CREATE POLICY "hr_adds" ON "role_profile" AS PERMISSIVE FOR INSERT TO "p_hr" WITH CHECK ("role_profile"."framework_version_id" = any (array(select v.id from framework_version v where v.status = 'draft')) and (select authz.holds('hr')));--> statement-breakpoint
CREATE POLICY "hr_removes" ON "role_profile" AS PERMISSIVE FOR DELETE TO "p_hr" USING ("role_profile"."framework_version_id" = any (array(select v.id from framework_version v where v.status = 'draft')) and (select authz.holds('hr')));--> statement-breakpoint
CREATE POLICY "hr_adds" ON "scale_level" AS PERMISSIVE FOR INSERT TO "p_hr" WITH CHECK ("scale_level"."framework_version_id" = any (array(select v.id from framework_version v where v.status = 'draft')) and (select authz.holds('hr')));--> statement-breakpoint
CREATE POLICY "hr_removes" ON "scale_level" AS PERMISSIVE FOR DELETE TO "p_hr" USING ("scale_level"."framework_version_id" = any (array(select v.id from framework_version v where v.status = 'draft')) and (select authz.holds('hr')));--> statement-breakpoint
CREATE POLICY "hr_adds" ON "target" AS PERMISSIVE FOR INSERT TO "p_hr" WITH CHECK ("target"."role_profile_id" = any (array(select p.id from role_profile p where p.framework_version_id = any (array(select v.id from framework_version v where v.status = 'draft')))) and (select authz.holds('hr')));--> statement-breakpoint
CREATE POLICY "hr_removes" ON "target" AS PERMISSIVE FOR DELETE TO "p_hr" USING ("target"."role_profile_id" = any (array(select p.id from role_profile p where p.framework_version_id = any (array(select v.id from framework_version v where v.status = 'draft')))) and (select authz.holds('hr')));--> statement-breakpoint
CREATE POLICY "signed_in" ON "criterion_mapping" AS PERMISSIVE FOR SELECT TO "p_admin", "p_all", "p_hr", "p_member", "p_pmo" USING ((select authz.person_id()) is not null);--> statement-breakpoint
CREATE POLICY "hr_adds" ON "criterion_mapping" AS PERMISSIVE FOR INSERT TO "p_hr" WITH CHECK ("criterion_mapping"."framework_version_id" = any (array(select v.id from framework_version v where v.status = 'draft')) and (select authz.holds('hr')));--> statement-breakpoint
CREATE POLICY "hr_removes" ON "criterion_mapping" AS PERMISSIVE FOR DELETE TO "p_hr" USING ("criterion_mapping"."framework_version_id" = any (array(select v.id from framework_version v where v.status = 'draft')) and (select authz.holds('hr')));--> statement-breakpoint
CREATE POLICY "jobs" ON "criterion_mapping" AS PERMISSIVE FOR ALL TO "p_job" USING ((select authz.job()) = any ('{import,command}'::text[])) WITH CHECK ((select authz.job()) = any ('{import,command}'::text[]));
--> statement-breakpoint
create trigger keep_published before insert or update or delete on criterion_mapping
  for each row execute function authz.keep_published('version');
--> statement-breakpoint
alter table criterion_mapping force row level security;
--> statement-breakpoint
create policy dump on criterion_mapping for select to p_dump using (true);
--> statement-breakpoint
grant select on criterion_mapping to p_dump, p_member, p_pmo, p_all, p_hr, p_admin;
--> statement-breakpoint
grant select, insert, update, delete on criterion_mapping to p_job;
--> statement-breakpoint
-- Parts of a draft are taken out and put in whole; only the draft itself is changed in place.
grant insert, delete on scale_level, domain, criterion, criterion_level, role_profile, target, criterion_mapping to p_hr;
--> statement-breakpoint
grant insert, update, delete on framework_version to p_hr;
--> statement-breakpoint
grant insert on framework to p_hr;
