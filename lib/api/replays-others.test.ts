import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { notChosen, opening, session, unit } from '@/db/schema'
import { onDatabase } from '@/db/test-cluster'
import { asOwner, createTestDatabase, type TestDatabase } from '@/db/test-database'
import { hashOf } from '@/lib/access/secrets'
import type { Viewer } from '@/lib/access/viewer'
import type { Row } from './matrix-callers'
import { administratorId, cast, employeeIdOf, matrixDay, plantMatrix } from './matrix-organisation'
import { rows } from './matrix-rows'
import { isOfCycles, mutations, replay, times } from './replays.fixtures'

process.env.AUTH_SECRET = 'a secret for tests only'
process.env.PUBLIC_URL = 'https://gravitas.example'

let planted: TestDatabase
beforeAll(async () => {
  planted = await createTestDatabase()
  await plantMatrix(planted)
  // People and units were planted with ids of their own: new ones come after them.
  await asOwner(onDatabase(inject('cluster').superUrl, planted.name), (superuser) =>
    superuser.query(`select setval(pg_get_serial_sequence(t, 'id'), 1000) from unnest('{person,unit}'::text[]) t`),
  )
  await planted.database.asJob('command', async (db) => {
    const at = { createdAt: sql`now()`, seenAt: sql`now()`, endsAt: sql`now() + interval '1 hour'` }
    for (const [who, accountId] of [
      ['hr', cast.hr.id],
      ['administrator', administratorId],
    ] as const) {
      const hat = who === 'hr' ? 'work' : 'administrator'
      await db.insert(session).values({ ...at, idHash: hashOf(who), accountId, hat })
    }
  })
  await plantNotChosen()
})
afterAll(() => planted.drop())

const decided = { own: crypto.randomUUID(), asked: crypto.randomUUID() }
/** HR was not chosen for a place; neither was the employee, who has asked to look again. */
async function plantNotChosen() {
  const place = { openingId: 'OP-planted', title: 'Planted', routeKey: 'mentoring-coaching', minDays: 60, maxDays: 180 }
  const openingId = await planted.database.asJob('import', async (db) => {
    const [host] = await db.select({ id: unit.id }).from(unit).orderBy(unit.id).limit(1)
    const days = { hostUnitId: host!.id, earliestStart: '2027-01-01', latestEnd: '2027-12-31' }
    const [made] = await db
      .insert(opening)
      .values({ ...place, ...days })
      .returning({ id: opening.id })
    return made!.id
  })
  const of = { openingId, way: 'filled' as const, reason: 'filled' as const, decidedOn: from }
  const asking = { appeal: 'open' as const, appealReason: 'Why', askedOn: from, dueOn: '2027-01-01' }
  await planted.database.asJob('secondment', (db) =>
    db.insert(notChosen).values([
      { ...of, publicId: decided.own, personId: cast.hr.id },
      { ...of, publicId: decided.asked, personId: cast.employee.id, ...asking },
    ]),
  )
}

