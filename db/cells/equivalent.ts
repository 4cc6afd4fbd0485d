const neverWritten = 'No job may insert or update here: there is no new row to check.'
const onlyViewer = 'The rows to change have passed the same condition, and it speaks of the viewer or the job alone.'
const notInsertable = 'The column cannot be named in an insert: it is what the database makes it.'

const notUpdatable =
  'The rows to change have passed the same condition, and no persona may name the column in an update.'
const byForeignKey = 'Answers of a form are its rater’s, by foreign key, and the form itself is asked for.'
const noGrant = 'Without the grant no placement is in sight whose appeal this is.'
const byWish = 'The wish that it must answer is in sight of those alone whose persona is proved.'
const noViewer = 'Without a viewer nothing is in sight whose parts these are.'

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
      '"hr_answers" on not_chosen with check without ( SELECT authz.holds(\'hr\'))',
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
      '"hr_changes" on bank_holiday with check widened',
      '"hr_changes" on cycle_deadline with check widened',
      '"hr_changes" on cycle_plan with check widened',
      '"hr_changes" on participant with check widened',
      '"hr_changes" on planned_leave with check widened',
      '"hr_ends" on deputy with check widened',
      '"hr_decides" on appeal with check without ( SELECT authz.holds(\'hr\'))',
      '"jobs" on scenario with check widened',
      '"jobs" on plan_run with check widened',
      '"jobs" on plan_answer with check widened',
    ],
  ],
  [
    notInsertable,
    [
      '"hr_adds" on person with check without (id <> ( SELECT authz.person_id()))',
      '"admin_adds" on person with check without (id <> ( SELECT authz.person_id()))',
      '"proposed" on role_grant with check without (confirmed_at IS NULL)',
      '"begin" on assessment with check without (status = \'draft\')',
      '"begin" on assessment with check without (revealed_at IS NULL)',
      '"hr_launches" on assessment with check without (status = \'draft\')',
      '"hr_launches" on assessment with check without (revealed_at IS NULL)',
      '"add" on evidence with check without (shared_at IS NULL)',
      '"appeal" on appeal with check without (state = \'open\')',
    ],
  ],
  [
    notUpdatable,
    [
      '"write" on assessment with check widened',
      '"change" on evidence with check widened',
      '"ask_again" on not_chosen with check without (person_id = ( SELECT authz.person_id()))',
      '"change" on evidence with check without (owner_id = ( SELECT authz.person_id()))',
      '"change" on evidence with check without (shared_at IS NULL)',
    ],
  ],
  [
    byWish,
    [
      '"hr_notes" on not_chosen with check without ( SELECT authz.holds(\'hr\'))',
      '"root_notes" on not_chosen with check without ( SELECT authz.holds(\'all\'))',
    ],
  ],
  [byForeignKey, ['"change" on answer using without (rater_id = ( SELECT authz.person_id()))']],
  [noGrant, ['"hr_decides" on appeal using without ( SELECT authz.holds(\'hr\'))']],
  [
    noViewer,
    [
      ...['evidence" on evidence_chunk', 'opening" on opening_criterion', 'opening" on opening_entry'],
      ...['appeal', 'secondment_cover', 'secondment_event', 'secondment_target'].map(
        (part) => `secondment" on ${part}`,
      ),
    ].map((name) => `"of_${name} using without (( SELECT authz.person_id()) IS NOT NULL)`),
  ],
]

/** Mutants that nothing can tell from the original, each with the reason. Listing one that a cell notices is a fault. */
export const equivalent = new Map(listed.flatMap(([reason, names]) => names.map((name) => [name, reason] as const)))
