import { type As, asJob, type Cell, cells, feignedHr, hr, superuser } from './cell'

/**
 * Forms, answers, agreed levels, the talk and evidence of cycle 2. Each person's own form, agreement and evidence have their
 * number; all forms are submitted and revealed, so that what a cell needs otherwise is given.
 */
const working = ['p_member', 'p_pmo', 'p_all', 'p_hr'] as const
/** Rows as they could have become, without the triggers that would have had their say on the way. */
export const planted = (...statements: string[]) => ({
  given: `set local session_replication_role = replica; ${statements.join('; ')}; set local session_replication_role = origin`,
})
const drafted = "update assessment set status = 'draft', submitted_at = null, revealed_at = null where id = 3"
const paused = "update cycle set status = 'paused' where id = 2"
const asksPeers = 'update cycle_plan set asks_peers = true'
export const form = (rater: number, about: number, type: string, id?: number) =>
  `insert into assessment (${id ? 'id, ' : ''}public_id, participant_id, cycle_id, subject_id, rater_id, rater_type)
  values (${id ? `${id}, ` : ''}'00000000-0000-4000-8000-00000000000f', ${about}, 2, ${about}, ${rater}, '${type}')`
const handedIn = (id: number) =>
  `update assessment set status = 'submitted', submitted_at = now(), revealed_at = now() where id = ${id}`
const noForm = 'delete from assessment where id = 3'

const formCells = [
  ...working.flatMap((role) => {
    const me: As = { role, person: 3 }
    const manager: As = { role, person: 2 }
    const otherManager: As = { role, person: 5 }
    return [
      ...cells('assessment', 'insert', [
        ['1', me, form(3, 3, 'self'), planted(noForm)],
        ['1', manager, form(2, 3, 'manager')],
        ['1', manager, form(4, 3, 'peer'), planted(asksPeers)],
        ['refused', manager, form(4, 3, 'peer')],
        ['refused', me, form(4, 3, 'peer'), planted(asksPeers)],
        ['refused', otherManager, form(5, 3, 'manager')],
        ['refused', me, form(3, 3, 'self'), planted(noForm, paused)],
      ]),
      ...cells('assessment', 'update', [
        ['1', me, 'update assessment set version = 9', planted(drafted)],
        ['0', me, 'update assessment set version = 9'],
        ['0', manager, 'update assessment set version = 9', planted(drafted)],
      ]),
      ...cells('assessment', 'delete', [
        ['1', manager, 'delete from assessment', planted(form(4, 3, 'peer', 90))],
        ['0', manager, 'delete from assessment', planted(form(4, 3, 'peer', 90), handedIn(90))],
        ['0', manager, 'delete from assessment', planted(drafted)],
        ['0', otherManager, 'delete from assessment', planted(form(4, 3, 'peer', 90))],
      ]),
    ]
  }),
  ...cells('assessment', 'insert', [
    ['1', hr, form(3, 3, 'self'), planted(noForm)],
    ['refused', hr, form(2, 3, 'manager')],
    ['refused', feignedHr, form(4, 4, 'self'), planted('delete from assessment where id = 4')],
  ]),
]

const submit = "update assessment set status = 'submitted'"
const formGuards = cells('assessment', 'update', [
  ['1', { role: 'p_member', person: 3 }, submit, planted(drafted)],
  ['GV400', { role: 'p_member', person: 3 }, submit, planted(drafted, 'delete from answer')],
  [
    '1',
    { role: 'p_member', person: 3 },
    submit,
    {
      ...planted(drafted, 'update cycle_plan set is_blind = false'),
      seen: 'select count(*) from rating where cycle_id = 2 and subject_id = 3',
    },
  ],
])

/** Who was asked about somebody is for others, and for nobody about themselves. */
const asked: [as: As, about: number, expected: string][] = [
  [{ role: 'p_member', person: 3 }, 3, ''],
  [{ role: 'p_member', person: 2 }, 3, '90'],
  [{ role: 'p_pmo', person: 8 }, 3, '90'],
  [{ role: 'p_all', person: 1 }, 3, '90'],
  [{ role: 'p_all', person: 1 }, 1, ''],
  [hr, 3, '90'],
  [hr, 7, ''],
]
const peerCells = asked.flatMap(([as, about, expected]) =>
  cells('assessment', 'select', [
    [expected, as, 'select id from assessment where id = 90', planted(form(5, about, 'peer', 90))],
  ]),
)

const answered = (rater: number, form = 3) =>
  `insert into answer (assessment_id, criterion_id, rater_id, kind, level) values (${form}, 1, ${rater}, 'rated', 1)`
const none = 'delete from answer'
const answerCells = working.flatMap((role) => {
  const me: As = { role, person: 3 }
  const other: As = { role, person: 4 }
  return [
    ...cells('answer', 'insert', [
      ['1', me, answered(3), planted(drafted, none)],
      ['refused', me, answered(4), planted(drafted, none)],
      ['refused', me, answered(3), planted(drafted, none, paused)],
      ['GV409', me, answered(3), planted(none)],
      ['refused', other, answered(3), planted(none)],
    ]),
    ...cells('answer', 'update', [
      ['1', me, 'update answer set level = 1', planted(drafted)],
      ['0', me, 'update answer set level = 1', planted(drafted, paused)],
      ['0', other, 'update answer set level = 1', planted(drafted)],
    ]),
  ]
})

