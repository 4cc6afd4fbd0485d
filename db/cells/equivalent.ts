const neverWritten = 'No job may insert or update here: there is no new row to check.'
const onlyViewer = 'The rows to change have passed the same condition, and it speaks of the viewer or the job alone.'
const notInsertable = 'The column cannot be named in an insert: it is what the database makes it.'

const listed: [reason: string, names: string[]][] = [
  [
    neverWritten,
    [
      '"jobs" on access_change with check widened',
      '"jobs" on access_log with check widened',
      '"jobs" on idempotency_key with check widened',
      '"jobs" on unit_closure with check widened',
    ],
  ],
  [
    onlyViewer,
    [
      '"jobs" on organisation with check widened',
      '"jobs" on webhook with check widened',
      '"jobs" on webhook_delivery with check widened',
      '"hr_changes" on framework_version with check widened',
      '"hr_keeps" on unit with check widened',
      '"admin_keeps" on unit with check without ( SELECT authz.holds(\'administrator\'))',
      '"admin_keeps" on scim_user with check without ( SELECT authz.holds(\'administrator\'))',
      '"hr_changes" on webhook with check widened',
      '"admin_changes" on webhook with check widened',
      '"hr_changes" on webhook_delivery with check widened',
      '"admin_changes" on webhook_delivery with check widened',
    ],
  ],
  [
    notInsertable,
    [
      '"hr_adds" on person with check without (id <> ( SELECT authz.person_id()))',
      '"admin_adds" on person with check without (id <> ( SELECT authz.person_id()))',
      '"proposed" on role_grant with check without (confirmed_at IS NULL)',
    ],
  ],
]

/** Mutants that nothing can tell from the original, each with the reason. Listing one that a cell notices is a fault. */
export const equivalent = new Map(listed.flatMap(([reason, names]) => names.map((name) => [name, reason] as const)))
