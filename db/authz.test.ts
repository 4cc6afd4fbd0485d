import { sql } from 'drizzle-orm'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createDatabase, type Database } from './client'
import { plantSmallOrganisation, who } from './small-organisation'
import { asOwner, createTestDatabase, type TestDatabase } from './test-database'
import { personas } from './values'

let base: TestDatabase
/** One connection, so that every scope follows the one before on the same session. */
let single: Database
beforeAll(async () => {
  base = await createTestDatabase()
  await plantSmallOrganisation(base)
  single = createDatabase(base.appUrl, { connections: 1 })
})
afterAll(async () => {
  await single.end()
  await base.drop()
})

const readers = personas.filter((persona) => persona !== 'p_host')
const member = (personId: number) => ({ personId, persona: 'p_member', readOnly: true }) as const
const countPeople = 'select count(*) as n from person'
const peopleSeen = async (database: Database, personId: number, persona: (typeof readers)[number] = 'p_member') => {
  const answer = await database.asViewer({ personId, persona, readOnly: true }, (db) =>
    db.execute<{ n: number }>(countPeople),
  )
  return answer.rows[0]?.n
}

describe('the catalogue has no flaw', () => {
  const findFlaws = (owner: pg.Client) =>
    owner.query<{ flaw: string }>('select distinct flaw from authz.flaw order by 1')

  test('as migrated', async () => {
    expect((await asOwner(base.ownerUrl, findFlaws)).rows).toEqual([])
  })

  test.each([
    ['create table forgotten (id int)', ['missing from the dump', 'row security not forced']],
    ['create view careless as select 1 as one', ['view runs as its owner']],
    ['create materialized view still as select 1 as one', ['materialised view']],
    [
      "create type mood as enum ('a'); create table bad (m mood)",
      ['enum column', 'missing from the dump', 'row security not forced'],
    ],
    [
      'create policy more on rating for select to p_member using (subject_id = (select authz.person_id()))',
      ['two select policies for p_member'],
    ],
    [
      'create policy more on account for select to p_hr using (true); grant select on account to p_hr',
      ['broad persona without proof', 'policy is true'],
    ],
    [
      'create policy more on account for select to public using ((select authz.person_id()) is not null)',
      ['policy for everybody'],
    ],
    [
      'create policy more on account for select to p_member using (person_id = authz.person_id())',
      ['policy evaluates per row'],
    ],
    [
      'create policy more on reporting_closure to p_job using ((select authz.today()) is not null)',
      ['job without a name'],
    ],
    ['grant select on account to p_member', ['p_member reads without a policy']],
    ['grant truncate on person to p_job', ['persona passes row security']],
    ['grant select (name) on person to gravitas_app', ['gravitas_app reads without a policy', 'login reads a table']],
    ['grant execute on function authz.rebuild() to public', ['function open to the public']],
    [
      'create function authz.loose() returns int language sql security definer as $$ select 1 $$',
      ['definer function without search_path or not of authz_owner'],
    ],
  ])('%s is seen', async (mistake, flaws) => {
    const found = await asOwner(base.ownerUrl, async (owner) => {
      await owner.query('begin')
      await owner.query(
        mistake.includes('authz.rebuild') ? `set local role authz_owner; ${mistake}; reset role` : mistake,
      )
      return findFlaws(owner)
    })
    expect(found.rows.map(({ flaw }) => flaw)).toEqual(flaws)
  })
})

describe('without a context there are no rows', () => {
  test('the bare login may read nothing', async () => {
    const login = new pg.Client({ connectionString: base.appUrl })
    await login.connect()
    await expect(login.query(countPeople)).rejects.toThrow('permission denied')
    for (const persona of readers) {
      await login.query(`begin; set local role ${persona}`)
      expect((await login.query(countPeople)).rows, persona).toEqual([{ n: 0 }])
      await login.query('rollback')
    }
    await expect(login.query('set role authz_owner')).rejects.toThrow('permission denied')
    await expect(login.query('set role p_dump')).rejects.toThrow('permission denied')
    await login.end()
  })

  test.each([who.nobody, 0, -1, Number.MAX_SAFE_INTEGER, who.disabledHr, who.leftHr])('person %s', async (personId) => {
    for (const persona of readers) expect(await peopleSeen(single, personId, persona), persona).toBe(0)
  })

  test.each([Number.NaN, 1.5, 2 ** 70])('garbage %s is an error, not a row', async (personId) => {
    await expect(peopleSeen(single, personId)).rejects.toThrow()
    expect(await peopleSeen(single, who.employee)).toBe(1)
  })
})

