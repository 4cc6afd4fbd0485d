import { Client } from 'pg'

/** All that speaks of the sample's people. Framework, settings and the audit stay. */
const emptied = [
  'person, unit, unit_membership, reporting_line, unit_closure, reporting_closure, role_grant, access_change',
  'account, session, sign_in_failure, known_device, token, invitation, idempotency_key, access_log',
  'cycle_plan, cycle_deadline, participant, assessment, answer, agreement, conversation, evidence, evidence_chunk, evidence_use',
  'deputy, planned_leave, message, calendar_feed',
  'secondment, secondment_target, secondment_event, secondment_cover, appeal, not_chosen',
  'scenario, plan_run, plan_answer',
  'opening, opening_entry, opening_criterion, wish, preference, standing, home_rule, home_holder, blackout',
  'cycle, rating, result, result_person, result_pack, cell, band_cell, erasure',
  'import_run, import_file, import_chunk, import_finding, import_source, import_change',
  'webhook, webhook_delivery, rate_window, identity, scim_user',
]

/**
 * Empties an installation that holds the sample, all or nothing; false when it holds none. Needs the owner's address.
 * Without CASCADE: a table that a later release adds and that is missing above makes this fail instead of linger.
 */
export async function removeSample(ownerUrl: string): Promise<boolean> {
  const client = new Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query('begin')
    // Row security binds the owner too: lifted for this transaction alone.
    await client.query('alter table organisation no force row level security')
    const found = await client.query(
      `update organisation set is_sample = false, sample_today = null, head_id = null, version = version + 1 where is_sample`,
    )
    await client.query('alter table organisation force row level security')
    if (found.rowCount) await client.query(`truncate ${emptied.join(', ')}`)
    await client.query('commit')
    return found.rowCount === 1
  } finally {
    await client.end()
  }
}
