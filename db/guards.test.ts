import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { plantSmallOrganisation, who } from './small-organisation'
import { asOwner, createTestDatabase, type TestDatabase } from './test-database'

let base: TestDatabase
beforeAll(async () => {
  base = await createTestDatabase()
  await plantSmallOrganisation(base)
})
afterAll(() => base.drop())

/** As a job may write at all; nothing of it is kept. */
const attempt = (...statements: string[]) =>
  base.database
    .asJob('import', async (db) => {
      for (const statement of statements) await db.execute(statement)
      throw new Error('done')
    })
    .catch((error: Error & { code?: string }) => error.code ?? error.message)

describe('a published framework edition', () => {
  const draft = [
    "insert into framework_version (id, framework_id, edition) values (2, 1, '2')",
    "insert into domain (id, framework_version_id, key, name, short_name, position) values (2, 2, 'd', 'D', 'D', 1)",
    "insert into criterion (id, framework_version_id, domain_id, key, name, definition, position) values (2, 2, 2, 'c', 'C', '', 1)",
    "insert into role_profile (id, framework_version_id, key, name, position) values (2, 2, 'p', 'P', 1)",
    "insert into criterion_level values (2, 0, '')",
    'insert into target values (2, 2, 3, 1)',
    "insert into scale_level values (2, 0, 'None', '')",
  ]
  const changes = [
    "update framework_version set basis = 'other' where id = %",
    'delete from target where role_profile_id = %',
    'update target set target = 1 where role_profile_id = %',
    "update criterion_level set descriptor = 'other' where criterion_id = %",
    'delete from criterion_level where criterion_id = %',
    "update scale_level set name = 'other' where framework_version_id = %",
    "update domain set name = 'other' where id = %",
    "update criterion set definition = 'other' where id = %",
    "update role_profile set name = 'other' where id = %",
    "insert into scale_level values (%, 1, 'Some', '')",
    "insert into criterion_level values (%, 1, '')",
    "insert into domain (id, framework_version_id, key, name, short_name, position) values (3, %, 'e', 'E', 'E', 2)",
    "insert into role_profile (id, framework_version_id, key, name, position) values (3, %, 'q', 'Q', 2)",
  ]
  test.each(changes)('%s', async (change) => {
    expect(await attempt(...draft, change.replace('%', '2')), 'a draft').toBe('done')
    expect(await attempt(...draft, change.replace('%', '1')), 'published').toBe('23514')
    const publish = "update framework_version set status = 'published' where id = 2"
    expect(await attempt(...draft, publish, change.replace('%', '2')), 'published now').toBe('23514')
  })
  test('takes nothing over from a draft, and gives nothing away', async () => {
    expect(await attempt(...draft, 'update role_profile set framework_version_id = 1, position = 2 where id = 2')).toBe(
      '23514',
    )
    expect(
      await attempt(...draft, "update criterion set framework_version_id = 2, key = 'x', position = 2 where id = 1"),
    ).toBe('23514')
  })
})

describe('the audit', () => {
  const entry = "insert into audit_entry (actor, action, subject) values ('command', 'thing.made', 'thing')"
  test('takes entries from jobs, and gives none back', async () => {
    expect(await attempt(entry)).toBe('done')
    expect(await attempt(`${entry} returning id`)).toBe('42501')
    expect(await attempt('select 1 / count(*) from audit_entry')).toBe('22012')
  })
  test.each(["update audit_entry set actor = 'x'", 'delete from audit_entry', 'truncate audit_entry'])(
    '%s is refused to its owner too',
    async (change) => {
      await asOwner(base.ownerUrl, (owner) => expect(owner.query(change)).rejects.toThrow('The audit is append-only.'))
    },
  )
})

