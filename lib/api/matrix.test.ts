import { createRouterClient, isProcedure } from '@orpc/server'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { calendarFeed } from '@/db/schema'
import { createTestDatabase, type TestDatabase } from '@/db/test-database'
import type { RequestContext } from '@/lib/access/allow'
import { hashOf } from '@/lib/access/secrets'
import type { Viewer } from '@/lib/access/viewer'
import { type Caller, callers, isMember, sees } from './matrix-callers'
import { type Cell, cellsOf, expected, isKnown, names, openDoors, personIdOf, requestOf } from './matrix-cells'
import { cast, employeeIdOf, levelOfMember, type Member, matrixDay, plantMatrix } from './matrix-organisation'
import { rows } from './matrix-rows'
import { answerRest } from './rest'
import { router } from './router'
import { answerRpc } from './rpc'

process.env.AUTH_SECRET = 'a secret for tests only'
process.env.PUBLIC_URL = 'https://gravitas.example'

const members = Object.keys(cast) as Member[]
let planted: TestDatabase

beforeAll(async () => {
  planted = await createTestDatabase()
  await plantMatrix(planted)
  await openDoors(planted.database)
})
afterAll(() => planted.drop())

type Name = keyof typeof rows
const ask = async (name: Name, cell: Cell) => {
  const request = await requestOf(process.env.PUBLIC_URL ?? '', name, cell)
  return cell.caller === 'token' ? answerRest(request, planted.database) : answerRpc(request, planted.database)
}

test('each procedure of the router has a row, and each row a procedure', () => {
  const listed = Object.entries(router).flatMap(([noun, procedures]) =>
    Object.entries(procedures).flatMap(([verb, one]) => (isProcedure(one) ? [`${noun}.${verb}`] : [])),
  )
  expect([...listed].sort()).toEqual([...names].sort())
})

/** An answer in scope holds what was planted: rows that got lost on the way would answer 200 as well. */
function expectWhole(name: Name, { caller, input }: Cell, body: object, label: string) {
  const answer = caller === 'token' ? body : (body as { json: object }).json
  const member = members.find((one) => employeeIdOf(one) === input.employeeId)
  if (name === 'readiness.levels' && member) {
    expect(answer, label).toMatchObject({
      levels: [{ criterion: 'c1', level: levelOfMember(member), source: 'manager' }],
    })
  }
  if (name === 'readiness.person') expect(answer, label).toMatchObject({ points: expect.any(Number) })
  if (name === 'readiness.bands') expect(answer, label).toMatchObject({ people: 3 })
  if (name === 'gapMap.cell') expect(answer, label).toMatchObject({ cell: { people: 3, assessed: 3, below: 3 } })
  if (name === 'gapMap.get') {
    const { cells } = answer as { cells: { people: number }[] }
    expect(
      cells.map(({ people }) => people),
      label,
    ).toEqual(cells.map(() => 3))
    expect(cells.length, label).toBeGreaterThan(0)
  }
  if (name === 'people.list') {
    const present = sees[caller].filter((one) => one !== 'leaver').map(employeeIdOf)
    const { people } = answer as { people: { employeeId: string }[] }
    expect(people.map(({ employeeId }) => employeeId).sort(), label).toEqual([...present].sort())
  }
}

describe('over HTTP each cell has its exact status, and who refused', () => {
  test.each(names)('%s', async (name) => {
    const cells = cellsOf(name)
    const got: unknown[] = []
    const wanted: unknown[] = []
    for (const cell of cells) {
      const response = await ask(name, cell)
      const body = await response.text()
      const label = `${cell.caller} / ${cell.relation}`
      got.push([label, response.status, response.headers.get('x-refused-by')])
      wanted.push([label, ...expected(name, cell)])
      expect(response.headers.get('cache-control')).toBe('no-store')
      if (response.status === 200) expectWhole(name, cell, JSON.parse(body), label)
      else expect(body).not.toMatch(/select|insert|authz|policy/i)
      if (response.status >= 400 && response.status !== 409) expect(body).not.toMatch(/Name of/)
    }
    expect(got).toEqual(wanted)
    expect(cells.length).toBeGreaterThanOrEqual(callers.length)
  })
})

test('out of scope and not existing read the same, byte for byte', async () => {
  const people = ['people.get', 'readiness.levels', 'readiness.person'] as const
  for (const name of people) {
    const cell = (member: string) => ({
      caller: 'manager' as const,
      relation: '',
      isInScope: false,
      input: { employeeId: member },
    })
    const hidden = await ask(name, cell(employeeIdOf('former')))
    const missing = await ask(name, cell('E-nobody-999'))
    expect([hidden.status, await hidden.text()]).toEqual([missing.status, await missing.text()])
  }
})

