import { who } from '../small-organisation'
import { type As, type Cell, cells, feignedHr, hr, superuser } from './cell'

/** The planted opening is of unit 2; unit 4 stands below it. */
const working = ['p_member', 'p_pmo', 'p_all', 'p_hr'] as const
const manager: As = { role: 'p_member', person: who.managerA }
const elsewhere: As = { role: 'p_member', person: who.managerB }
const staff: As = { role: 'p_member', person: who.employee }
const director: As = { role: 'p_pmo', person: who.directorOfA }
const former: As = { role: 'p_pmo', person: who.formerDirector }
const head: As = { role: 'p_all', person: who.rootDirector }
const feignedHead: As = { role: 'p_all', person: who.employee }

const planted = (...statements: string[]) => ({
  given: `set local session_replication_role = replica; ${statements.join('; ')}; set local session_replication_role = origin`,
})
const drafted = planted("update opening set status = 'draft'", 'delete from secondment')
const unsponsored = 'update opening set sponsor_id = 6'
const draftOfOthers = planted("update opening set status = 'draft'", unsponsored, 'delete from secondment')
const othersSponsor = planted(unsponsored)
const supervised = planted("update opening set status = 'draft', supervisor_id = 3")

const offer = (unit: number, status = 'draft') => `insert into opening (opening_id, title, route_key, host_unit_id,
  earliest_start, latest_end, min_days, max_days, status)
  values ('OP9', 'New', 'mentoring', ${unit}, '2027-01-01', '2027-12-31', 90, 180, '${status}')`
const touch = 'update opening set version = 9'
const drop = 'delete from opening'
const moveTo = (unit: number) => `update opening set host_unit_id = ${unit}`

const openingCells = [
  ...cells('opening', 'select', [
    ['1', manager, 'select id from opening', drafted],
    ['1', staff, 'select id from opening', supervised],
    ['', staff, 'select id from opening', drafted],
    ['', elsewhere, 'select id from opening', drafted],
    ['1', director, 'select id from opening', draftOfOthers],
    ['', former, 'select id from opening', draftOfOthers],
    ['1', head, 'select id from opening', draftOfOthers],
    ['', feignedHead, 'select id from opening', draftOfOthers],
    ['1', hr, 'select id from opening', draftOfOthers],
    ['', feignedHr, 'select id from opening', draftOfOthers],
  ]),
  ...cells('opening', 'insert', [
    ['1', manager, offer(2)],
    ['1', manager, offer(4)],
    ['refused', manager, offer(3)],
    ['refused', manager, offer(2, 'published')],
    ['refused', staff, offer(4)],
    ['1', director, offer(4)],
    ['refused', director, offer(3)],
    ['refused', former, offer(3)],
    ['1', head, offer(3)],
    ['refused', feignedHead, offer(4)],
    ['1', hr, offer(3)],
    ['refused', hr, offer(3, 'published')],
    ['refused', feignedHr, offer(4)],
  ]),
  ...cells('opening', 'update', [
    ['1', manager, touch],
    ['1', manager, touch, othersSponsor],
    ['1', { role: 'p_member', person: who.employeeB }, touch, othersSponsor],
    ['0', staff, touch],
    ['0', elsewhere, touch],
    ['1', director, touch],
    ['refused', director, moveTo(3)],
    ['0', former, touch],
    ['1', head, touch],
    ['0', feignedHead, touch],
    ['1', hr, touch],
    ['0', feignedHr, touch],
    ['1', hr, "update opening set status = 'filled'"],
    ['GV409', hr, "update opening set status = 'draft'"],
    ['GV409', superuser, "update opening set opening_id = 'OP2'"],
    [
      'GV409',
      hr,
      "update opening set status = 'published'",
      planted("update opening set status = 'draft', sponsor_id = null"),
    ],
    [
      'GV409',
      hr,
      "update opening set status = 'published'",
      planted("update opening set status = 'draft'", 'delete from opening_criterion'),
    ],
  ]),
  ...cells('opening', 'delete', [
    ['1', manager, drop, drafted],
    ['0', manager, drop],
    ['0', elsewhere, drop, drafted],
    ['1', director, drop, draftOfOthers],
    ['0', former, drop, drafted],
    ['1', head, drop, drafted],
    ['0', head, drop],
    ['0', feignedHead, drop, drafted],
    ['1', hr, drop, drafted],
    ['0', feignedHr, drop, drafted],
  ]),
]

