import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Db } from './client'
import * as schema from './schema'
import { plantSmallOrganisation, today, who } from './small-organisation'
import { asOwner, createTestDatabase, type TestDatabase } from './test-database'
import { type Job, jobs, type Persona, personas } from './values'

let base: TestDatabase
beforeAll(async () => {
  base = await createTestDatabase()
  await plantSmallOrganisation(base)
})
afterAll(() => base.drop())

/**
 * Who may at all: s select, i insert, u update, d delete; in the order member, host, pmo, all, hr, admin, job, gate.
 * Then the jobs whose rows these are, and who sees which rows. A new table fails here until it has its line.
 */
const table = `
organisation       s    -    s    s    s    s    su   -     import,command,cycle,privacy     everyone
policy_setting     s    -    s    s    si   s    siud -     import,command,cycle,privacy     everyone
unit               s    -    s    s    sd   sd   siud -     import,command,cycle             everyone
unit_closure       s    -    s    s    s    s    s    -     import,command,cycle             everyone
framework          s    -    s    s    si   s    siud -     import,command,cycle             everyone
framework_version  s    -    s    s    siud s    siud -     import,command,cycle             everyone
scale_level        s    -    s    s    sid  s    siud -     import,command,cycle             everyone
domain             s    -    s    s    sid  s    siud -     import,command,cycle             everyone
criterion          s    -    s    s    sid  s    siud -     import,command,cycle             everyone
criterion_level    s    -    s    s    sid  s    siud -     import,command,cycle             everyone
role_profile       s    -    s    s    sid  s    siud -     import,command,cycle             everyone
target             s    -    s    s    sid  s    siud -     import,command,cycle             everyone
cycle              s    -    s    s    sd   s    siud -     import,command,cycle             launched
result             s    -    s    s    s    s    siud -     import,cycle                     everyone
person             s    -    s    s    s    s    siud -     import,command,cycle,mail,privacy people
unit_membership    s    -    s    s    sid  sid  siud -     import,command,cycle,privacy     people
reporting_line     s    -    s    s    sid  sid  siud -     import,command,cycle,privacy     people
rating             s    -    s    s    s    -    siud -     import,cycle,privacy             people
result_person      s    -    s    s    s    -    siud -     import,cycle,privacy             people
cell               -    -    s    s    s    -    siud -     import,cycle                     units
band_cell          -    -    s    s    s    -    siud -     import,cycle                     units
role_grant         s    -    s    s    sd   sd   siud -     import,command,privacy           grants
idempotency_key    si   -    si   si   si   si   sd   -     privacy                          own
access_log         i    -    i    i    i    si   sd   -     privacy                          admin
audit_entry        i    -    i    i    i    si   si   -     privacy,seal                     admin
access_change      -    -    -    -    sd   sd   sd   -     privacy                          keepers
account            -    -    -    -    -    -    siud -     import,command,mail,privacy      nobody
session            -    -    -    -    -    -    siud -     command,privacy                  nobody
sign_in_failure    -    -    -    -    -    -    siud -     command,privacy                  nobody
known_device       -    -    -    -    -    -    siud -     command,privacy                  nobody
token              -    -    -    -    -    -    siud -     command,privacy                  nobody
invitation         -    -    -    -    -    -    siud -     command,privacy                  nobody
identity           -    -    -    -    -    -    siud -     command,privacy                  nobody
scim_user          -    -    -    -    -    siu  siud -     privacy,scim                     admin
webhook            -    -    -    -    siud siud su   -     webhook                          admin
webhook_delivery   -    -    -    -    su   su   sud  -     privacy,webhook                  admin
rate_window        -    -    -    -    -    -    -    -     -                                nobody
reporting_closure  -    -    -    -    -    -    -    -     -                                nobody
authz.as_of        -    -    -    -    -    -    -    -     -                                nobody
backup_run         -    -    -    -    -    s    siud -     command                          admin
health_check       -    -    -    -    -    s    siud -     health                           admin
erasure            -    -    -    -    si   -    siud -     privacy                          hr
retention_run      s    -    s    s    s    s    siu  -     privacy                          everyone
audit_seal         -    -    -    -    -    s    si   -     privacy,seal                     admin
audit_head         -    -    -    -    -    s    siu  -     seal                             admin
import_run         -    -    -    -    si   si   siud -     import,privacy                   admin
import_file        -    -    -    -    si   si   siud -     import,privacy                   admin
import_chunk       -    -    -    -    i    i    siud -     import,privacy                   nobody
import_finding     -    -    -    -    s    s    siud -     import,privacy                   admin
import_source      -    -    -    -    s    s    siud -     import                           admin
import_change      -    -    -    -    -    -    siud -     import,privacy                   nobody
criterion_mapping  s    -    s    s    sid  s    siud -     import,command,cycle             everyone
cycle_plan         s    -    s    s    siud s    siud -     cycle,privacy                    everyone
cycle_deadline     s    -    s    s    siud s    siud -     cycle                            everyone
bank_holiday       s    -    s    s    siud s    siud -     cycle                            everyone
participant        s    -    s    s    s    -    siud -     import,cycle,privacy             people
assessment         sd   -    sd   sd   sd   -    siud -     import,cycle,privacy             people
answer             si   -    si   si   si   -    siud -     import,cycle,privacy             own
agreement          si   -    si   si   si   -    siud -     import,cycle,privacy             people
conversation       s    -    s    s    s    -    siud -     cycle,privacy                    people
evidence           sd   -    sd   sd   sd   -    siud -     cycle,privacy                    people
evidence_chunk     si   -    si   si   si   -    siud -     cycle,privacy                    people
evidence_use       sid  -    sid  sid  sid  -    siud -     cycle,privacy                    people
deputy             sd   -    sd   sd   sd   -    siud -     cycle,privacy                    deputies
planned_leave      s    -    s    s    siud -    siud -     import,cycle,privacy             people
message            s    -    s    s    s    s    siud -     cycle,mail,privacy               own
calendar_feed      sd   -    sd   sd   sd   sd   siud -     privacy                          own`
const expected = table
  .trim()
  .split('\n')
  .map((line) => {
    const [name = '', ...words] = line.split(/\s+/)
    return { name, rights: words.slice(0, 8), jobs: words[8] ?? '', rows: words[9] ?? '' }
  })
