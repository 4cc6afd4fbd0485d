import { type As, asJob, type Cell, cells, feignedHr, hr, superuser } from './cell'

/** How cycles are planned and run: HR's side of a round, and who stands in for whom. Cycle 2 runs; nobody else's does. */
const working = ['p_member', 'p_pmo', 'p_all', 'p_hr'] as const
const readers = ['p_member', 'p_pmo', 'p_all', 'p_admin'] as const

const drafted = {
  given: "insert into cycle (id, name, kind, status, framework_version_id) values (90, 'D', 'run', 'draft', 1)",
}
const begin = (kind: string, status: string) =>
  `insert into cycle (name, kind, status, framework_version_id) values ('N', '${kind}', '${status}', 1)`
const cycleCells = [
  ...readers.flatMap((role) =>
    cells('cycle', 'select', [['1 2', { role, person: role === 'p_all' ? 1 : 3 }, 'select id from cycle', drafted]]),
  ),
  ...cells('cycle', 'select', [['1 2 90', hr, 'select id from cycle', drafted]]),
  ...cells('cycle', 'insert', [
    ['1', hr, begin('run', 'draft')],
    ['refused', hr, begin('imported', 'draft')],
    ['refused', hr, begin('run', 'open')],
    ['refused', feignedHr, begin('run', 'draft')],
  ]),
  ...cells('cycle', 'update', [
    ['1', hr, 'update cycle set version = 9'],
    ['0', feignedHr, 'update cycle set version = 9'],
    ['1', hr, "update cycle set status = 'paused'"],
    ['GV409', hr, "update cycle set status = 'published'"],
    ['GV409', hr, "update cycle set name = 'Other'"],
  ]),
  ...cells('cycle', 'delete', [
    ['1', hr, 'delete from cycle', drafted],
    ['0', feignedHr, 'delete from cycle', drafted],
  ]),
]

const plan = "insert into cycle_plan (cycle_id, population, time_zone) values (90, '{}', 'UTC')"
const stage = `insert into cycle_deadline (cycle_id, stage, wall_time, closes_at)
  values (90, 'self', '2026-12-01T12:00', '2026-12-01T12:00Z')`
const planned = { given: `${drafted.given}; ${plan}; ${stage}` }
const planCells = [
  ...cells('cycle_plan', 'insert', [
    ['1', hr, plan, drafted],
    ['refused', feignedHr, plan, drafted],
  ]),
  ...cells('cycle_plan', 'update', [
    ['1', hr, 'update cycle_plan set version = 9'],
    ['0', feignedHr, 'update cycle_plan set version = 9'],
    ['1', hr, 'update cycle_plan set is_blind = false where cycle_id = 90', planned],
    ['GV409', hr, 'update cycle_plan set is_blind = false'],
  ]),
  ...cells('cycle_plan', 'delete', [
    ['1', hr, 'delete from cycle_plan where cycle_id = 90', planned],
    ['0', feignedHr, 'delete from cycle_plan'],
    ['GV409', hr, 'delete from cycle_plan'],
  ]),
  ...cells('cycle_deadline', 'insert', [
    ['1', hr, stage, drafted],
    ['refused', feignedHr, stage, drafted],
  ]),
  ...cells('cycle_deadline', 'update', [
    ['3', hr, "update cycle_deadline set closes_at = '2027-01-15T12:00Z'"],
    ['0', feignedHr, "update cycle_deadline set closes_at = '2027-01-15T12:00Z'"],
    ['GV409', hr, "update cycle_deadline set closes_at = '2026-12-01T12:00Z'"],
  ]),
  ...cells('cycle_deadline', 'delete', [
    ['1', hr, 'delete from cycle_deadline where cycle_id = 90', planned],
    ['0', feignedHr, 'delete from cycle_deadline'],
    ['GV409', hr, 'delete from cycle_deadline'],
  ]),
]

