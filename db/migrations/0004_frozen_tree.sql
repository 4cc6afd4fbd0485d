ALTER TABLE "result_person" ADD COLUMN "unit_path" bigint[];
--> statement-breakpoint
-- Results kept so far get today's tree; row security binds the owner too, so it is lifted for this transaction alone.
ALTER TABLE "result_person" NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "unit_closure" NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
UPDATE "result_person" r SET "unit_path" = array(
  SELECT c."ancestor_id" FROM "unit_closure" c WHERE c."descendant_id" = r."unit_id" ORDER BY c."depth"
);
--> statement-breakpoint
ALTER TABLE "unit_closure" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "result_person" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "result_person" ALTER COLUMN "unit_path" SET NOT NULL;
