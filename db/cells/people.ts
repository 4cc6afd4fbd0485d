import { administrator, type Cell, cells, hr, keepers } from './cell'

const addPerson = (columns: string, values: string) => `insert into person (${columns}) values (${values})`
const newcomer = addPerson('employee_id, name, employed', "'E90', 'New', '[2026-11-23,)'")
/** Beginnings of rights over oneself: an administrator who directs the unit A, and one with a line. */
const directsA = `insert into role_grant (person_id, role, unit_id, valid, confirmed_at)
  values (9, 'director', 2, '[2020-01-01,)', now())`

const personCells = keepers.flatMap(({ me, feigned }) => [
  ...cells('person', 'insert', [
    ['1', me, newcomer],
    ['refused', feigned, newcomer],
    ['refused', me, addPerson('name, email, employed', "'New', 'new@example.com', '[2026-11-23,)'")],
    ['refused', me, addPerson('employee_id, name, employed', "'E90', 'New', '[2026-11-22,)'")],
  ]),
  ...cells('person', 'update', [
    ['1', me, "update person set name = 'X' where id = 3"],
    ['0', me, `update person set name = 'X' where id = ${me.person}`],
    ['0', feigned, "update person set name = 'X'"],
  ]),
])

const unitCells = keepers.flatMap(({ me, feigned }) => [
  ...cells('unit', 'insert', [
    ['1', me, "insert into unit (unit_id, name, parent_id) values ('U9', 'Nine', 1)"],
    ['refused', feigned, "insert into unit (unit_id, name, parent_id) values ('U9', 'Nine', 1)"],
  ]),
  ...cells('unit', 'update', [
    ['1', me, "update unit set name = 'X' where id = 3"],
    ['0', feigned, "update unit set name = 'X'"],
  ]),
  ...cells('unit', 'delete', [
    ['1', me, 'delete from unit where id = 9', { given: "insert into unit values (9, 'U9', 'Nine', 1)" }],
    ['0', feigned, 'delete from unit'],
  ]),
])

/** An administrator who directs a unit as well makes it no larger. */
const ownUnitCells = [
  ...cells('unit', 'insert', [
    [
      'refused',
      administrator,
      "insert into unit (unit_id, name, parent_id) values ('U9', 'N', 4)",
      { given: directsA },
    ],
    ['1', administrator, "insert into unit (unit_id, name, parent_id) values ('U9', 'N', 3)", { given: directsA }],
  ]),
  ...cells('unit', 'update', [
    ['refused', administrator, 'update unit set parent_id = 2 where id = 3', { given: directsA }],
    ['1', administrator, 'update unit set parent_id = 3 where id = 4', { given: directsA }],
  ]),
]

/** The two tables of spans: the person, then where they are or whom they report to. */
const spans = [
  { table: 'unit_membership', own: 1, other: 3 },
  { table: 'reporting_line', own: 1, other: 5 },
]
const cut = (table: string, id: number) =>
  `update ${table} set valid = '[2020-01-01,2026-12-01)' where person_id = ${id};
   insert into ${table} select ${id}, 1, '[2020-01-01,2026-12-01)' where not exists (select from ${table} where person_id = ${id})`

const spanCells = spans.flatMap(({ table, own, other }) =>
  keepers.flatMap(({ me, feigned }) => {
    const add = (id: number | undefined, to: number, valid: string) =>
      `insert into ${table} values (${id}, ${to}, '${valid}')`
    const mine = me.person ?? 0
    const planned = `${cut(table, 3)}; ${cut(table, mine)}; ${add(3, other, '[2027-01-01,2027-02-01)')};
      ${add(mine, own, '[2027-01-01,2027-02-01)')}`
    return [
      ...cells(table, 'insert', [
        ['1', me, add(3, other, '[2026-12-01,)'), { given: cut(table, 3) }],
        ['refused', me, add(mine, own, '[2026-12-01,)'), { given: cut(table, mine) }],
        ['refused', me, add(3, other, '[2019-01-01,2019-06-01)')],
        ['refused', feigned, add(4, other, '[2026-12-01,)'), { given: cut(table, 4) }],
      ]),
      ...cells(table, 'update', [
        ['1', me, `update ${table} set valid = '[2020-01-01,2026-12-01)' where person_id = 3`],
        [
          '0',
          me,
          `update ${table} set valid = '[2020-01-01,2026-11-30)' where person_id = ${mine}`,
          { given: cut(table, mine) },
        ],
        ['0', feigned, `update ${table} set valid = '[2020-01-01,2026-11-30)'`],
      ]),
      ...cells(table, 'delete', [
        ['1', me, `delete from ${table} where person_id = 3 and valid = '[2027-01-01,2027-02-01)'`, { given: planned }],
        ['0', me, `delete from ${table} where person_id = 4`],
        ['0', me, `delete from ${table} where person_id = ${mine}`, { given: planned }],
        ['0', feigned, `delete from ${table}`, { given: planned }],
      ]),
    ]
  }),
)