/** A peer's answer from a file is HR's, who brought it; what functions reveal, they write. */
const filed = (id: number, type = 'peer', about = 3) =>
  `insert into rating (id, subject_id, rater_id, rater_type, criterion_id, cycle_id, level, rated_on)
  values (${id}, ${about}, 5, '${type}', 1, 1, 1, '2026-11-01')`
const ratingCells = [
  ...cells('rating', 'select', [
    ['', { role: 'p_member', person: 2 }, 'select id from rating where id = 90', planted(filed(90))],
    ['', { role: 'p_pmo', person: 8 }, 'select id from rating where id = 90', planted(filed(90))],
    ['', { role: 'p_all', person: 1 }, 'select id from rating where id = 90', planted(filed(90))],
    ['90', hr, 'select id from rating where id = 90', planted(filed(90))],
    ['90', { role: 'p_member', person: 2 }, 'select id from rating where id = 90', planted(filed(90, 'manager'))],
  ]),
  ...cells('rating', 'insert', [
    ['1', { role: 'authz_owner' }, filed(90, 'manager')],
    ['1', { role: 'authz_owner', person: 4 }, filed(90, 'manager')],
  ]),
]

/** The manager's form about the employee, revealed: levels may be agreed. */
export const revealed = [form(2, 3, 'manager', 91), handedIn(91)]
const noLevel = 'delete from agreement where participant_id = 3'
const agree = (by: number, { status = 'agreed', objection = '', reason = 'talked' } = {}) =>
  `insert into agreement (participant_id, cycle_id, subject_id, criterion_id, level, status, agreed_by, agreed_on, objection, reason)
  values (3, 2, 3, 1, 3, '${status}', ${by}, '2026-11-23', '${objection}', '${reason}')`
const unguarded = 'alter table agreement disable trigger guard_agreement'
const toDraft = "update agreement set status = 'draft' where participant_id = 3"
const oneLevel = 'select subject_id from agreement where participant_id = 3'
const agreementCells = [
  ...working.flatMap((role) => {
    const me: As = { role, person: 3 }
    const manager: As = { role, person: 2 }
    return [
      ...cells('agreement', 'insert', [
        ['1', manager, agree(2), planted(...revealed, noLevel)],
        ['refused', manager, agree(2), planted(noLevel)],
        ['refused', { role, person: 5 }, agree(5), planted(...revealed, noLevel)],
        ['refused', manager, agree(5), planted(...revealed, noLevel, unguarded)],
        [
          'refused',
          manager,
          agree(2, { status: 'disputed', objection: 'x' }),
          planted(...revealed, noLevel, unguarded),
        ],
        ['GV400', manager, agree(2, { reason: '' }), planted(...revealed, noLevel)],
      ]),
      ...cells('agreement', 'update', [
        ['1', me, "update agreement set status = 'disputed', objection = 'no'"],
        ['GV403', me, 'update agreement set level = 4'],
        ['0', me, "update agreement set status = 'disputed', objection = 'no'", planted(toDraft)],
        ['0', { role, person: 9 }, "update agreement set status = 'disputed', objection = 'no'"],
      ]),
    ]
  }),
  ...cells('agreement', 'update', [
    [
      '1',
      { role: 'p_member', person: 2 },
      "update agreement set level = 4, reason = 'talked', agreed_by = 2 where participant_id = 3",
      planted(...revealed),
    ],
  ]),
  ...cells('agreement', 'select', [
    ['', { role: 'p_member', person: 3 }, oneLevel, planted(...revealed, toDraft)],
    ['3', { role: 'p_member', person: 2 }, oneLevel, planted(...revealed, toDraft)],
    ['', { role: 'p_pmo', person: 8 }, oneLevel, planted(...revealed, toDraft)],
    ['', { role: 'p_all', person: 1 }, oneLevel, planted(...revealed, toDraft)],
    ['', hr, oneLevel, planted(...revealed, toDraft)],
  ]),
]

const talk = 'insert into conversation (participant_id, subject_id) values (3, 3)'
const silent = 'delete from conversation where participant_id = 3'
const talkCells = working.flatMap((role) => [
  ...cells('conversation', 'insert', [
    ['1', { role, person: 2 }, talk, planted(...revealed, silent)],
    ['refused', { role, person: 2 }, talk, planted(silent)],
    ['refused', { role, person: 5 }, talk, planted(...revealed, silent)],
  ]),
  ...cells('conversation', 'update', [
    ['1', { role, person: 3 }, 'update conversation set acknowledged_at = now()'],
    ['GV403', { role, person: 3 }, "update conversation set notes = 'x'"],
    ['0', { role, person: 9 }, 'update conversation set acknowledged_at = now()'],
  ]),
])

/** Whoever leaves a result, or is changed in one, takes its pack along. */
const noPack = { seen: 'select count(*) from result_pack' }
const packCells = [
  ...cells('result_person', 'delete', [
    ['0', asJob('privacy'), 'delete from result_person where person_id = 3', noPack],
  ]),
  ...cells('result_person', 'update', [
    ['0', superuser, 'update result_person set milli_levels = milli_levels where person_id = 3', noPack],
  ]),
]

export const formsCells: Cell[] = [
  ...formCells,
  ...formGuards,
  ...peerCells,
  ...answerCells,
  ...ratingCells,
  ...agreementCells,
  ...talkCells,
  ...packCells,
]
