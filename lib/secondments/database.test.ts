import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { plantSmallOrganisation, today, who } from '@/db/small-organisation'
import { asOwner, createTestDatabase, type TestDatabase } from '@/db/test-database'
import { secondmentStates } from '@/db/values'
import { type Transition, transitions } from './machine'

let base: TestDatabase
beforeAll(async () => {
  base = await createTestDatabase()
  await plantSmallOrganisation(base)
})
beforeEach(() => base.database.asJob('secondment', (db) => db.execute('delete from secondment')))
afterAll(() => base.drop())

const inside = (transitions as readonly Transition[]).filter(({ paths }) => paths.includes('internal'))

test('PostgreSQL knows the machine’s steps inside one employer, and no others', async () => {
  const { rows } = await asOwner(base.ownerUrl, (owner) =>
    owner.query<Record<string, string>>('select * from authz.secondment_steps()'),
  )
  const known = rows.map(({ deed, from_state, to_state, actor }) => `${deed} ${from_state} ${to_state} ${actor}`)
  const declared = inside.flatMap(({ deed, from, to, by }) => by.map((actor) => `${deed} ${from} ${to} ${actor}`))
  expect(known.sort()).toEqual(declared.sort())
})

const insert = (id: number, person: number, days: string, { seat = id, share = 100, state = 'interest' } = {}) =>
  `insert into secondment (id, person_id, opening_id, seat_no, share, during, state, origin, state_since)
  values (${id}, ${person}, 1, ${seat}, ${share}, '${days}', '${state}', 'hand', '${today}')`

/** A connection of the app's as the job that keeps placements; what it does is undone, or committed by `work`. */
async function asJob<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: base.appUrl })
  await client.connect()
  try {
    await client.query('begin')
    await client.query("select set_config('role', 'p_job', true), set_config('app.job', 'secondment', true)")
    return await work(client)
  } finally {
    await client.end()
  }
}
const codeOf = (answer: Promise<unknown>) =>
  answer.then(
    () => null,
    (error: { code?: string }) => error.code ?? 'unknown',
  )

test('every way from state to state that the machine lacks is refused, whoever writes', async () => {
  const may = new Set(inside.filter(({ from, to }) => from !== to).map(({ from, to }) => `${from} ${to}`))
  let refused = 0
  await asJob(async (client) => {
    await client.query(insert(1, who.employee, '[2027-03-01,2027-09-01)'))
    for (const from of secondmentStates) {
      for (const to of secondmentStates) {
        if (from === to) continue
        const asked = (state: string) => (state === 'extending' || state === 'ending-early' ? "'2027-08-01'" : 'null')
        await client.query('savepoint here')
        const moved = await walk(client, from)
        expect(moved, from).toBe(true)
        const code = await codeOf(
          client.query(`update secondment set state = '${to}', asked_end = ${asked(to)} where id = 1`),
        )
        expect(code, `${from} to ${to}`).toBe(may.has(`${from} ${to}`) ? null : 'GV409')
        if (code) refused += 1
        await client.query('rollback to here')
      }
    }
  })
  expect(refused).toBe(16 * 15 - may.size)
})

/** Takes the placement to a state by steps that the machine has. */
async function walk(client: pg.Client, goal: string): Promise<boolean> {
  const waiting: string[][] = [['interest'], ['draft']]
  const seen = new Set(['interest', 'draft'])
  for (let way = waiting.shift(); way; way = waiting.shift()) {
    const at = way.at(-1)!
    if (at === goal) {
      if (way[0] === 'draft') {
        await client.query('delete from secondment where id = 1')
        await client.query(insert(1, who.employee, '[2027-03-01,2027-09-01)', { state: 'draft' }))
      }
      for (const state of way.slice(1)) {
        const asked = state === 'extending' || state === 'ending-early' ? "'2027-08-01'" : 'null'
        await client.query(`update secondment set state = '${state}', asked_end = ${asked} where id = 1`)
      }
      return true
    }
    for (const { from, to } of inside) {
      if (from !== at || seen.has(to)) continue
      seen.add(to)
      waiting.push([...way, to])
    }
  }
  return false
}

/** Two at once: the second waits for the first to commit, and then is told. */
async function race(first: string, second: string): Promise<string | null> {
  return asJob((one) =>
    asJob(async (other) => {
      await one.query(first)
      const answer = codeOf(other.query(second))
      await new Promise((resolve) => setImmediate(resolve))
      await one.query('commit')
      const code = await answer
      await other.query('rollback')
      return code
    }),
  )
}
const days = '[2027-03-01,2027-09-01)'
const touching = '[2027-09-01,2027-12-01)'

test.each([
  ['a seat is held by one person on a day', insert(1, 3, days), insert(2, 4, days, { seat: 1 }), '23P01'],
  ['the same seat after that', insert(1, 3, days), insert(2, 4, touching, { seat: 1 }), null],
  ['a person is away full time once on a day', insert(1, 3, days), insert(2, 3, days), 'GV409'],
  ['parts of a week beyond the whole', insert(1, 3, days, { share: 60 }), insert(2, 3, days, { share: 50 }), 'GV409'],
  ['parts of a week that fit', insert(1, 3, days, { share: 60 }), insert(2, 3, days, { share: 40 }), null],
  ['parts on other days', insert(1, 3, days, { share: 60 }), insert(2, 3, touching, { share: 60 }), null],
  ['a draft holds nothing', insert(1, 3, days), insert(2, 3, days, { seat: 1, state: 'draft' }), null],
])('two at once: %s', async (_, first, second, code) => {
  expect(await race(first, second)).toBe(code)
})
