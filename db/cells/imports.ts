import { administrator, type Cell, cells, feignedAdministrator, feignedHr, hr, keepers } from './cell'

/** A run that this person asked for, beside the planted one of the administrator's. */
const run = (id: number, by: number | undefined) =>
  `insert into import_run (id, public_id, door, requested_by, actor_id, actor_persona, options)
   values (${id}, '00000000-0000-4000-8000-00000000000f', 'page', ${by}, ${by}, 'p_hr', '{}')`
const start = (by: number | undefined, hasRatings: boolean) =>
  `insert into import_run (public_id, door, requested_by, actor_id, actor_persona, options, has_ratings)
   values ('00000000-0000-4000-8000-00000000000f', 'page', ${by}, ${by}, 'p_hr', '{}', ${hasRatings})`
const file = (of: number) => `insert into import_file (run_id, seq, name, bytes) values (${of}, 5, 'x.csv', 1)`
const chunk = (of: number) => `insert into import_chunk values (${of}, 5, 0, 'x')`
const rated = { given: 'update import_run set has_ratings = true' }

const runCells = [
  ...keepers.flatMap(({ me, feigned }) => [
    ...cells('import_run', 'insert', [
      ['1', me, start(me.person, false)],
      ['refused', me, start(5, false)],
      ['refused', feigned, start(3, false)],
    ]),
    ...cells('import_run', 'update', [
      ['1', me, `update import_run set actor_id = ${me.person} where id = 1`],
      ['refused', me, 'update import_run set actor_id = 5 where id = 1'],
      ['0', feigned, 'update import_run set actor_id = 3'],
    ]),
  ]),
  ...cells('import_run', 'insert', [
    ['1', hr, start(7, true)],
    ['refused', administrator, start(9, true)],
  ]),
  ...cells('import_run', 'update', [
    ['1', hr, 'update import_run set actor_id = 7 where id = 1', rated],
    ['0', administrator, 'update import_run set actor_id = 9 where id = 1', rated],
    ['refused', administrator, 'update import_run set actor_id = 9, has_ratings = true where id = 1'],
  ]),
]

const ratedFile = { given: 'update import_file set has_ratings = true' }
const fileCells = [
  ...keepers.flatMap(({ me, feigned }) =>
    [
      { table: 'import_file', add: file },
      { table: 'import_chunk', add: chunk },
    ].flatMap(({ table, add }) =>
      cells(table, 'insert', [
        ['1', me, add(90), { given: run(90, me.person) }],
        ['refused', me, add(90), { given: run(90, 5) }],
        ['refused', feigned, add(90), { given: run(90, 3) }],
      ]),
    ),
  ),
  ...cells('import_file', 'select', [
    ['', administrator, 'select id from import_file', ratedFile],
    ['1', hr, 'select id from import_file', ratedFile],
  ]),
  ...cells('import_file', 'update', [
    ['1', hr, "update import_file set sheets = '[1]', has_ratings = true where id = 1"],
    ['0', feignedHr, "update import_file set sheets = '[1]'"],
    ['1', administrator, "update import_file set sheets = '[1]' where id = 1"],
    ['0', administrator, "update import_file set sheets = '[1]', has_ratings = false", ratedFile],
    ['refused', administrator, 'update import_file set has_ratings = true'],
    ['0', feignedAdministrator, "update import_file set sheets = '[1]'"],
  ]),
  ...cells('import_finding', 'select', [
    ['', administrator, 'select seq from import_finding', { given: "update import_finding set file = 'ratings'" }],
    ['', administrator, 'select seq from import_finding', { given: "update import_finding set file = 'openings'" }],
    ['0', hr, 'select seq from import_finding', { given: "update import_finding set file = 'ratings'" }],
  ]),
]

export const importCells: Cell[] = [...runCells, ...fileCells]
