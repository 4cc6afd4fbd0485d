import { administrator, asJob, type Cell, cells, hr, superuser } from './cell'

/** What triggers keep, seen in what a statement leaves behind or is told. */
const closure = (of: number) => ({ seen: `select ancestor_id from reporting_closure where descendant_id = ${of}` })
const locked = {
  seen: "select count(*) from pg_locks where locktype = 'advisory' and objid = 7001 and pid = pg_backend_pid()",
}
const employed = "update person set employed = '[2020-01-01,2026-11-01)'"

const treeCells = [
  ...cells('person', 'insert', [
    [
      '90',
      asJob('import'),
      "insert into person (id, employee_id, name, employed) values (90, 'E90', 'N', '[2020-01-01,)')",
      closure(90),
    ],
    [
      '1',
      asJob('import'),
      "insert into person (employee_id, name, employed) values ('E90', 'N', '[2020-01-01,)')",
      locked,
    ],
  ]),
  ...cells('person', 'update', [
    ['', asJob('import'), `${employed} where id = 3`, closure(3)],
    ['0', asJob('import'), `${employed} where id = 3`, { seen: 'select count(*) from session where ended_at is null' }],
    ['GV403', hr, `${employed} where id = 3`],
    ['GV409', hr, "update person set employed = '[2020-01-01,2027-01-01)' where id = 1"],
  ]),
  ...cells('reporting_line', 'insert', [
    [
      '1 9',
      asJob('import'),
      "insert into reporting_line values (1, 9, '[2020-01-01,)')",
      {
        given: "update person set employed = '[2020-01-01,)', employee_id = 'E9' where id = 9",
        ...closure(1),
      },
    ],
  ]),
  ...cells('reporting_line', 'update', [
    ['1 3 5', asJob('import'), 'update reporting_line set manager_id = 5 where person_id = 3', closure(3)],
    ['1', asJob('import'), 'update reporting_line set manager_id = 5 where person_id = 3', locked],
    ['GV403', hr, "update reporting_line set valid = '[2020-01-01,2026-11-01)' where person_id = 3"],
  ]),
  ...cells('reporting_line', 'delete', [
    ['3', asJob('import'), 'delete from reporting_line where person_id = 3', closure(3)],
  ]),
  ...cells('unit', 'insert', [
    [
      '1 9',
      asJob('import'),
      "insert into unit values (9, 'U9', 'Nine', 1)",
      {
        seen: 'select ancestor_id from unit_closure where descendant_id = 9',
      },
    ],
    ['1', asJob('import'), "insert into unit values (9, 'U9', 'Nine', 1)", locked],
  ]),
  ...cells('unit_membership', 'update', [
    ['GV403', administrator, "update unit_membership set valid = '[2020-01-01,2026-11-01)' where person_id = 3"],
  ]),
  ...cells('role_grant', 'update', [
    ['GV403', administrator, "update role_grant set valid = '[2020-01-01,2026-11-01)' where person_id = 8"],
    [
      'GV409',
      administrator,
      "update role_grant set valid = '[2020-01-01,2026-12-01)' where person_id = 7",
      {
        given: "update role_grant set valid = '[2020-01-01,2026-11-01)' where role = 'hr' and person_id <> 7",
      },
    ],
  ]),
]

const recordCells = [
  ...cells('audit_entry', 'insert', [
    [
      '2',
      asJob('command'),
      "insert into audit_entry (actor, action, subject) values ('command', 'person.added', 'person')",
      {
        seen: "select count(*) from webhook_delivery where event = 'person.added'",
      },
    ],
  ]),
  // The transaction has its number before the row is made: sealing waits for whoever holds an id.
  ...cells('audit_entry', 'insert', [
    [
      '1',
      asJob('command'),
      `insert into audit_entry (actor, action, subject, subject_id)
      values ('command', 'thing.made', 'thing', pg_current_xact_id_if_assigned()::text)`,
      {
        seen: "select count(subject_id) from audit_entry where action = 'thing.made'",
      },
    ],
  ]),
  ...cells('audit_entry', 'update', [['refused', superuser, "update audit_entry set actor = 'x'"]]),
  ...cells('audit_seal', 'update', [['refused', superuser, "update audit_seal set hash = 'x'"]]),
]

/** A published edition and its parts do not change, whoever asks. */
const kept: [table: string, change: string][] = [
  ['framework_version', "basis = 'other'"],
  ['scale_level', "name = 'other'"],
  ['domain', "name = 'other'"],
  ['criterion', "definition = 'other'"],
  ['criterion_level', "descriptor = 'other'"],
  ['criterion_mapping', "to_keys = '{}'"],
  ['role_profile', "name = 'other'"],
  ['target', 'target = 1'],
]
const keptCells = kept.flatMap(([table, change]) =>
  cells(table, 'update', [['23514', superuser, `update ${table} set ${change}`]]),
)

