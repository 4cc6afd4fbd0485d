import { sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import * as tables from '@/db/schema'
import { createTestDatabase, type TestDatabase } from '@/db/test-database'
import type { Persona } from '@/db/values'
import type { RequestContext } from '@/lib/access/allow'
import type { Role } from '@/lib/access/roles'
import type { Viewer } from '@/lib/access/viewer'

/** The organisation's day in these tests; the published result stands for 1 Nov 2026. */
export const today = '2026-11-23'
const asOf = '2026-11-01'
const always = '[2020-01-01,)'

/** Employee id → name, unit, manager; of those who have left, the last. */
const people = {
  E1: ['Ada Top', 'R', null],
  E2: ['Hana Rights', 'R', 'E1'],
  E3: ['Dirk Director', 'B', 'E1'],
  E4: ['Mia Manager', 'A', 'E1'],
  E5: ['Eve O_Neill', 'A1', 'E4'],
  E6: ['Finn Ångström', 'A1', 'E4'],
  E7: ['Gil Newcomer', 'B', 'E3'],
  E8: ['Ivo Moved', 'B', 'E3'],
  E9: ['Zoe Left', 'A1', 'E4'],
} as const
export type Somebody = keyof typeof people

/** Posts and managers of earlier days. */
const before: Record<string, { unit: string; manager: string; until: string; left?: boolean }> = {
  E7: { unit: 'B', manager: 'E1', until: '2026-02-01' },
  E8: { unit: 'A1', manager: 'E4', until: '2026-11-15' },
  E9: { unit: 'A1', manager: 'E4', until: '2026-06-01', left: true },
}

type Kept = {
  unit: string
  milli: (number | null)[]
  sources?: (string | null)[]
  days?: (string | null)[]
  bands: number[]
}
/** Levels on x, y, z; bands for the profiles light and lead, as codes. E6's y is too old, E5's z was not observed. */
const kept: Partial<Record<Somebody, Kept>> = {
  E4: { unit: 'A', milli: [4000, 2000, 3000], bands: [3, 2] },
  E5: { unit: 'A1', milli: [2000, 3000, null], sources: ['manager', 'manager', 'not-observed'], bands: [3, 1] },
  E6: {
    unit: 'A1',
    milli: [3600, null, 1000],
    sources: ['manager-and-peers', null, 'manager'],
    days: ['2026-10-01', '2024-01-01', '2026-10-01'],
    bands: [3, 0],
  },
  E7: { unit: 'B', milli: [null, null, null], sources: [null, null, null], days: [null, null, null], bands: [0, 0] },
  E8: { unit: 'A1', milli: [1000, 1000, 1000], bands: [1, 1] },
}
const below: Record<string, string[]> = { R: ['R', 'A', 'A1', 'B'], A: ['A', 'A1'], A1: ['A1'], B: ['B'], N: ['N'] }

/** A small organisation with two published cycles, and the way to ask as one of its people. */
export async function createOrganisation() {
  const test = await createTestDatabase()
  const keys = await test.database.asJob('import', async (db) => {
    const employed = await addPeople(db)
    await addResults(db, employed)
    return employed
  })
  return { ...asking(test, keys), test, keys, drop: test.drop }
}
export type Organisation = Awaited<ReturnType<typeof createOrganisation>>

async function addPeople(db: Db) {
  await db.update(tables.organisation).set({ sampleToday: today, isSample: true })
  const units = new Map<string, number>()
  for (const [unitId, name, parent] of [
    ['R', 'Whole Group', null],
    ['A', 'Area A', 'R'],
    ['A1', 'Team A1', 'A'],
    ['B', 'Area B', 'R'],
    ['N', 'Nobody 100%', 'R'],
  ] as const) {
    const parentId = parent && units.get(parent)
    const [made] = await db.insert(tables.unit).values({ unitId, name, parentId }).returning()
    units.set(unitId, made!.id)
  }
  const rows = Object.entries(people).map(([employeeId, [name]]) => ({
    ...{ employeeId, name, jobTitle: `Post of ${employeeId}`, email: `${employeeId.toLowerCase()}@example.com` },
    isAssessed: /E[45678]/.test(employeeId),
    targetProfile: employeeId === 'E5' ? 'light' : null,
    employed: employeeId === 'E9' ? '[2020-01-01,2026-06-01)' : always,
  }))
  const admin = { name: 'Administrator', email: 'admin@example.com', employed: 'empty' }
  const made = await db
    .insert(tables.person)
    .values([...rows, admin])
    .returning()
  const keys = new Map(made.map(({ employeeId, id }) => [employeeId ?? 'admin', id]))
  const key = (who: string) => keys.get(who)!
  const posts = Object.entries(people).flatMap(([who, [, unit, manager]]) => {
    const now = { personId: key(who), unitId: units.get(unit)!, manager }
    const past = before[who]
    if (!past) return [{ ...now, valid: always }]
    const until = { ...now, unitId: units.get(past.unit)!, manager: past.manager, valid: `[2020-01-01,${past.until})` }
    return past.left ? [until] : [until, { ...now, valid: `[${past.until},)` }]
  })
  await db.insert(tables.unitMembership).values(posts)
  const lines = posts.flatMap(({ manager, ...line }) => (manager ? [{ ...line, managerId: key(manager) }] : []))
  await db.insert(tables.reportingLine).values(lines)
  await db.update(tables.organisation).set({ headId: key('E1') })
  const confirmed = new Date(0)
  await db.insert(tables.roleGrant).values([
    { personId: key('E2'), role: 'hr', valid: always, confirmedAt: confirmed },
    { personId: key('E3'), role: 'director', unitId: units.get('A')!, valid: always, confirmedAt: confirmed },
    { personId: key('admin'), role: 'administrator', valid: always, confirmedAt: confirmed },
  ])
  return { person: key, unit: (unitId: string) => units.get(unitId)! }
}

type Keys = Awaited<ReturnType<typeof addPeople>>

async function addFramework(db: Db) {
  const [frame] = await db.insert(tables.framework).values({ key: 'small', name: 'Small' }).returning()
  const edition = { frameworkId: frame!.id, edition: '1.0.0', ratingGuidance: ['Rate what you saw.'] }
  const [version] = await db.insert(tables.frameworkVersion).values(edition).returning()
  const frameworkVersionId = version!.id
  const scale = ['None', 'Aware', 'Practising', 'Owning', 'Leading', 'Shaping']
  await db
    .insert(tables.scaleLevel)
    .values(scale.map((name, level) => ({ frameworkVersionId, level, name, meaning: 'Not yet shown.' })))
  const [first, second] = await db
    .insert(tables.domain)
    .values([
      { frameworkVersionId, key: 'one', name: 'Domain one', shortName: 'One', position: 1 },
      { frameworkVersionId, key: 'two', name: 'Domain two', shortName: 'Two', position: 2 },
    ])
    .returning()
  const criteria = await db
    .insert(tables.criterion)
    .values(
      ['x', 'y', 'z'].map((key, at) => ({
        ...{ frameworkVersionId, domainId: at < 2 ? first!.id : second!.id, key, name: `Criterion ${key}` },
        ...{ definition: `What ${key} is.`, position: at + 1 },
      })),
    )
    .returning()
  const [x, y, z] = criteria.map(({ id }) => id)
  await db.insert(tables.criterionLevel).values([
    { criterionId: x!, level: 1, descriptor: 'One' },
    { criterionId: x!, level: 0, descriptor: 'Zero', separatesNext: 'Doing it' },
  ])
  const [light, lead] = await db
    .insert(tables.roleProfile)
    .values([
      { frameworkVersionId, key: 'light', name: 'Light', position: 1 },
      { frameworkVersionId, key: 'lead', name: 'Lead', position: 2, isDefault: true },
    ])
    .returning()
  await db.insert(tables.target).values([
    { roleProfileId: light!.id, criterionId: x!, target: 2, weight: 1, minimum: 1 },
    { roleProfileId: lead!.id, criterionId: x!, target: 4, weight: 5, minimum: 3 },
    { roleProfileId: lead!.id, criterionId: y!, target: 3, weight: 3, minimum: null },
    { roleProfileId: lead!.id, criterionId: z!, target: 0, weight: 0, minimum: null },
  ])
  await db.execute(sql`update framework_version set status = 'published', published_at = now()`)
  return { frameworkVersionId, criteria: [x!, y!, z!], profiles: [light!.id, lead!.id] }
}

async function addResults(db: Db, keys: Keys) {
  const { frameworkVersionId, criteria, profiles } = await addFramework(db)
  const [spring, autumn] = await db
    .insert(tables.cycle)
    .values([
      { name: '2026-H1', frameworkVersionId, status: 'published', asOfOn: '2026-05-01' },
      { name: '2026-H2', frameworkVersionId, status: 'published', asOfOn: asOf },
      { name: '2027-H1', frameworkVersionId, status: 'open', asOfOn: null },
    ])
    .returning()
  const fixed = { frameworkVersionId, policyVersion: 1 }
  await db.insert(tables.result).values({ ...fixed, cycleId: spring!.id, version: 1, asOfOn: '2026-05-01' })
  await db.insert(tables.result).values({ ...fixed, cycleId: autumn!.id, version: 1, asOfOn: asOf })
  const [result] = await db
    .insert(tables.result)
    .values({ ...fixed, cycleId: autumn!.id, version: 2, asOfOn: asOf })
    .returning()
  const resultId = result!.id
  for (const [who, { unit, milli, sources, days, bands }] of Object.entries(kept)) {
    const levels = sql`${sql.param(milli)}::smallint[]`
    const rated = sql`${sql.param(days ?? milli.map(() => '2026-10-01'))}::date[]`
    const cycles = milli.map((_, place) => (who === 'E5' && place === 1 ? spring!.id : autumn!.id))
    await db.execute(sql`insert into result_person (result_id, person_id, unit_id, unit_path, milli_levels, self_levels, sources,
      rated_on, evidence, from_cycle_ids, band_codes, tenth_points) values (${resultId}, ${keys.person(who)},
      ${keys.unit(unit)}, array(select ancestor_id from unit_closure where descendant_id = ${keys.unit(unit)} order by depth),
      ${levels}, '{5,NULL,NULL}', ${sql.param(sources ?? milli.map(() => 'manager'))}::text[],
      ${rated}, '{800,600,600}', ${sql.param(cycles)}::bigint[], ${sql.param(bands)}::smallint[], '{0,0}')`)
  }
  for (const [unit, units] of Object.entries(below)) {
    const counted = Object.values(kept).filter((one) => units.includes(one.unit))
    const at = { resultId, unitId: keys.unit(unit) }
    await db.insert(tables.cell).values(
      criteria.map((criterionId, place) => {
        const levels = counted.flatMap(({ milli }) => milli[place] ?? [])
        const bins = [0, 1, 2, 3, 4, 5].map((bin) => levels.filter((level) => Math.floor(level / 1000) === bin))
        const milliSums = bins.map((bin) => bin.reduce((sum, level) => sum + level, 0))
        const ageDays = levels.length * (place === 2 ? 400 : 31)
        const counts = bins.map((bin) => bin.length)
        return { ...at, criterionId, people: counted.length, assessed: levels.length, counts, milliSums, ageDays }
      }),
    )
    await db.insert(tables.bandCell).values(
      profiles.map((roleProfileId, place) => {
        const counts = [0, 1, 2, 3].map((code) => counted.filter(({ bands }) => bands[place] === code).length)
        return { ...at, roleProfileId, counts, provisional: 1 }
      }),
    )
  }
}

const callers: Record<string, { who: string; persona: Persona; roles: Role[] }> = {
  head: { who: 'E1', persona: 'p_all', roles: ['employee', 'manager', 'head'] },
  hr: { who: 'E2', persona: 'p_hr', roles: ['employee', 'hr'] },
  director: { who: 'E3', persona: 'p_pmo', roles: ['employee', 'manager', 'director'] },
  manager: { who: 'E4', persona: 'p_member', roles: ['employee', 'manager'] },
  employee: { who: 'E5', persona: 'p_member', roles: ['employee'] },
  administrator: { who: 'admin', persona: 'p_admin', roles: ['administrator'] },
}
export type Caller = 'head' | 'hr' | 'director' | 'manager' | 'employee' | 'administrator'

/** `as(caller)` gives a request's context; `statements` counts what the work inside the scope sent. */
function asking({ database }: TestDatabase, keys: Keys) {
  const counted = { statements: 0 }
  const counting: RequestContext['database'] = {
    ...database,
    asViewer: (scope, work) =>
      database.asViewer(scope, (db, opening) => {
        counted.statements = 0
        const query = db.$client.query.bind(db.$client)
        Object.assign(db.$client, {
          query: (...args: Parameters<typeof query>) => {
            counted.statements++
            return query(...args)
          },
        })
        return work(db, opening).finally(() => Reflect.deleteProperty(db.$client, 'query'))
      }),
  }
  const as = (caller: Caller, more: Partial<RequestContext> = {}): { context: RequestContext } => {
    const { who, persona, roles } = callers[caller]!
    const viewer: Viewer = {
      ...{
        accountId: 1,
        personId: keys.person(who),
        employeeId: who === 'admin' ? null : who,
        name: who,
        persona,
        roles,
      },
      ...{
        hat: persona === 'p_admin' ? 'administrator' : 'work',
        via: 'session',
        sessionHash: null,
        scopes: ['read', 'write'],
      },
    }
    return { context: { database: counting, who: async () => viewer, idempotencyKey: null, needsKey: false, ...more } }
  }
  /** Internal keys in the newest row of the access log, in order; and what it was for. */
  const lastLook = async () => {
    const admin = { personId: keys.person('admin'), persona: 'p_admin', readOnly: true } as const
    return database.asViewer(admin, async (db) => {
      const [row] = await db.select().from(tables.accessLog).orderBy(sql`at desc`).limit(1)
      return row && { purpose: row.purpose, role: row.viewerRole, subjects: row.subjectIds }
    })
  }
  /** Ends the person's line today, and puts them into the unit that has nobody. */
  const moveOut = (who: string) =>
    database.asJob('import', async (db) => {
      const id = keys.person(who)
      const from = sql`valid = daterange(lower(valid), ${today}::date) where person_id = ${id} and upper_inf(valid)`
      await db.execute(sql`update reporting_line set ${from}`)
      await db.execute(sql`update unit_membership set ${from}`)
      await db.insert(tables.unitMembership).values({ personId: id, unitId: keys.unit('N'), valid: `[${today},)` })
    })
  return { as, lastLook, moveOut, counted }
}