const roles = ['p_member', 'p_host', 'p_pmo', 'p_all', 'p_hr', 'p_admin', 'p_job', 'p_gate'] as const

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
  expect(expected.map(({ name }) => name).sort()).toEqual(names.sort())
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
  for (const { name, rights } of expected) {
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
  expect(asked).toBe(expected.length * roles.length * 4)
})

const everyone = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]
const employed = everyone.filter((id) => id !== who.administrator && id !== who.leftHr)
/** Whom each person reaches by line and by granted units; who is missing reaches nobody. */
const reach: Record<number, number[]> = {
  [who.head]: employed,
  [who.managerA]: [2, 3, 4],
  [who.employee]: [3],
  [who.peer]: [4],
  [who.managerB]: [5, 6, 8, 10],
  [who.employeeB]: [6],
  [who.hr]: [7],
  [who.directorOfA]: [2, 3, 4, 8],
  [who.formerDirector]: [12],
  [who.rootDirector]: employed,
}
const proved: Partial<Record<Persona, number[]>> = {
  p_all: [who.head, who.rootDirector],
  p_hr: [who.hr],
  p_admin: [who.administrator],
}
const mayAct = everyone.filter((id) => id !== who.disabledHr && id !== who.leftHr)
const subject = 'subject_id'
const keyOf: Record<string, string> = {
  ...{ person: 'id', cell: 'unit_id', band_cell: 'unit_id', answer: 'rater_id', deputy: 'manager_id' },
  ...{ rating: subject, participant: subject, assessment: subject, agreement: subject, conversation: subject },
  // What is planted is by its owner's number, and on their form.
  ...{ evidence: subject, evidence_chunk: 'evidence_id', evidence_use: 'assessment_id' },
}

