import { afterAll, beforeAll, expect, test } from 'vitest'
import { lines, roles } from './cells/lines'
import type { Db } from './client'
import { plantSmallOrganisation, who } from './small-organisation'
import { asOwner, createTestDatabase, type TestDatabase } from './test-database'

let base: TestDatabase
beforeAll(async () => {
  base = await createTestDatabase()
  await plantSmallOrganisation(base)
})
afterAll(() => base.drop())

const listTables = (kind: string) =>
  asOwner(base.ownerUrl, async (owner) => {
    const { rows } = await owner.query<{ name: string; columns: string[] }>(
      `select c.oid::regclass::text as name, array_agg(quote_ident(a.attname) order by attnum)::text[] as columns from pg_class c
       join pg_attribute a on a.attrelid = c.oid and attnum > 0 and not attisdropped
       where relnamespace in ('public'::regnamespace, 'authz'::regnamespace) and relkind in ('r', 'p') and ${kind} group by c.oid`,
    )
    return rows
  })

/** Asks within a scope of this role; the administrator asks for a column that is theirs. */
const enter = <T>(role: (typeof roles)[number], work: (db: Db) => Promise<T>) => {
  if (role === 'p_gate') return base.database.asGate(work)
  if (role === 'p_job') return base.database.asJob('import', work)
  return base.database.asViewer({ personId: who.hr, persona: role, readOnly: false }, work)
}
const isRefused = async (role: (typeof roles)[number], statement: string) => {
  const answer = enter(role, (db) => db.execute(statement))
  return answer.then(
    () => false,
    (error) => /permission denied|append-only/.test(String(error)) || Promise.reject(error),
  )
}

test('the table names every table of the catalogue', async () => {
  const names = (await listTables('not relispartition')).map(({ name }) => name)
  expect(lines.map(({ name }) => name).sort()).toEqual(names.sort())
})

test('nobody reaches a partition around its table', async () => {
  const partitions = await listTables('relispartition')
  expect(partitions.length).toBeGreaterThanOrEqual(13)
  for (const { name } of partitions) {
    for (const role of roles) expect(await isRefused(role, `select from ${name}`), `${role} ${name}`).toBe(true)
  }
})

test('each role may do to each table exactly what its line says', async () => {
  const tables = new Map((await listTables('not relispartition')).map(({ name, columns }) => [name, columns]))
  let asked = 0
  for (const { name, rights } of lines) {
    const [column] = tables.get(name) ?? []
    const statements = {
      s: `select ${column} from ${name} limit 0`,
      i: `insert into ${name} select (null::${name}).* where false`,
      u: `update ${name} set ${column} = ${column} where false`,
      d: `delete from ${name} where false`,
    }
    for (const [index, role] of roles.entries()) {
      const may: string[] = []
      for (const [letter, statement] of Object.entries(statements)) {
        asked += 1
        if (!(await isRefused(role, statement))) may.push(letter)
      }
      expect(may.join('') || '-', `${role} ${name}`).toBe(rights[index])
    }
  }
  expect(asked).toBe(lines.length * roles.length * 4)
})

/** What HR and administrators may write, column by column: a new one fails here until somebody has thought about it. */
const written = {
  p_hr: {
    'INSERT access_change': 'email kind person_id requested_by',
    'INSERT person':
      'credentials email employed employee_id grade hired_on is_assessed job_title location name pmo_type prior_business_months prior_delivery_months prior_portfolio_months target_profile',
    'INSERT unit': 'kind name parent_id unit_id',
    'UPDATE person':
      'credentials employed grade hired_on is_assessed is_disabled job_title location name pmo_type prior_business_months prior_delivery_months prior_portfolio_months target_profile version',
    'UPDATE reporting_line': 'valid',
    'UPDATE role_grant': 'confirmed_at confirmed_by valid version',
    'UPDATE unit': 'kind name parent_id version',
    'UPDATE unit_membership': 'valid',
  },
  p_admin: {
    'INSERT access_change': 'email kind person_id requested_by',
    'INSERT person': 'email employed employee_id grade job_title location name',
    'INSERT role_grant': 'person_id proposed_by role unit_id valid',
    'INSERT unit': 'kind name parent_id unit_id',
    'UPDATE person': 'employed grade is_disabled job_title location name version',
    'UPDATE reporting_line': 'valid',
    'UPDATE role_grant': 'valid version',
    'UPDATE unit': 'kind name parent_id version',
    'UPDATE unit_membership': 'valid',
  },
}
test.each(Object.entries(written))('%s writes these columns of people, units and grants', async (persona, columns) => {
  const found = await asOwner(base.ownerUrl, async (owner) => {
    const { rows } = await owner.query<{ what: string; columns: string }>(
      `select privilege_type || ' ' || table_name as what, string_agg(column_name, ' ' order by column_name) as columns
       from information_schema.column_privileges c where grantee = $1 and privilege_type in ('INSERT', 'UPDATE')
         and table_name in ('person', 'unit', 'unit_membership', 'reporting_line', 'role_grant', 'access_change')
         and not has_table_privilege($1::name, 'public.' || table_name, privilege_type) group by 1`,
      [persona],
    )
    return Object.fromEntries(rows.map(({ what, columns: names }) => [what, names]))
  })
  expect(found).toEqual(columns)
})

test('an administrator reads no column that speaks of ability', async () => {
  const scope = { personId: who.administrator, persona: 'p_admin', readOnly: true } as const
  for (const column of ['target_profile', 'is_assessed', 'credentials', 'hired_on', 'prior_delivery_months']) {
    const read = base.database.asViewer(scope, (db) => db.execute(`select ${column} from person`))
    await expect(read, column).rejects.toMatchObject({ code: '42501' })
  }
  const names = await base.database.asViewer(scope, (db) => db.execute('select name, email, job_title from person'))
  expect(names.rows).toHaveLength(13)
})
