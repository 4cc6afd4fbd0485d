import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { createDatabase } from '@/db/client'
import { token } from '@/db/schema'
import { onDatabase } from '@/db/test-cluster'
import { asOwner, createTestDatabase, type TestDatabase } from '@/db/test-database'
import { addressHeader } from '@/lib/access/address'
import { hashOf } from '@/lib/access/secrets'
import { cast, plantMatrix } from './matrix-organisation'
import { answerRest } from './rest'

process.env.AUTH_SECRET = 'a secret for tests only'
process.env.PUBLIC_URL = 'https://gravitas.example'
const secret = 's'.repeat(43)
const ids = ['a'.repeat(16), 'b'.repeat(16)] as const

let planted: TestDatabase
beforeAll(async () => {
  planted = await createTestDatabase()
  await plantMatrix(planted)
  await planted.database.asJob('command', async (db) => {
    const life = { scopes: ['read' as const], expiresAt: sql`now() + interval '1 day'`, accountId: cast.employee.id }
    for (const publicId of ids) await db.insert(token).values({ ...life, publicId, secretHash: hashOf(secret) })
  })
})
afterAll(() => planted.drop())

const bearer = (publicId: string) => `Bearer tok_${publicId}_${secret}`
const ask = (authorization: string, address = '192.0.2.1', database = planted.database) =>
  answerRest(
    new Request('https://gravitas.example/api/v1/me', { headers: { authorization, [addressHeader]: address } }),
    database,
  )
const left = (response: Response) => Number(/;r=(\d+);/.exec(response.headers.get('ratelimit') ?? '')?.[1])
/** A minute is long: the count is set, as a superuser only may. */
const setUsed = (bucket: string, used: number, startedAgo = '0 seconds') =>
  asOwner(onDatabase(inject('cluster').superUrl, planted.name), (owner) =>
    owner.query('update rate_window set used = $2, started_at = now() - $3::interval where bucket = $1', [
      bucket,
      used,
      startedAgo,
    ]),
  )

test('each answer says what is left, over all instances, for each token apart', async () => {
  const other = createDatabase(planted.appUrl)
  const first = await ask(bearer(ids[0]))
  expect(first.headers.get('ratelimit-policy')).toBe('"minute";q=1200;w=60')
  expect([left(first), left(await ask(bearer(ids[0]), '192.0.2.1', other)), left(await ask(bearer(ids[1])))]).toEqual([
    1199, 1198, 1199,
  ])
  await other.end()
})

test('past the limit: 429 with the seconds to wait, and after the minute on again', async () => {
  await ask(bearer(ids[0]))
  await setUsed(`token ${ids[0]}`, 1_200)
  const refused = await ask(bearer(ids[0]))
  expect([refused.status, await refused.json()]).toEqual([
    429,
    { code: 'TOO_MANY_REQUESTS', status: 429, message: expect.stringMatching(/Try again/) },
  ])
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await ask(bearer(ids[1]))).status).toBe(200)
  await setUsed(`token ${ids[0]}`, 5_000, '61 seconds')
  expect(left(await ask(bearer(ids[0])))).toBe(1199)
})

test('strangers are counted by address, so that nobody guesses tokens for long nor uses up a token of another', async () => {
  const wrong = `Bearer tok_${ids[0]}_${'x'.repeat(43)}`
  const statuses: number[] = []
  for (let at = 0; at < 122; at++) statuses.push((await ask(at % 2 ? wrong : 'nonsense', '198.51.100.7')).status)
  expect(statuses).toEqual([...Array(120).fill(401), 429, 429])
  expect((await ask(wrong, '198.51.100.8')).status).toBe(401)
  expect((await ask(bearer(ids[0]), '198.51.100.7')).status).toBe(200)
})

test('twenty at the same moment are twenty', async () => {
  await setUsed(`token ${ids[1]}`, 0)
  const answers = await Promise.all(Array.from({ length: 20 }, () => ask(bearer(ids[1]))))
  expect(new Set(answers.map(left)).size).toBe(20)
})
