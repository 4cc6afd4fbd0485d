import { call } from '@orpc/server'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { hashPassword, isPassword } from '@/lib/access/passwords'
import { hashOf } from '@/lib/access/secrets'
import { createKeptOrganisation, type KeptOrganisation } from '@/lib/people/keepers.fixtures'
import { accountProcedures as account } from './procedures'

const first = 'a quiet harbour in autumn'
const second = 'seven slow boats at noon'
let org: KeptOrganisation
beforeAll(async () => {
  org = await createKeptOrganisation()
  const hash = await hashPassword(first)
  await org.command(sql`update account set password_hash = ${hash}, password_set_at = now()`)
  for (const [who, name] of [
    ['E2', 'session of E2'],
    ['E2', 'elsewhere'],
    ['E7', 'of another'],
  ]) {
    await org.command(sql`insert into session (id_hash, account_id, hat, agent, ends_at)
      select ${hashOf(name!)}, id, 'work', ${name}, now() + interval '1 hour' from account
      where person_id = ${org.keys.person(who!)}`)
  }
})
afterAll(() => org.drop())

const get = () => call(account.get, undefined, org.hr('E2'))
const setPassword = (current: string, password: string) =>
  call(account.setPassword, { current, password }, org.hr('E2'))

it('shows one’s own sessions, this one marked, and ends one of them', async () => {
  const { sessions, ...own } = await get()
  expect(own).toMatchObject({ email: 'e2@example.com', language: null, timeZone: null, organisationTimeZone: 'UTC' })
  expect(sessions.map(({ agent, isThisOne }) => [agent, isThisOne]).sort()).toEqual([
    ['elsewhere', false],
    ['session of E2', true],
  ])
  const other = sessions.find(({ isThisOne }) => !isThisOne)!
  const { sessionId } = other
  await expect(call(account.endSession, { sessionId }, org.hr('E7'))).rejects.toMatchObject({ status: 404 })
  await call(account.endSession, { sessionId }, org.hr('E2'))
  expect((await get()).sessions).toHaveLength(1)
})

it('keeps language and time zone, leaves out what is left out, and refuses a zone that is none', async () => {
  const choose = (input: object) => call(account.setPreferences, input, org.hr('E2'))
  expect(await choose({ language: 'de', timeZone: 'Europe/Berlin' })).toEqual({
    language: 'de',
    timeZone: 'Europe/Berlin',
  })
  expect(await choose({ timeZone: null })).toEqual({ language: 'de', timeZone: null })
  await expect(choose({ timeZone: 'Mars/Olympus' })).rejects.toMatchObject({ status: 400 })
  const seen = await org.test.database.asGate((db) =>
    db.execute(sql`select language, time_zone from authz.look_up_session(${hashOf('session of E2')})`),
  )
  expect(seen.rows).toEqual([{ language: 'de', time_zone: 'UTC' }])
})

it('changes the password for whoever knows it, and ends the other sessions', async () => {
  await org.command(sql`update session set ended_at = null`)
  await expect(setPassword('wrong', second)).rejects.toMatchObject({
    status: 400,
    data: { issues: [{ path: 'current' }] },
  })
  await expect(setPassword(first, 'short')).rejects.toMatchObject({ data: { issues: [{ path: 'password' }] } })
  await setPassword(first, second)
  const [stored] = await org.command<{ password_hash: string }>(
    sql`select password_hash from account where person_id = ${org.keys.person('E2')}`,
  )
  expect(await isPassword(stored!.password_hash, second)).toBe(true)
  expect((await get()).sessions.map(({ isThisOne }) => isThisOne)).toEqual([true])
  expect(await org.command(sql`select from session where ended_at is null`)).toHaveLength(2)
})

it('closes after ten wrong tries, one at a time, and a right one is not looked at then', async () => {
  await org.command(sql`delete from sign_in_failure`)
  const atOnce = await Promise.allSettled(Array.from({ length: 12 }, () => setPassword('wrong', second)))
  const statuses = atOnce.map((one) => (one.status === 'rejected' ? one.reason.status : 200))
  const counted = statuses.filter((status) => status === 400).length
  expect(counted).toBeGreaterThan(0)
  expect(statuses.filter((status) => status === 429)).toHaveLength(12 - counted)
  for (let left = 10 - counted; left > 0; left--) {
    await expect(setPassword('wrong', second)).rejects.toMatchObject({ status: 400 })
  }
  await expect(setPassword(second, first)).rejects.toMatchObject({ status: 429, message: expect.stringMatching(/15/) })
})
