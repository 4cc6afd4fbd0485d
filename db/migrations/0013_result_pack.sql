-- A published result packed for those who may read it whole; a copy, made anew whenever rows of people leave it.
CREATE TABLE "result_pack" (
	"key" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"result_id" bigint NOT NULL,
	"criteria" smallint NOT NULL,
	"bars" smallint NOT NULL,
	"profiles" text[] NOT NULL,
	"unit_ids" "bytea" NOT NULL,
	"unit_ends" "bytea" NOT NULL,
	"unit_people" "bytea" NOT NULL,
	"counts" "bytea" NOT NULL,
	"milli_sums" "bytea" NOT NULL,
	"age_sums" "bytea" NOT NULL,
	"person_ids" "bytea" NOT NULL,
	"posts" "bytea" NOT NULL,
	"aims" "bytea" NOT NULL,
	"milli_levels" "bytea" NOT NULL,
	"age_days" "bytea" NOT NULL,
	"sources" "bytea" NOT NULL,
	CONSTRAINT "result_pack_resultId_unique" UNIQUE("result_id"),
	CONSTRAINT "whole_units" CHECK (octet_length("result_pack"."unit_ends") * 2 = octet_length("result_pack"."unit_ids") and octet_length("result_pack"."unit_people") = octet_length("result_pack"."unit_ends")
        and octet_length("result_pack"."counts")::bigint = octet_length("result_pack"."unit_ends")::bigint * "result_pack"."criteria" * "result_pack"."bars"
        and octet_length("result_pack"."milli_sums")::bigint = octet_length("result_pack"."counts")::bigint * 2
        and octet_length("result_pack"."age_sums")::bigint = octet_length("result_pack"."unit_ids")::bigint * "result_pack"."criteria"),
	CONSTRAINT "whole_people" CHECK (octet_length("result_pack"."posts") * 2 = octet_length("result_pack"."person_ids") and octet_length("result_pack"."aims") * 4 = octet_length("result_pack"."person_ids")
        and octet_length("result_pack"."milli_levels")::bigint = octet_length("result_pack"."aims")::bigint * "result_pack"."criteria"
        and octet_length("result_pack"."age_days") = octet_length("result_pack"."milli_levels")
        and octet_length("result_pack"."sources")::bigint * 2 = octet_length("result_pack"."milli_levels"))
);
--> statement-breakpoint
ALTER TABLE "result_pack" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "result_pack" ADD CONSTRAINT "result_pack_result_id_result_id_fk" FOREIGN KEY ("result_id") REFERENCES "public"."result"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "root" ON "result_pack" AS PERMISSIVE FOR SELECT TO "p_all" USING ((select authz.holds('all')));--> statement-breakpoint
CREATE POLICY "hr" ON "result_pack" AS PERMISSIVE FOR SELECT TO "p_hr" USING ((select authz.holds('hr')));--> statement-breakpoint
CREATE POLICY "jobs" ON "result_pack" AS PERMISSIVE FOR ALL TO "p_job" USING ((select authz.job()) = any ('{import,cycle}'::text[])) WITH CHECK ((select authz.job()) = any ('{import,cycle}'::text[]));--> statement-breakpoint

-- Numbers do not shrink, and are read in pieces.
do $$
declare c text;
begin
  for c in select attname from pg_attribute
    where attrelid = 'result_pack'::regclass and atttypid = 'bytea'::regtype and not attisdropped
  loop
    execute format('alter table result_pack alter column %I set storage external', c);
  end loop;
end $$;--> statement-breakpoint

alter table result_pack force row level security;--> statement-breakpoint
create policy dump on result_pack for select to p_dump using (true);--> statement-breakpoint
create policy authz on result_pack to authz_owner using (true);--> statement-breakpoint
grant select on result_pack to p_dump, p_all, p_hr;--> statement-breakpoint
grant select, insert, delete on result_pack to p_job;--> statement-breakpoint
grant select, delete on result_pack to authz_owner;--> statement-breakpoint

set role authz_owner;--> statement-breakpoint
-- Whoever leaves a result leaves its pack in the same transaction. The lock is the packer's: it never reads halfway.
create function authz.drop_packs() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from old_rows) then
    perform pg_advisory_xact_lock(7010);
    delete from public.result_pack k where k.result_id in (select o.result_id from old_rows o);
  end if;
  return null;
end $$;--> statement-breakpoint
revoke execute on function authz.drop_packs() from public;--> statement-breakpoint
grant execute on function authz.drop_packs() to session_user;--> statement-breakpoint
reset role;--> statement-breakpoint
create trigger unpacked after delete on result_person referencing old table as old_rows
  for each statement execute function authz.drop_packs();--> statement-breakpoint
create trigger repacked after update on result_person referencing old table as old_rows
  for each statement execute function authz.drop_packs();