describe('one connection, many viewers', () => {
  test('nothing of a scope outlives it', async () => {
    let scopes = 0
    for (const viewer of [who.head, who.managerA, who.hr, who.employee]) {
      for (const end of ['commit', 'error', 'thrown'] as const) {
        const work = single.asViewer(member(viewer), async (db) => {
          if (end === 'error') await db.execute('select 1 / 0')
          if (end === 'thrown') throw new Error('thrown')
          return (await db.execute<{ n: number }>(countPeople)).rows[0]?.n
        })
        if (end === 'commit') expect(await work).toBeGreaterThan(0)
        else await expect(work).rejects.toThrow(end === 'error' ? 'division by zero' : 'thrown')
        expect(await peopleSeen(single, who.nobody)).toBe(0)
        expect(await peopleSeen(single, who.employee)).toBe(1)
        const settings = await single.asGate((db) =>
          db.execute(sql`select current_user as role, current_setting('app.person_id', true) as person,
            current_setting('app.job', true) as job`),
        )
        expect(settings.rows).toEqual([{ role: 'p_gate', person: '', job: '' }])
        scopes += 4
      }
    }
    expect(scopes).toBe(48)
  })

  test('a persona cannot become another by itself, nor a job name rows of others', async () => {
    const asked = single.asViewer(member(who.employee), async (db) => {
      await db.execute("select set_config('app.job', 'import', true)")
      return (await db.execute<{ n: number }>(countPeople)).rows
    })
    expect(await asked).toEqual([{ n: 1 }])
  })
})

describe('search finds one’s own people and none of the others', () => {
  const find = (personId: number, persona: (typeof readers)[number], wanted: string, most = 50) =>
    single.asViewer({ personId, persona, readOnly: true }, async (db) => {
      const answer = await db.execute<{ id: number }>(sql`select * from authz.find_people(${wanted}, ${most}) as id`)
      return answer.rows.map(({ id }) => id)
    })
  test.each([
    [who.hr, 'p_hr', 'person 3', 50, [3]],
    [who.hr, 'p_hr', 'E4', 50, [4]],
    [who.hr, 'p_hr', 'e4', 50, []],
    [who.hr, 'p_hr', 'person 9', 50, []],
    [who.hr, 'p_hr', '%', 50, []],
    [who.hr, 'p_hr', 'person', 2, [1, 10]],
    [who.employee, 'p_hr', 'person', 50, []],
    [who.administrator, 'p_admin', 'son 13', 50, [13]],
    [who.rootDirector, 'p_all', 'son 6', 50, [6]],
    [who.managerB, 'p_all', 'son 6', 50, []],
    [who.managerA, 'p_member', 'person', 50, [2, 3, 4]],
    [who.managerA, 'p_member', 'person', 1, [2]],
    [who.managerA, 'p_member', 'E6', 50, []],
    [who.directorOfA, 'p_pmo', 'son 4', 50, [4]],
  ] as const)('%s as %s looks for %s', async (viewer, persona, wanted, most, found) => {
    expect(await find(viewer, persona, wanted, most)).toEqual(found)
  })
})

describe('managers are named for the people one sees, and for nobody else', () => {
  test.each([
    [who.employee, 'p_member', [[3, 'E2']]],
    [
      who.managerA,
      'p_member',
      [
        [2, 'E1'],
        [3, 'E2'],
        [4, 'E2'],
      ],
    ],
    [
      who.directorOfA,
      'p_pmo',
      [
        [2, 'E1'],
        [3, 'E2'],
        [4, 'E2'],
        [8, 'E5'],
      ],
    ],
    [
      who.hr,
      'p_hr',
      [
        [2, 'E1'],
        [3, 'E2'],
        [4, 'E2'],
        [8, 'E5'],
      ],
    ],
    [who.managerA, 'p_hr', []],
    [who.managerA, 'p_all', []],
    [who.disabledHr, 'p_hr', []],
    [who.nobody, 'p_member', []],
  ] as const)('%s as %s', async (personId, persona, expected) => {
    const named = await single.asViewer({ personId, persona, readOnly: true }, (db) =>
      db.execute<{ person_id: number; employee_id: string }>(
        "select person_id, employee_id from authz.manager_of('{1,2,3,4,8,11}'::bigint[]) order by 1",
      ),
    )
    expect(named.rows.map((row) => [row.person_id, row.employee_id])).toEqual(expected)
  })
})

test('a person sees who looked: role and purpose, without their own looks', async () => {
  const look = (viewer: number, subjects: number[]) =>
    single.asViewer({ ...member(viewer), readOnly: false }, (db, { today }) =>
      db.execute(sql`insert into access_log (on_day, viewer_id, viewer_role, purpose, subject_ids)
        values (${today}, ${viewer}, 'manager', 'team', ${sql.param(subjects)}::bigint[])`),
    )
  await look(who.managerA, [who.managerA, who.peer, who.employee])
  await look(who.peer, [who.peer])
  await look(who.managerB, [who.employeeB])
  const seen = await single.asViewer(member(who.peer), (db) => db.execute('select * from authz.who_looked()'))
  expect(seen.rows).toEqual([{ at: expect.any(String), viewer_role: 'manager', purpose: 'team' }])
})