const parts = [
  { table: 'opening_entry', add: "insert into opening_entry values (1, 'b', 2)" },
  { table: 'opening_criterion', add: "insert into opening_criterion values (1, 'b', 50)" },
]
const partCells = parts.flatMap(({ table, add }) => {
  const [read, remove] = [`select opening_id from ${table}`, `delete from ${table}`]
  return [
    ...cells(table, 'select', [
      ['', staff, read, drafted],
      ['1', manager, read, drafted],
      ['', former, read, drafted],
      ['', feignedHead, read, drafted],
      ['', feignedHr, read, drafted],
    ]),
    ...[manager, director, head, hr].flatMap((me) => [
      ...cells(table, 'insert', [['1', me, add]]),
      ...cells(table, 'delete', [['1', me, remove]]),
    ]),
    ...[staff, elsewhere, former, feignedHead, feignedHr].flatMap((me) => [
      ...cells(table, 'insert', [['refused', me, add]]),
      ...cells(table, 'delete', [['0', me, remove]]),
    ]),
  ]
})

/** Wishes are each person's own, whatever persona they came as. */
const wishCells = working.flatMap((role) => {
  const [me, other]: As[] = [
    { role, person: 3 },
    { role, person: 4 },
  ]
  const unasked = planted('delete from preference', 'delete from wish')
  return [
    ...cells('wish', 'insert', [
      ['1', me!, 'insert into wish (person_id) values (3)', unasked],
      ['refused', other!, 'insert into wish (person_id) values (3)', unasked],
    ]),
    ...cells('wish', 'update', [['1', me!, "update wish set mobility = 'no'"]]),
    ...cells('preference', 'insert', [
      ['1', me!, 'insert into preference values (3, 1, 1)', planted('delete from preference')],
      ['refused', other!, 'insert into preference values (3, 1, 1)', planted('delete from preference')],
    ]),
    ...cells('preference', 'delete', [['1', me!, 'delete from preference']]),
  ]
})
/** Of the people in reach, one’s own row alone is one’s to change. */
const lineCells = [manager, director, head, hr].flatMap((me) => [
  ...cells('wish', 'update', [['0', me, "update wish set mobility = 'no' where person_id = 3"]]),
  ...cells('preference', 'delete', [['0', me, 'delete from preference where person_id = 3']]),
])

const know = (person: number) => `insert into standing (person_id) values (${person})`
const unknown = planted('delete from standing')
const standingCells = [
  ...cells('standing', 'insert', [
    ['1', hr, know(3), unknown],
    ['refused', hr, know(who.hr), unknown],
    ['refused', feignedHr, know(4), unknown],
  ]),
  ...cells('standing', 'update', [
    ['1', hr, 'update standing set is_under_process = true where person_id = 3'],
    ['0', hr, `update standing set is_under_process = true where person_id = ${who.hr}`],
    ['0', feignedHr, 'update standing set is_under_process = true'],
  ]),
]

const policy = (kind: string) => `insert into policy_setting (kind, version, value)
  values ('${kind}', 9, '{"objective": {}, "minMonths": 3, "hardMaxMonths": 24}')`
const homeCells = [
  ...cells('policy_setting', 'insert', [
    ['1', hr, policy('placement')],
    ['refused', feignedHr, policy('placement')],
    ['23514', hr, policy('placement').replace('24', '2')],
  ]),
  ...cells('home_rule', 'insert', [
    ['1', hr, 'insert into home_rule (unit_id) values (3)'],
    ['refused', feignedHr, 'insert into home_rule (unit_id) values (3)'],
  ]),
  ...cells('home_rule', 'update', [
    ['1', hr, 'update home_rule set min_heads = 2'],
    ['0', feignedHr, 'update home_rule set min_heads = 2'],
  ]),
  ...[
    ['home_holder', "insert into home_holder values (3, 'c', 1)"],
    ['blackout', "insert into blackout values (3, '[2027-03-01,2027-04-01)', 'Audit')"],
  ].flatMap(([table, insert]) => [
    ...cells(table!, 'insert', [
      ['1', hr, insert!],
      ['refused', feignedHr, insert!],
    ]),
    ...cells(table!, 'delete', [
      ['1', hr, `delete from ${table}`],
      ['0', feignedHr, `delete from ${table}`],
    ]),
  ]),
]

export const openingsCells: Cell[] = [
  ...openingCells,
  ...partCells,
  ...wishCells,
  ...lineCells,
  ...standingCells,
  ...homeCells,
]
