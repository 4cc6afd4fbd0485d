import { sql } from 'drizzle-orm'
import { assessmentHoldings } from './assessment-holdings'
import { formerName, type Holding } from './erased'
import { placementHoldings } from './placement-holdings'
import { planHoldings } from './plan-holdings'

/**
 * Every table with a personal class, in the order in which rows can go. A test holds it against db/personal.ts, another looks
 * for what is left: a new table fails both until it has its line.
 */
export const holdings: Holding[] = [
  {
    table: 'idempotency_key',
    // Answers to others may quote them too. One too many removed costs nothing: repetitions come within seconds.
    erase: ({ id, words }) => sql`delete from idempotency_key k where k.person_id = ${id}
      or exists (select from unnest(${sql.param(words)}::text[]) w where position(w in k.answer::text) > 0)`,
  },
  { table: 'access_change', erase: ({ id }) => sql`delete from access_change where person_id = ${id}` },
  // Whole files of people, with nobody able to say whom they name: all of them go, and what still waited with them.
  { table: 'import_change', erase: () => sql`delete from import_change` },
  { table: 'import_finding', erase: () => sql`delete from import_finding` },
  { table: 'import_chunk', erase: () => sql`delete from import_chunk` },
  { table: 'import_file', erase: () => sql`delete from import_file` },
  {
    table: 'import_run',
    erase: () => sql`update import_run set problem = null, changed_since = '{}', can_undo = false, progress = null,
      ended_at = coalesce(ended_at, now()), version = version + 1,
      status = case when status in ('committed', 'undone', 'failed', 'discarded') then status else 'discarded' end`,
  },
  { table: 'session', erase: ({ accountId }) => sql`delete from session where account_id = ${accountId}` },
  { table: 'known_device', erase: ({ accountId }) => sql`delete from known_device where account_id = ${accountId}` },
  { table: 'token', erase: ({ accountId }) => sql`delete from token where account_id = ${accountId}` },
  { table: 'invitation', erase: ({ accountId }) => sql`delete from invitation where account_id = ${accountId}` },
  { table: 'identity', erase: ({ accountId }) => sql`delete from identity where account_id = ${accountId}` },
  { table: 'account', erase: ({ accountId }) => sql`delete from account where id = ${accountId}` },
  { table: 'role_grant', erase: ({ id }) => sql`delete from role_grant where person_id = ${id}` },
  {
    table: 'organisation',
    erase: ({ id }) => sql`update organisation set head_id = null, version = version + 1 where head_id = ${id}`,
  },
  {
    table: 'scim_user',
    // A report may still wait for them under the name that the directory has for them.
    erase: ({ id, words }) => sql`with gone as (delete from scim_user where person_id = ${id})
      update scim_user set kept_by = nullif(kept_by, ${id}), pending_manager = case
          when pending_manager = any (${sql.param(words)}::text[]) then null else pending_manager end
        where person_id <> ${id} and (kept_by = ${id} or pending_manager = any (${sql.param(words)}::text[]))`,
  },
  ...assessmentHoldings,
  { table: 'deputy', erase: ({ id }) => sql`delete from deputy where ${id} in (manager_id, deputy_id)` },
  { table: 'planned_leave', erase: ({ id }) => sql`delete from planned_leave where person_id = ${id}` },
  ...placementHoldings,
  ...planHoldings,
  { table: 'preference', erase: ({ id }) => sql`delete from preference where person_id = ${id}` },
  { table: 'wish', erase: ({ id }) => sql`delete from wish where person_id = ${id}` },
  { table: 'standing', erase: ({ id }) => sql`delete from standing where person_id = ${id}` },
  {
    table: 'opening',
    // The place stays, without whom it named.
    erase: ({ id, spoken }) => sql`update opening set sponsor_id = nullif(sponsor_id, ${id}),
        supervisor_id = nullif(supervisor_id, ${id}), notes = regexp_replace(notes, ${spoken}, ${formerName}, 'gi'),
        version = version + 1
      where ${id} in (sponsor_id, supervisor_id) or notes ~* ${spoken}`,
  },
  { table: 'message', erase: ({ id }) => sql`delete from message where person_id = ${id}` },
  { table: 'calendar_feed', erase: ({ id }) => sql`delete from calendar_feed where person_id = ${id}` },
  {
    table: 'cycle_plan',
    // Rules may name them, by a number that nobody has any more.
    erase: ({ plain }) => sql`update cycle_plan set version = version + 1, population = (
        select jsonb_object_agg(key, case jsonb_typeof(value) when 'array' then value - ${sql.param(plain)}::text[] else value end)
        from jsonb_each(population))
      where exists (select from jsonb_each(population) where jsonb_typeof(value) = 'array' and value ?| ${sql.param(plain)}::text[])`,
  },
  { table: 'unit_membership', erase: ({ id }) => sql`delete from unit_membership where person_id = ${id}` },
  { table: 'reporting_line', erase: ({ id }) => sql`delete from reporting_line where person_id = ${id}` },
  {
    table: 'person',
    erase: ({
      id,
    }) => sql`update person set employee_id = null, name = ${formerName}, email = null, job_title = '', grade = '',
      location = '', hired_on = null, pmo_type = null, prior_business_months = null, prior_delivery_months = null,
      prior_portfolio_months = null, is_assessed = false, target_profile = null, credentials = '{}', is_disabled = true,
      employed = 'empty', version = version + 1 where id = ${id}`,
  },
  { table: 'reporting_closure', stays: 'Triggers keep it: it goes with the line.' },
  { table: 'result_pack', stays: 'A trigger throws it away with their rows; it is made anew without them.' },
  { table: 'cell', stays: 'Counts of units, frozen: they name nobody.' },
  { table: 'band_cell', stays: 'Counts of units, frozen: they name nobody.' },
  { table: 'sign_in_failure', stays: 'Hashes that name nobody; gone after days.' },
  { table: 'rate_window', stays: 'Hashes and token ids that name nobody; gone after a day.' },
  { table: 'webhook', stays: 'Made for the organisation; by a key that names nobody any more.' },
  { table: 'webhook_delivery', stays: 'Internal keys of what happened; gone after days.' },
  { table: 'erasure', stays: 'Internal keys of whom and by whom: the proof that it was done.' },
  { table: 'audit_entry', stays: 'Internal keys and actions, no names: the chain stays whole.' },
  { table: 'access_log', stays: 'Internal keys and purposes, no names: others may ask who looked.' },
]
