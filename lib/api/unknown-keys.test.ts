import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { token } from '@/db/schema'
import { createTestDatabase, type TestDatabase } from '@/db/test-database'
import { hashOf } from '@/lib/access/secrets'
import { cast, employeeIdOf, plantMatrix } from './matrix-organisation'
import { answerRest } from './rest'
import { router } from './router'

process.env.AUTH_SECRET = 'a secret for tests only'
process.env.PUBLIC_URL = 'https://gravitas.example'

/** What an address needs besides, so that the unknown key is all that is wrong with it. */
const needed: Record<string, string> = {
  '/search': '?q=Name',
  '/gap-map/cell': '?unit=A&criterion=c1',
}
/** Reads that a head may do, who manages people and holds units; the draft of the framework is HR's alone and takes no key. */
const reads = Object.values(router)
  .flatMap((noun) => Object.values(noun))
  .map((procedure) => procedure['~orpc'].route)
  .filter(({ method, path }) => method === 'GET' && !path!.startsWith('/framework/draft'))
  .map(({ path }) => path!.replace('{employeeId}', employeeIdOf('head')) + (needed[path!] ?? ''))

const secret = 'h'.repeat(43)
let planted: TestDatabase
beforeAll(async () => {
  planted = await createTestDatabase()
  await plantMatrix(planted)
  const life = { scopes: ['read' as const], expiresAt: sql`now() + interval '1 day'` }
  const own = { accountId: cast.head.id, publicId: 'h'.repeat(16), secretHash: hashOf(secret) }
  await planted.database.asJob('command', (db) => db.insert(token).values({ ...life, ...own }))
})
afterAll(() => planted.drop())

const read = (address: string) => {
  const headers = { authorization: `Bearer tok_${'h'.repeat(16)}_${secret}` }
  return answerRest(new Request(`https://gravitas.example/api/v1${address}`, { headers }), planted.database)
}

test.each(reads)('%s refuses a key it does not know, and nothing else', async (address) => {
  expect((await read(address)).status).toBe(200)
  const refused = await read(`${address}${address.includes('?') ? '&' : '?'}nonsense=1`)
  expect(refused.status).toBe(400)
  expect(JSON.stringify(await refused.json())).toContain('nonsense')
})

test('these are all reads', () => expect(reads).toHaveLength(16))