/** The keys this viewer sees of a table, by a reckoning of its own; null where the persona may not select. */
function expectKeys(line: (typeof expected)[number], viewer: number, persona: Persona): number[] {
  const isProved = proved[persona]?.includes(viewer)
  // HR reads drafts too, and proves that it is HR.
  if (line.rows === 'launched' && persona === 'p_hr') return isProved ? [-1] : []
  if (line.rows === 'everyone' || line.rows === 'launched') return mayAct.includes(viewer) ? [-1] : []
  if (line.rows === 'own') return viewer === who.employee ? [who.employee] : []
  if (line.rows === 'deputies') {
    const isParty = [who.managerA, who.managerB].some((id) => id === viewer)
    return isProved && persona === 'p_hr' ? [who.managerA] : persona !== 'p_hr' && isParty ? [who.managerA] : []
  }
  if (line.rows === 'admin' || line.rows === 'hr') return isProved ? [-1] : []
  if (line.rows === 'keepers') return isProved ? [who.head] : []
  if (line.rows === 'grants') {
    const all = [7, 8, 9, 10, 11, 12, 12, 13]
    if (persona === 'p_hr' || persona === 'p_admin') return isProved ? all : []
    return mayAct.includes(viewer) ? all.filter((id) => id === viewer) : []
  }
  if (line.rows === 'units') {
    if (persona !== 'p_pmo') return isProved ? [1, 2, 3, 4] : []
    return { [who.directorOfA]: [2, 4], [who.rootDirector]: [1, 2, 3, 4] }[viewer] ?? []
  }
  const people = proved[persona] ? (isProved ? everyone : []) : (reach[viewer] ?? [])
  const has = { person: everyone, reporting_line: employed.concat(11).filter((id) => id !== who.head) }[line.name]
  return people.filter((id) => (has ?? employed.concat(11)).includes(id))
}

describe('each viewer as each persona sees of each table exactly their rows', () => {
  const readers = personas.filter((persona) => persona !== 'p_host')
  let compared = 0
  test.each(readers)('%s', async (persona) => {
    for (const viewer of Object.values(who)) {
      for (const line of expected) {
        if (!line.rights[roles.indexOf(persona)]?.includes('s')) continue
        const broad = ['everyone', 'launched', 'admin', 'hr'].includes(line.rows)
        const key = broad ? 'min(-1)' : (keyOf[line.name] ?? 'person_id')
        const query = `select ${key} as key from ${line.name}`
        const rows = await base.database.asViewer({ personId: viewer, persona, readOnly: true }, async (db) => {
          const answer = await db.execute<{ key: number | null }>(query)
          return answer.rows.flatMap((row) => (row.key === null ? [] : [row.key]))
        })
        const sorted = (keys: number[]) => [...keys].sort((a, b) => a - b)
        expect(sorted(rows), `${persona} ${viewer} ${line.name}`).toEqual(sorted(expectKeys(line, viewer, persona)))
        compared += 1
      }
    }
  })
  test('and that was compared often enough', () => expect(compared).toBeGreaterThanOrEqual(1_400))
})

test('a job sees the rows of its own tables and no others', async () => {
  for (const job of jobs satisfies readonly Job[]) {
    for (const { name, rights, jobs: named } of expected) {
      if (!rights[6]?.includes('s')) continue
      const found = await base.database.asJob(job, (db) =>
        db.execute<{ n: number }>(`select count(*) as n from ${name}`),
      )
      expect((found.rows[0]?.n ?? 0) > 0, `${job} ${name}`).toBe(named.split(',').includes(job))
    }
  }
})

test('a viewer writes in the own name only', async () => {
  const scope = { personId: who.peer, persona: 'p_member', readOnly: false } as const
  const looked = (viewerId: number) =>
    base.database.asViewer(scope, (db) =>
      db
        .insert(schema.accessLog)
        .values({ onDay: today, viewerId, viewerRole: 'employee', purpose: 'me', subjectIds: [who.peer] }),
    )
  const keyed = (personId: number) =>
    base.database.asViewer(scope, (db) =>
      db
        .insert(schema.idempotencyKey)
        .values({ personId, key: '00000000-0000-4000-8000-000000000001', procedure: 'x', inputHash: 'x' }),
    )
  for (const write of [looked, keyed]) {
    await expect(write(who.employee)).rejects.toMatchObject({ code: '42501' })
    await expect(write(who.peer)).resolves.toBeDefined()
  }
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
  expect(names.rows).toHaveLength(everyone.length)
})
