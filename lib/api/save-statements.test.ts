import { sql } from 'drizzle-orm'
import pg from 'pg'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { account, session } from '@/db/schema'
import { sessionCookie } from '@/lib/access/cookies'
import { hashOf } from '@/lib/access/secrets'
import { cookieOf } from '@/lib/access/session-cookie'
import { launchTestCycle } from '@/lib/assessments/cycles.fixtures'
import { createOrganisation, type Organisation } from '@/lib/people/organisation.fixtures'
import { answerRpc } from './rpc'

let org: Organisation
beforeAll(async () => {
  process.env.AUTH_SECRET = 'a secret for tests only'
  process.env.PUBLIC_URL = 'https://gravitas.example'
  org = await createOrganisation()
  await launchTestCycle(org.test, { name: 'Counted', people: [org.keys.person('E5')] })
  await org.test.database.asJob('command', async (db) => {
    const [made] = await db
      .insert(account)
      .values({ personId: org.keys.person('E5') })
      .returning()
    const at = { createdAt: sql`now()`, seenAt: sql`now()`, endsAt: sql`now() + interval '1 hour'` }
    await db.insert(session).values({ ...at, idHash: hashOf('mine'), accountId: made!.id, hat: 'work' })
  })
})
afterAll(() => org.drop())

async function save(level: number, version: number) {
  const headers = {
    origin: 'https://gravitas.example',
    'content-type': 'application/json',
    cookie: `${sessionCookie().name}=${await cookieOf('mine')}`,
  }
  const json = { cycle: 'Counted', employeeId: 'E5', criterion: 'x', kind: 'rated', level, version }
  const body = JSON.stringify({ json })
  const request = new Request('https://gravitas.example/rpc/assessments/answer', { method: 'POST', headers, body })
  return answerRpc(request, org.test.database)
}

it('a save by a signed-in browser takes six statements at most, BEGIN and COMMIT not counted', async () => {
  expect((await save(1, 0)).status).toBe(200)
  const query = vi.spyOn(pg.Client.prototype, 'query')
  try {
    expect((await save(2, 1)).status).toBe(200)
    const sent = query.mock.calls.map(([asked]) => {
      const { text } = asked as unknown as { text?: string }
      return text ?? String(asked)
    })
    const counted = sent.filter((text) => !/^(begin|commit)/i.test(text))
    expect(counted.length).toBeLessThanOrEqual(6)
    expect(counted).toHaveLength(4)
  } finally {
    query.mockRestore()
  }
})