/** What an import writes and removes is noted row by row, old and new. */
const journalled: { table: string; insert: string; update: string; remove: string }[] = [
  {
    table: 'organisation',
    insert: 'insert into organisation (head_id) values (1)',
    update: 'update organisation set version = version + 1',
    remove: 'delete from organisation',
  },
  {
    table: 'unit',
    insert: "insert into unit values (9, 'U9', 'Nine', 1)",
    update: "update unit set name = 'X' where id = 3",
    remove: 'delete from unit where id = 90',
  },
  {
    table: 'person',
    insert: "insert into person (employee_id, name, employed) values ('E91', 'N', '[2020-01-01,)')",
    update: "update person set name = 'X' where id = 3",
    remove: 'delete from person where id = 90',
  },
  {
    table: 'unit_membership',
    insert: "insert into unit_membership values (90, 3, '[2020-01-01,)')",
    update: 'update unit_membership set unit_id = 3 where person_id = 3',
    remove: 'delete from unit_membership where person_id = 3',
  },
  {
    table: 'reporting_line',
    insert: "insert into reporting_line values (90, 1, '[2020-01-01,)')",
    update: 'update reporting_line set manager_id = 5 where person_id = 3',
    remove: 'delete from reporting_line where person_id = 3',
  },
  {
    table: 'role_grant',
    insert: "insert into role_grant (person_id, role, valid) values (3, 'hr', '[2020-01-01,)')",
    update: 'update role_grant set version = 9 where person_id = 8',
    remove: 'delete from role_grant where person_id = 8',
  },
  {
    table: 'account',
    insert: 'insert into account (person_id) values (90)',
    update: "update account set language = 'de' where id = 3",
    remove: 'delete from account where id = 5',
  },
  {
    table: 'cycle',
    insert: "insert into cycle (name, framework_version_id) values ('2028', 1)",
    update: 'update cycle set version = 9 where id = 1',
    remove: 'delete from cycle where id = 90',
  },
  {
    table: 'planned_leave',
    insert: "insert into planned_leave values (9, '[2027-01-01,2027-02-01)')",
    update: "update planned_leave set valid = '[2027-03-01,2027-04-01)' where person_id = 3",
    remove: 'delete from planned_leave where person_id = 3',
  },
  {
    table: 'opening',
    insert: offerOf(91),
    update: "update opening set title = 'X' where id = 1",
    remove: 'delete from opening where id = 90',
  },
  {
    table: 'opening_entry',
    insert: "insert into opening_entry values (90, 'c', 2)",
    update: 'update opening_entry set level = 3',
    remove: 'delete from opening_entry',
  },
  {
    table: 'opening_criterion',
    insert: "insert into opening_criterion values (90, 'c', 50)",
    update: 'update opening_criterion set exposure = 50',
    remove: 'delete from opening_criterion',
  },
  {
    table: 'policy_setting',
    insert: keepOf(8),
    update: "update policy_setting set note = 'x' where version = 9",
    remove: 'delete from policy_setting where version = 9',
  },
]

function keepOf(version: number): string {
  return `insert into policy_setting (kind, version, note, value) values ('retention', ${version}, '', '{}')`
}

function offerOf(id: number): string {
  return `insert into opening (id, opening_id, title, route_key, host_unit_id, earliest_start, latest_end, min_days, max_days)
    values (${id}, 'OP${id}', 'N', 'mentoring', 2, '2027-01-01', '2027-12-31', 90, 180)`
}

const loose = `
  insert into unit values (90, 'U90', 'N', 1);
  insert into person (id, employee_id, name, employed) values (90, 'E90', 'N', '[2020-01-01,)');
  insert into cycle (id, name, framework_version_id) values (90, '2026b', 1);
  ${offerOf(90)};
  ${keepOf(9)}`
const noting = "select set_config('app.import_run', '1', true)"
const noted = (what: string) => ({ seen: `select count(*) from import_change where ${what}` })

const journalCells = journalled.flatMap(({ table, insert, update, remove }) => [
  ...cells(table, 'insert', [
    [
      '1',
      superuser,
      insert,
      {
        given: `${loose}; ${table === 'organisation' ? 'delete from organisation;' : ''} ${noting}`,
        ...noted(`of_table = '${table}' and old_row is null and new_row is not null`),
      },
    ],
  ]),
  ...cells(table, 'update', [
    [
      '2',
      superuser,
      update,
      { given: `${loose}; ${noting}`, ...noted(`of_table = '${table}' and coalesce(old_row, new_row) is not null`) },
    ],
  ]),
  ...cells(table, 'delete', [
    [
      '1',
      superuser,
      remove,
      { given: `${loose}; ${noting}`, ...noted(`of_table = '${table}' and old_row is not null and new_row is null`) },
    ],
  ]),
])

export const guardCells: Cell[] = [...treeCells, ...recordCells, ...keptCells, ...journalCells]
