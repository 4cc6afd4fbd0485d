import { call } from '@orpc/server'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { account, roleGrant, token } from '@/db/schema'
import type { RequestContext } from '@/lib/access/allow'
import { hashOf } from '@/lib/access/secrets'
import { gapMapCsv } from '@/lib/analytics/csv'
import { gapMapProcedures } from '@/lib/analytics/procedures'
import { unitTree } from '@/lib/analytics/rules'
import type { GapCell } from '@/lib/analytics/shapes'
import { createRunCycle } from '@/lib/exchange/run-cycle.fixtures'
import { keepPacks } from '@/lib/readiness/build-pack'
import { levelOfRecord, type Sources } from '@/lib/readiness/level-of-record'
import { DEFAULT_POLICY } from '@/lib/readiness/policy'
import { readinessProcedures } from '@/lib/readiness/procedures'
import { answerRest } from './rest'

process.env.AUTH_SECRET = 'a secret for tests only'
process.env.PUBLIC_URL = 'https://gravitas.example'
const cycle = 'Run'
let run: Awaited<ReturnType<typeof createRunCycle>>
let people: Person[]
let criteria: string[]
/** What the one function says, by person and criterion, from the answers as they were given. */
let truth: Map<string, number | null>

type Viewer = NonNullable<Awaited<ReturnType<RequestContext['who']>>>
type Person = { id: number; employeeId: string; managerId: number | null; unitId: string; path: string[] }
type Given = { subject: number; criterion: string; by: keyof Sources; level: number | null }

beforeAll(async () => {
  run = await createRunCycle()
  await run.settle('agreed', 1, sql`p.id % 2 = 0`)
  await run.settle('disputed', 2, sql`p.id % 3 = 0`)
  await run.settle('draft', 3, sql`true`)
  await run.publish()
  const { database } = run.base
  const read = async <T extends Record<string, unknown>>(statement: ReturnType<typeof sql>) =>
    (await database.asJob('cycle', (db) => db.execute<T>(statement))).rows
  people =
    await read<Person>(sql`select p.id, p.employee_id as "employeeId", f.manager_id as "managerId", u.unit_id as "unitId",
      array(select w.unit_id from unit_closure c join unit w on w.id = c.ancestor_id where c.descendant_id = u.id) as path
    from result_person f join result r on r.id = f.result_id join cycle y on y.id = r.cycle_id and y.name = ${cycle}
    join person p on p.id = f.person_id join unit u on u.id = f.unit_id`)
  const keys = await read<{ key: string }>(sql`select c.key from criterion c join cycle y
    on y.framework_version_id = c.framework_version_id and y.name = ${cycle} order by c.position`)
  criteria = keys.map(({ key }) => key)
  const given = await read<Given>(sql`select a.subject_id as subject, c.key as criterion,
      case a.rater_type when 'peer' then 'peers' else a.rater_type end as by, k.level
    from answer k join assessment a on a.id = k.assessment_id join criterion c on c.id = k.criterion_id
    union all select g.subject_id, c.key, 'agreed', g.level from agreement g join criterion c on c.id = g.criterion_id
    where g.status <> 'draft'`)
  truth = reckon(given)
  await database.asJob('command', async (db) => {
    const top = people.find(({ managerId }) => managerId !== null)!.id
    await db.insert(roleGrant).values({ personId: top, role: 'hr', valid: '[2020-01-01,)', confirmedAt: new Date(0) })
    const [made] = await db.insert(account).values({ personId: top }).returning()
    const secret = { publicId: '1'.repeat(16), secretHash: hashOf('s'.repeat(43)), scopes: ['read' as const] }
    await db.insert(token).values({ ...secret, accountId: made!.id, expiresAt: sql`now() + interval '1 day'` })
  })
})
afterAll(() => run.base.drop())