type Name = keyof typeof rows
const from = matrixDay
/** What the matrix has refused because it would change something: here it does. */
const possible: Partial<Record<Name, object | (() => object)>> = {
  'people.add': {
    employeeId: 'E-new-900',
    name: 'New',
    unitId: 'A',
    managerId: employeeIdOf('manager'),
    startsOn: from,
  },
  'people.correct': { employeeId: employeeIdOf('employee'), version: 1, name: 'Other' },
  'people.move': {
    employeeId: employeeIdOf('other'),
    version: 1,
    unitId: 'A',
    managerId: employeeIdOf('manager'),
    from,
  },
  'people.end': { employeeId: employeeIdOf('indirect'), version: 1, lastDay: '2027-01-01' },
  'people.disable': { employeeId: employeeIdOf('peer'), version: 1 },
  'people.enable': { employeeId: employeeIdOf('disabled'), version: 1 },
  'people.invite': { employeeId: employeeIdOf('lead') },
  'units.add': { unitId: 'N', name: 'New', parentUnitId: 'A' },
  'units.correct': { unitId: 'A1', version: 1, name: 'X' },
  'units.remove': { unitId: 'N', version: 1 },
  'openings.offer': {
    ...rows['openings.offer'].input,
    title: 'A place',
    hostUnitId: 'B',
    sponsorId: employeeIdOf('otherManager'),
  },
  'openings.change': () => ({ ...answered('openings.offer', ['openingId', 'version']), title: 'Another' }),
  'openings.discard': () => answered('openings.change', ['openingId', 'version']),
  'wishes.save': { ...rows['wishes.save'].input, version: 0 },
  'homeRules.save': { ...rows['homeRules.save'].input, unitId: 'A1' },
  'placementPolicy.set': { ...rows['placementPolicy.set'].input, version: 1 },
  'standings.keep': { ...rows['standings.keep'].input, employeeId: employeeIdOf('employee'), version: 0 },
  'planner.change': () => ({ ...rows['planner.change'].input, ...answered('planner.compose', ['id', 'version']) }),
  'planner.run': () => answered('planner.compose', ['id']),
  'planner.giveUp': () => answered('planner.run', ['id']),
  'notChosen.ask': { id: decided.own, reason: 'Why' },
  'notChosen.answer': { id: decided.asked, upholds: true, answer: 'Yes' },
  'grants.propose': { employeeId: employeeIdOf('former'), role: 'hr' },
}

const first = new Map<Name, Record<string, unknown>>()
/** What a deed before this one answered. */
function answered(name: Name, fields: string[]) {
  const told = first.get(name) ?? {}
  return Object.fromEntries(fields.map((field) => [field, told[field]]))
}

function inputOf(name: Name) {
  const { about, input = {} }: Row = rows[name]
  const made = possible[name]
  if (made) return typeof made === 'function' ? made() : made
  return about === 'no import' ? { ...input, id: crypto.randomUUID() } : input
}

function viewerOf(name: Name): Viewer {
  const isHr = rows[name].may.includes('hr')
  const personId = isHr ? cast.hr.id : administratorId
  return {
    ...{ accountId: personId, personId, employeeId: isHr ? employeeIdOf('hr') : null, name: 'Somebody' },
    ...{ persona: isHr ? 'p_hr' : 'p_admin', roles: isHr ? ['employee', 'hr'] : ['administrator'] },
    ...{ hat: isHr ? 'work' : 'administrator', via: 'session', scopes: ['read', 'write', 'import'] },
    sessionHash: hashOf(isHr ? 'hr' : 'administrator'),
  }
}

const done: string[] = []
const names = (Object.keys(rows) as Name[]).filter((name) => mutations.includes(name) && !isOfCycles(name))

test.each(names)('%s: ten at the same moment have one effect at most, and one answer', async (name) => {
  const request = { name, viewer: viewerOf(name), input: inputOf(name) }
  const { answers, count, tables } = await replay(planted, request)
  const fine = answers.filter(({ status }) => status === 200)
  // Passwords are tried one at a time: whoever comes meanwhile is sent away to try again, and nothing came of it.
  const busy = answers.filter(({ status }) => status === 429)
  if (name !== 'account.setPassword') expect(busy).toEqual([])
  for (const { answer } of busy) expect(answer).toMatch(/^One try at a time/)
  const refusals = answers.filter(({ status }) => status !== 200 && status !== 429)
  if (fine.length > 0) {
    done.push(name)
    first.set(name, fine[0]!.answer as Record<string, unknown>)
  }
  const isSecret = fine.length === 1 && refusals.length === times - 1
  if (isSecret) for (const { answer } of refusals) expect(answer).toMatch(/shown once/)
  else expect([0, times]).toContain(fine.length)
  for (const { answer } of fine) expect(answer).toEqual(fine[0]!.answer)
  for (const one of refusals) expect(one).toEqual(refusals[0])
  expect([name, count, tables]).toEqual([name, fine.length > 0 ? 1 : 0, fine.length > 0 ? expect.any(Array) : []])
})

test('most of them were done indeed', () => {
  expect(done.filter((name) => Object.hasOwn(possible, name)).sort()).toEqual(Object.keys(possible).sort())
  expect(done.length).toBeGreaterThan(names.length / 2)
})