/** Kept by HR, row by row, without a rule beyond. */
const keptByHr: [table: string, insert: string, update: string, count: string][] = [
  ['bank_holiday', "insert into bank_holiday values ('2026-05-01', 'May Day')", "name = 'Other'", '1'],
  [
    'planned_leave',
    "insert into planned_leave values (9, '[2027-01-01,2027-02-01)')",
    "valid = '[2027-03-01,2027-04-01)'",
    '12',
  ],
]
const keptCells = keptByHr.flatMap(([table, insert, update, count]) => [
  ...cells(table, 'insert', [
    ['1', hr, insert],
    ['refused', feignedHr, insert],
  ]),
  ...cells(table, 'update', [
    [count, hr, `update ${table} set ${update}`],
    ['0', feignedHr, `update ${table} set ${update}`],
  ]),
  ...cells(table, 'delete', [
    [count, hr, `delete from ${table}`],
    ['0', feignedHr, `delete from ${table}`],
  ]),
])

const takePart = "insert into participant (cycle_id, subject_id, target_profile) values (2, 9, 'p')"
const participantCells = [
  ...cells('participant', 'insert', [
    ['1', hr, takePart],
    ['refused', feignedHr, takePart],
  ]),
  ...cells('participant', 'update', [
    ['12', hr, "update participant set state = 'excused', state_reason = 'away'"],
    ['0', feignedHr, "update participant set state = 'excused', state_reason = 'away'"],
    ['GV403', superuser, "update participant set added_at = '2020-01-01'"],
    ['GV403', asJob('cycle'), 'update participant set subject_id = 9 where id = 3'],
  ]),
]

const name = (manager: number, by: number) => `insert into deputy (public_id, manager_id, deputy_id, valid, named_by)
  values ('00000000-0000-4000-8000-00000000000f', ${manager}, 4, '[2027-01-01,2027-02-01)', ${by})`
/** One that is over stands in the rows already; this one is still to come. */
const toCome = { given: name(2, 7) }
const deputyCells = [
  ...working.flatMap((role) => {
    const me: As = { role, person: 3 }
    const manager: As = { role, person: 2 }
    const deputy: As = { role, person: 5 }
    return [
      ...cells('deputy', 'insert', [
        ['1', me, name(3, 3)],
        ['refused', me, name(3, 5)],
        ['refused', me, name(2, 3)],
      ]),
      ...cells('deputy', 'update', [
        ['1', manager, 'update deputy set version = 9'],
        ['0', deputy, 'update deputy set version = 9'],
      ]),
      ...cells('deputy', 'delete', [
        ['1', manager, 'delete from deputy', toCome],
        ['0', deputy, 'delete from deputy', toCome],
      ]),
    ]
  }),
  ...cells('deputy', 'insert', [
    ['1', hr, name(2, 7)],
    ['refused', hr, name(2, 3)],
  ]),
  ...cells('deputy', 'update', [['1', hr, 'update deputy set version = 9']]),
  ...cells('deputy', 'delete', [['1', hr, 'delete from deputy', toCome]]),
]

const viewers = [...working, 'p_admin'] as const
const feed = (person: number) => `insert into calendar_feed (person_id, secret_hash) values (${person}, 'new')`
/** What somebody is told and their calendar's address are theirs. */
const ownCells = viewers.flatMap((role) => {
  const me: As = { role, person: 3 }
  const other: As = { role, person: 4 }
  return [
    ...cells('message', 'update', [
      ['1', me, 'update message set read_at = now()'],
      ['0', other, 'update message set read_at = now()'],
    ]),
    ...cells('calendar_feed', 'insert', [
      ['1', other, feed(4)],
      ['refused', other, feed(5)],
    ]),
    ...cells('calendar_feed', 'update', [
      ['1', me, "update calendar_feed set secret_hash = 'new'"],
      ['0', other, "update calendar_feed set secret_hash = 'new'"],
    ]),
    ...cells('calendar_feed', 'delete', [
      ['1', me, 'delete from calendar_feed'],
      ['0', other, 'delete from calendar_feed'],
    ]),
  ]
})

export const roundCells: Cell[] = [
  ...cycleCells,
  ...planCells,
  ...keptCells,
  ...participantCells,
  ...deputyCells,
  ...ownCells,
]