describe('with the check of roles passed over, the database alone keeps every row in scope', () => {
  const personas: Viewer['persona'][] = ['p_member', 'p_pmo', 'p_all', 'p_hr', 'p_admin']
  const honest: Partial<Record<Caller, Viewer['persona']>> = {
    director: 'p_pmo',
    head: 'p_all',
    hr: 'p_hr',
    administrator: 'p_admin',
  }
  const asViewer = (caller: Caller, persona: Viewer['persona']): Viewer => ({
    ...{ accountId: personIdOf(caller), personId: personIdOf(caller), employeeId: null, name: caller, persona },
    ...{
      roles: persona === 'p_admin' ? ['administrator'] : ['hr', 'manager', 'director'],
      hat: 'work',
      via: 'session',
      sessionHash: hashOf(caller),
      scopes: ['read', 'write', 'import'],
    },
  })

  /** Ids a caller may meet: people in sight, their managers, and for units nobody else. */
  function inSight(caller: Caller): Set<string> {
    const seen = sees[caller]
    const managers = members.filter((member) => seen.some((one) => cast[one].manager === cast[member].id))
    return new Set([...seen, ...managers].map(employeeIdOf))
  }

  /** Whoever sees the caller, whom the caller may know by name. */
  function watchersOf(caller: Caller): Set<string> {
    const own = caller === 'anonymous' || caller === 'administrator' ? null : isMember[caller]
    const watching = callers.filter((one) => own && one !== 'anonymous' && sees[one].includes(own))
    const names = watching.flatMap((one) =>
      one === 'anonymous' || one === 'administrator' ? [] : employeeIdOf(isMember[one]),
    )
    return new Set([...names, ...inSight(caller)])
  }

  async function askAs(name: Name, caller: Caller, persona: Viewer['persona'], input: Record<string, unknown>) {
    const context: RequestContext = {
      ...{ database: planted.database, who: async () => asViewer(caller, persona), mayInstead: () => true },
      ...{ idempotencyKey: null, needsKey: false },
    }
    const [noun, verb] = name.split('.') as [string, string]
    const client = createRouterClient(router, { context }) as unknown as Record<
      string,
      Record<string, (given: unknown) => Promise<unknown>>
    >
    return client[noun]![verb]!(input).then(
      (answer) => ({ answer: answer as object, error: null }),
      (error: { status?: number; message: string }) => ({ answer: {}, error }),
    )
  }

  // The deeds above were done: a calendar that was made there is not to be found here.
  beforeAll(() => planted.database.asJob('privacy', (db) => db.delete(calendarFeed)))

  test.each(names)('%s', async (name) => {
    let asked = 0
    for (const cell of cellsOf(name)) {
      for (const persona of personas) {
        const { answer, error } = await askAs(name, cell.caller, persona, cell.input)
        const label = `${cell.caller} as ${persona} / ${cell.relation}`
        const text = JSON.stringify(answer)
        const known = name === 'privacy.who' ? watchersOf(cell.caller) : inSight(cell.caller)
        const strangers = members.map(employeeIdOf).filter((id) => text.includes(id) && !known.has(id))
        expect(strangers, label).toEqual([])
        if (error) expect([400, 403, 404, 409], `${label}: ${error.message}`).toContain(error.status)
        const isHonest = persona === (honest[cell.caller] ?? 'p_member') && isKnown(cell.caller)
        const isAboutLevels = name.startsWith('readiness.') || name.startsWith('gapMap.')
        if (rows[name].about !== 'nothing' && !cell.isInScope) expect(countsIn(answer), label).toBe(0)
        if (isAboutLevels && cell.caller === 'administrator') expect(countsIn(answer), label).toBe(0)
        if (isHonest && cell.isInScope && rows[name].may.includes(cell.caller)) {
          const [status] = expected(name, { ...cell, caller: cell.caller === 'token' ? 'employee' : cell.caller })
          expect(error?.status ?? 200, `${label}: ${error?.message}`).toBe(status)
        }
        asked++
      }
    }
    expect(asked).toBeGreaterThanOrEqual(callers.length * personas.length)
  })

  /** Everything in an answer that speaks of people's levels: persons, levels, counts above nought. */
  function countsIn(answer: object): number {
    const found = JSON.stringify(answer).match(/"(people|assessed|level|points|meanLevel)":(?!0[,}]|null|\[\])/g)
    return found?.length ?? 0
  }

  test('ending all sessions under a foreign persona ends nobody else’s', async () => {
    const live = () =>
      planted.database.asJob('command', async (db) => {
        const { rows: found } = await db.execute<{ owner: number }>(
          sql`select account_id as owner from session where ended_at is null order by 1`,
        )
        return found.map(({ owner }) => owner)
      })
    const before = await live()
    const { error } = await askAs('account.endSessions', 'director', 'p_hr', { which: 'all' })
    expect(error).toBeNull()
    expect(await live()).toEqual(before.filter((owner) => owner !== cast.director.id))
  })
})

test('the organisation stands on the day the matrix was written for', async () => {
  expect(await planted.database.asGate(async (_, { today }) => today)).toBe(matrixDay)
})