function reckon(given: Given[]) {
  const sources = new Map<string, Sources>()
  for (const { subject, criterion, by, level } of given) {
    const key = `${subject} ${criterion}`
    const before = sources.get(key) ?? {}
    const answer = { level, age: 0 }
    sources.set(key, { ...before, [by]: by === 'peers' ? [...(before.peers ?? []), answer] : answer })
  }
  return new Map(
    [...sources].map(([key, all]) => {
      const { milli } = levelOfRecord(all, DEFAULT_POLICY)
      return [key, milli === null ? null : milli / 1000]
    }),
  )
}
const levelOf = (person: number, criterion: string) => truth.get(`${person} ${criterion}`) ?? null
const expectedOf = ({ id }: Person) => criteria.map((criterion) => levelOf(id, criterion))

const as = (personId: number, persona: Viewer['persona'], roles: Viewer['roles']) => {
  const viewer: Viewer = {
    ...{ accountId: 1, personId, employeeId: null, name: 'x', persona, roles, hat: 'work', via: 'session' },
    ...{ sessionHash: null, scopes: ['read', 'write'] },
  }
  return {
    context: { database: run.base.database, who: async () => viewer, idempotencyKey: null, needsKey: false },
  }
}
const hr = () => as(people.find(({ managerId }) => managerId !== null)!.id, 'p_hr', ['employee', 'hr'])

describe('the level that one function reckons is the level everywhere', () => {
  test('there is something to tell: agreed, disputed, with peers, and none', () => {
    const levels = people.flatMap(expectedOf)
    expect(levels.filter((level) => level === 5).length).toBeGreaterThan(20)
    expect(levels.filter((level) => level !== null && level % 1 > 0).length).toBeGreaterThan(20)
    expect(levels.filter((level) => level === null).length).toBeGreaterThan(5)
  })

  test('on the person’s page, in their readiness, and over the API', async () => {
    const headers = { authorization: `Bearer tok_${'1'.repeat(16)}_${'s'.repeat(43)}` }
    for (const person of people.slice(0, 25)) {
      const input = { employeeId: person.employeeId, cycle }
      const page = await call(readinessProcedures.levels, input, hr())
      expect(page.levels.map(({ level }) => level)).toEqual(expectedOf(person))
      const { costs, mustHaves } = await call(readinessProcedures.person, input, hr())
      expect(costs.length).toBeGreaterThan(0)
      for (const { criterion, level } of [...costs, ...mustHaves]) expect(level).toBe(levelOf(person.id, criterion))
      const url = `https://gravitas.example/api/v1/people/${encodeURIComponent(person.employeeId)}/levels?cycle=${cycle}`
      const answer = await answerRest(new Request(url, { headers }), run.base.database)
      expect(await answer.json()).toEqual(page)
    }
  })

  test('in the team', async () => {
    const managers = [...new Set(people.flatMap(({ managerId }) => managerId ?? []))]
    let compared = 0
    for (const manager of managers) {
      const team = await call(readinessProcedures.team, { cycle }, as(manager, 'p_member', ['employee', 'manager']))
      for (const { person, levels } of team.members) {
        const found = people.find(({ employeeId }) => employeeId === person.employeeId)
        if (!found) continue
        expect(levels).toEqual(expectedOf(found))
        compared += 1
      }
    }
    expect(compared).toBeGreaterThan(20)
  })

  test('on the gap map: its cells, the people behind them, and the file that it exports', async () => {
    const cells: GapCell[] = []
    let after: string | undefined
    do {
      const page = await call(gapMapProcedures.get, { cycle, after }, hr())
      cells.push(...page.cells)
      after = page.next ?? undefined
    } while (after)
    const round = (value: number) => Math.round(value * 10_000) / 10_000
    const meanOf = (levels: number[]) => round(levels.reduce((sum, level) => sum + level, 0) / levels.length)
    for (const { unit, criterion, assessed, histogram, meanLevel } of cells) {
      const here = people.filter(({ path }) => path.includes(unit))
      const levels = here.flatMap(({ id }) => levelOf(id, criterion) ?? [])
      const bins = histogram.map((_, bin) => levels.filter((level) => Math.floor(level) === bin).length)
      expect({ unit, criterion, assessed, histogram }).toEqual({
        unit,
        criterion,
        assessed: levels.length,
        histogram: bins,
      })
      if (levels.length > 0) expect(meanLevel).toBeCloseTo(meanOf(levels), 4)
    }
    expect(cells.length).toBeGreaterThan(100)

    const units = [...new Set(cells.map(({ unit }) => unit))]
    const smallest = units.filter((unit) => people.some(({ unitId }) => unitId === unit)).slice(0, 6)
    for (const unit of smallest)
      for (const criterion of criteria.slice(0, 4)) {
        const { people: behind } = await call(gapMapProcedures.cell, { cycle, unit, criterion }, hr())
        expect(behind.length).toBeGreaterThan(0)
        for (const { person, level } of behind) {
          const found = people.find(({ employeeId }) => employeeId === person.employeeId)!
          expect(level).toBe(levelOf(found.id, criterion))
        }
      }

    const [first] = units
    const tree = unitTree([{ unitId: first!, name: 'U', parentUnitId: null, kind: null, people: 0 } as never], cells)
    const csv = gapMapCsv({
      rows: tree,
      criteria: criteria.map((key) => ({ key, name: key })),
      measure: 'level',
      targets: new Map(criteria.map((key) => [key, 3])),
    })
    const row = csv.split('\r\n')[1]!.split(',').slice(3)
    const shown = criteria.map(
      (criterion) => cells.find((cell) => cell.unit === first && cell.criterion === criterion)!.meanLevel,
    )
    expect(row.map(Number)).toEqual(shown)
  })
})

