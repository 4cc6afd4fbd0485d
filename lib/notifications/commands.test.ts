import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import type { Persona } from '@/db/values'
import { createOrganisation, type Organisation } from '@/lib/people/organisation.fixtures'
import { tell, tellAll } from './commands'

let org: Organisation
beforeAll(async () => {
  org = await createOrganisation()
})
afterEach(() => vi.unstubAllEnvs())
afterAll(() => org.drop())

const as = (who: string, persona: Persona = 'p_member') => ({
  ...{ personId: org.keys.person(who), persona, readOnly: false },
})
const messagesOf = (who: string, kind: string) =>
  org.test.database.asViewer(as(who), async (db) => {
    const { rows } = await db.execute<{ about: unknown; mail: string }>(
      sql`select about, mail from message where kind = ${kind} order by id`,
    )
    return rows
  })

it('tells somebody else once for a key, in the name of whoever does the deed', async () => {
  const once = () =>
    org.test.database.asViewer(as('E2', 'p_hr'), (db) =>
      tell(db, {
        ...{ personId: org.keys.person('E5'), kind: 'chased', about: { cycle: '2027-H1', days: 3 } },
        onceKey: '2027-H1 2026-11-23',
      }),
    )
  expect([await once(), await once()]).toEqual([true, false])
  expect(await messagesOf('E5', 'chased')).toEqual([{ about: { cycle: '2027-H1', days: 3 }, mail: 'none' }])
})

it('tells each time without a key', async () => {
  for (const days of [1, 2])
    await org.test.database.asJob('cycle', (db) =>
      tell(db, { personId: org.keys.person('E6'), kind: 'level-agreed', about: { days } }),
    )
  expect(await messagesOf('E6', 'level-agreed')).toHaveLength(2)
})

it('waits for the mail only where mail is set up and worth it', async () => {
  vi.stubEnv('SMTP_URL', 'smtp://mail.example.com')
  const people = ['E5', 'E6', 'E5'].map((who) => org.keys.person(who))
  await org.test.database.asJob('cycle', async (db) => {
    expect(await tellAll(db, people, { kind: 'cycle-launched', about: {} })).toBe(2)
    await tellAll(db, people, { kind: 'cycle-paused', about: {}, mail: false })
    expect(await tellAll(db, [], { kind: 'cycle-paused', about: {} })).toBe(0)
  })
  expect((await messagesOf('E5', 'cycle-launched')).map(({ mail }) => mail)).toEqual(['waiting'])
  expect((await messagesOf('E5', 'cycle-paused')).map(({ mail }) => mail)).toEqual(['none'])
})

it('is read by nobody but whom it tells', async () => {
  for (const [who, persona] of [
    ['E2', 'p_hr'],
    ['E1', 'p_all'],
    ['E4', 'p_member'],
  ] as const) {
    const count = await org.test.database.asViewer(as(who, persona), async (db) => {
      const { rows } = await db.execute<{ count: number }>(sql`select count(*)::int as count from message`)
      return rows[0]!.count
    })
    expect(count, who).toBe(0)
  }
})