describe('one at a time', () => {
  test.each([
    [
      'a second manager',
      `insert into reporting_line values (${who.peer}, ${who.managerB}, '[2026-01-01,2026-02-01)')`,
      '23P01',
    ],
    ['a second unit', `insert into unit_membership values (${who.peer}, 3, '[2026-01-01,2026-02-01)')`, '23P01'],
    ['oneself as manager', `insert into reporting_line values (${who.head}, ${who.head}, '[2026-01-01,)')`, '23514'],
    ['a report as manager', `insert into reporting_line values (${who.head}, ${who.peer}, '[2026-01-01,)')`, '23514'],
    [
      'a report as manager one day',
      `insert into reporting_line values (${who.head}, ${who.peer}, '[2031-01-01,2031-01-02)')`,
      '23514',
    ],
    ['a line for no day', `insert into reporting_line values (${who.head}, ${who.peer}, 'empty')`, '23514'],
    ['a second root', "insert into unit (unit_id, name) values ('U9', 'Nine')", '23505'],
    ['a unit inside itself', 'update unit set parent_id = 4 where id = 2', '23514'],
    ['an unknown parent', 'update unit set parent_id = 77 where id = 2', '23503'],
    ['a second organisation', 'update organisation set is_only = false', '23514'],
    [
      'a grant to oneself',
      `insert into role_grant (person_id, role, valid, proposed_by) values (1, 'hr', '[2026-01-01,)', 1)`,
      '23514',
    ],
    [
      'a director of nothing',
      `insert into role_grant (person_id, role, valid) values (1, 'director', '[2026-01-01,)')`,
      '23514',
    ],
    ['the same e-mail', `update person set email = 'PERSON1@example.com' where id = 2`, '23505'],
    ['a row without post or account', "insert into person (name, employed) values ('X', '[2026-01-01,)')", '23514'],
  ])('%s is refused', async (_what, statement, code) => {
    expect(await attempt(statement)).toBe(code)
  })
  test('the next manager takes over on the day', async () => {
    const moves = [
      `update reporting_line set valid = '[2020-01-01,2026-12-01)' where person_id = ${who.peer}`,
      `insert into reporting_line values (${who.peer}, ${who.managerB}, '[2026-12-01,)')`,
    ]
    expect(await attempt(...moves)).toBe('done')
    const trade = [
      `update reporting_line set valid = '[2020-01-01,2026-12-01)' where person_id = ${who.managerA}`,
      `insert into reporting_line values (${who.managerA}, ${who.peer}, '[2026-12-01,)')`,
    ]
    expect(await attempt(...moves, ...trade), 'once above, then below').toBe('done')
    expect(await attempt(...trade), 'above and below at once').toBe('23514')
  })
})

test('movers at the same time queue up, and the closure is right', async () => {
  const people = [3, 4, 6, 8]
  const move = (person: number, manager: number) =>
    base.database.asJob('import', (db) =>
      db.execute(sql`update reporting_line set manager_id = ${manager} where person_id = ${person}`),
    )
  for (let round = 0; round < 6; round += 1) {
    await Promise.all(people.map((person, index) => move(person, (index + round) % 2 ? who.managerA : who.managerB)))
    const wrong = await asOwner(base.ownerUrl, async (owner) => {
      await owner.query('set role p_dump')
      return owner.query(`select person_id, manager_id from reporting_line l where valid @> date '2026-11-23'
        except select descendant_id, ancestor_id from reporting_closure where depth = 1`)
    })
    expect(wrong.rows).toEqual([])
  }
})

test('every function’s body is sound: the first migration makes them before their tables', async () => {
  const checked = await asOwner(base.ownerUrl, async (owner) => {
    await owner.query('begin; set local role authz_owner')
    const { rows } = await owner.query<{ body: string }>(
      "select pg_get_functiondef(oid) as body from pg_proc where pronamespace = 'authz'::regnamespace",
    )
    for (const { body } of rows) await owner.query(body)
    return rows.length
  })
  expect(checked).toBeGreaterThanOrEqual(40)
})

test('rebuilding the closure changes nothing that was right', async () => {
  const read = () =>
    base.database.asViewer({ personId: who.head, persona: 'p_member', readOnly: true }, async (db) => {
      return (await db.execute('select * from authz.visible_ids() as id order by 1')).rows
    })
  const before = await read()
  await base.database.asJob('import', (db) => db.execute('select authz.rebuild()'))
  expect(await read()).toEqual(before)
  expect(before).toHaveLength(11)
})