describe('the pack of a result that the closing of a cycle made', () => {
  const inJob = async (job: 'cycle' | 'privacy', statement: ReturnType<typeof sql>) =>
    (await run.base.database.asJob(job, (db) => db.execute<Record<string, unknown>>(statement))).rows
  const packs = async () =>
    (
      await inJob(
        'cycle',
        sql`select r.version from result_pack k join result r on r.id = k.result_id
          join cycle y on y.id = r.cycle_id and y.name = ${cycle} order by 1`,
      )
    ).map(({ version }) => version)
  const unit = () => people.find(({ managerId }) => managerId !== null)!.unitId
  const shown = async () => {
    const map = await call(gapMapProcedures.get, { cycle }, hr())
    const lists = []
    for (const criterion of criteria.slice(0, 4))
      lists.push((await call(gapMapProcedures.cell, { cycle, unit: unit(), criterion }, hr())).people)
    return { map, lists }
  }

  test('says what the rows say, agreed and disputed levels included', async () => {
    expect(await packs()).toEqual([1])
    const packed = await shown()
    expect(packed.lists.flat().filter(({ level }) => level === 5).length).toBeGreaterThan(0)
    await inJob('cycle', sql`delete from result_pack`)
    expect(await shown()).toEqual(packed)
    await keepPacks(run.base.database)
    expect(await packs()).toEqual([1])
    expect(await shown()).toEqual(packed)
  })

  test('follows a level agreed since, and goes with whoever leaves', async () => {
    const criterion = criteria[3]!
    const atFive = async () => {
      const { people: behind } = await call(gapMapProcedures.cell, { cycle, unit: unit(), criterion }, hr())
      return behind.filter(({ level }) => level === 5).length
    }
    const before = await atFive()
    await run.settle('agreed', 4, sql`true`)
    expect(await atFive()).toBe(before)
    await run.publish()
    expect(await packs()).toEqual([1, 2])
    expect(await atFive()).toBeGreaterThan(before)
    await keepPacks(run.base.database)
    expect(await packs()).toEqual([2])
    const [gone] = people
    await inJob('privacy', sql`delete from result_person where person_id = ${gone!.id}`)
    expect(await packs()).toEqual([])
  })
})