/** Nor does an administrator bring anybody into their own sight. */
const sightCells = [
  ...cells('unit_membership', 'insert', [
    [
      'refused',
      administrator,
      "insert into unit_membership values (6, 4, '[2026-12-01,)')",
      { given: `${directsA}; ${cut('unit_membership', 6)}` },
    ],
  ]),
  ...cells('reporting_line', 'insert', [
    [
      'refused',
      administrator,
      "insert into reporting_line values (3, 9, '[2026-12-01,)')",
      { given: cut('reporting_line', 3) },
    ],
    [
      'refused',
      administrator,
      "insert into reporting_line values (6, 4, '[2026-12-01,)')",
      { given: `${directsA}; ${cut('reporting_line', 6)}` },
    ],
  ]),
]

/** Proposed by somebody, and by whom confirmed. */
const grant = (id: number, person: number, proposedBy: number | null, confirmed: boolean) =>
  `insert into role_grant (id, person_id, role, unit_id, valid, proposed_by, confirmed_at)
   values (${id}, ${person}, 'director', 3, '[2026-11-23,)', ${proposedBy}, ${confirmed ? 'now()' : 'null'})`
const propose = (person: number | undefined, by: number | undefined, from = '2026-11-23') =>
  `insert into role_grant (person_id, role, unit_id, valid, proposed_by)
   values (${person}, 'director', 3, '[${from},)', ${by})`
const [hrKeeper, administratorKeeper] = [keepers[0]!, keepers[1]!]

const grantCells = [
  ...cells('role_grant', 'insert', [
    ['1', administrator, propose(3, 9)],
    ['refused', administrator, propose(9, 9)],
    ['refused', administrator, propose(3, 5)],
    ['refused', administrator, propose(3, 9, '2026-11-22')],
    ['refused', administratorKeeper.feigned, propose(4, 3)],
  ]),
  ...cells('role_grant', 'update', [
    [
      '1',
      hr,
      'update role_grant set confirmed_by = 7, confirmed_at = now() where id = 90',
      { given: grant(90, 3, 9, false) },
    ],
    [
      '0',
      hr,
      'update role_grant set confirmed_by = 7, confirmed_at = now() where id = 90',
      { given: grant(90, 7, 9, false) },
    ],
    ['0', hrKeeper.feigned, 'update role_grant set version = 9'],
    ['1', administrator, "update role_grant set valid = '[2020-01-01,2026-12-01)' where person_id = 8"],
    ['0', administrator, 'update role_grant set version = 9 where id = 90', { given: grant(90, 9, 5, true) }],
    ['0', administratorKeeper.feigned, 'update role_grant set version = 9'],
  ]),
  ...cells('role_grant', 'delete', [
    ['1', hr, 'delete from role_grant where id = 90', { given: grant(90, 3, 9, false) }],
    ['0', hr, 'delete from role_grant where id = 90', { given: grant(90, 7, 9, false) }],
    ['0', hr, 'delete from role_grant where id = 90', { given: grant(90, 3, 9, true) }],
    ['0', hrKeeper.feigned, 'delete from role_grant', { given: grant(90, 4, 9, false) }],
    ['1', administrator, 'delete from role_grant where id = 90', { given: grant(90, 3, 9, false) }],
    ['0', administrator, 'delete from role_grant where id = 90', { given: grant(90, 3, 5, false) }],
    ['0', administrator, 'delete from role_grant where id = 90', { given: grant(90, 3, 9, true) }],
    ['0', administratorKeeper.feigned, 'delete from role_grant', { given: grant(90, 4, 3, false) }],
  ]),
]

export const peopleCells: Cell[] = [
  ...personCells,
  ...unitCells,
  ...ownUnitCells,
  ...spanCells,
  ...sightCells,
  ...grantCells,
]
