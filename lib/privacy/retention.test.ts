import { call } from '@orpc/server'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createWithEverything } from './everything.fixtures'
import { privacyProcedures as privacy } from './procedures'
import { retain } from './retain'

let org: Awaited<ReturnType<typeof createWithEverything>>
beforeAll(async () => {
  org = await createWithEverything()
})
afterAll(() => org.drop())

describe('retention', () => {
  const read = () => call(privacy.retention, undefined, org.as('employee'))
  const set = (version: number, days: Record<string, number | null>) =>
    call(privacy.setRetention, { version, days }, org.as('hr'))
  const daysOf = async (kind: string) => (await read()).records.find((one) => one.kind === kind)?.days
  const count = async (table: string) =>
    org.test.database.asJob('privacy', async (db) => {
      const { rows } = await db.$client.query<{ n: number }>(`select count(*) as n from ${table}`)
      return rows[0]?.n
    })

  test('starts with defaults, takes HR’s days as a new version, and refuses a stale one with both', async () => {
    expect(await read()).toMatchObject({ version: 0 })
    expect(await daysOf('access-log')).toBe(730)
    expect(await set(0, { 'access-log': 100 })).toMatchObject({ version: 1 })
    expect(await daysOf('access-log')).toBe(100)
    await expect(set(0, { 'access-log': 200 })).rejects.toMatchObject({
      status: 409,
      data: { yours: { version: 0 }, theirs: { version: 1 } },
    })
    expect(await set(1, { 'access-log': 100 })).toMatchObject({ version: 1 })
    await expect(set(1, { 'access-log': 89 })).rejects.toMatchObject({
      status: 400,
      message: 'Keep these 90 days at least.',
    })
    await expect(set(1, { sessions: null })).rejects.toMatchObject({ status: 400 })
    await expect(set(1, { audits: 1 })).rejects.toMatchObject({ status: 400 })
    expect(await read()).toMatchObject({ version: 1 })
  })

  test('each kind goes when it is old enough, and what is younger stays', async () => {
    await org.test.database.asJob('privacy', (db) =>
      db.execute(sql`
        with a as (select * from generate_series(1, 2) n)
        insert into sign_in_failure (bucket, at) select 'x', now() - make_interval(days => 3 * n - 3) from a`),
    )
    await org.test.database.asJob('command', async (db) => {
      await db.execute(sql`insert into session (id_hash, account_id, hat, ends_at, ended_at) values
        ('old', 900, 'work', now() + interval '1 day', now() - interval '91 days'), ('lapsed', 900, 'work', now() - interval '91 days', null),
        ('young', 900, 'work', now() - interval '89 days', null)`)
      await db.execute(sql`insert into known_device (account_id, device_hash, seen_at) values
        (900, 'old', now() - interval '366 days'), (900, 'young', now() - interval '364 days')`)
      await db.execute(sql`insert into invitation (secret_hash, account_id, expires_at) values
        ('old', 900, now() - interval '31 days'), ('young', 900, now() - interval '29 days')`)
      await db.execute(sql`insert into token (public_id, secret_hash, account_id, scopes, created_at, expires_at) values
        ('old', '', 900, '{read}', now() - interval '2 years', now() - interval '366 days'),
        ('young', '', 900, '{read}', now() - interval '2 years', now() - interval '364 days')`)
    })
    const before = { sessions: await count('session'), log: await count('access_log') }
    await retain(org.test.database)
    expect(await count('session')).toBe((before.sessions ?? 0) - 2)
    expect(await count("session where id_hash = 'young'")).toBe(1)
    for (const table of ['known_device', 'invitation', 'token']) expect(await count(table), table).toBe(2)
    expect(await count('sign_in_failure')).toBe(1)
    // The day of the looks planted above lies more than 100 days before the machine's only once 2027 has begun.
    expect(await count("access_log where on_day < (now() at time zone 'utc')::date - 100")).toBe(0)
    expect(await count('result_person')).toBeGreaterThan(5)
    const { records } = await read()
    expect(records.find(({ kind }) => kind === 'sessions')?.lastRun).toMatchObject({ removed: 2 })
    expect(records.find(({ kind }) => kind === 'leavers')?.lastRun).toBeNull()
  })

  test('leavers lose their assessments first, and are erased once HR says so', async () => {
    await set((await read()).version, { 'leavers-assessments': 30, leavers: 30 })
    const about = `rating where subject_id = ${org.id}`
    expect(await count(about)).toBe(4)
    await retain(org.test.database)
    expect(await count(about)).toBe(0)
    expect(await count(`rating where rater_id = ${org.id}`)).toBe(1)
    expect(await count(`erasure where person_id = ${org.id} and state = 'waiting' and asked_by is null`)).toBe(1)
    expect(await count(`person where employee_id = 'E5'`)).toBe(1)
  })
})
