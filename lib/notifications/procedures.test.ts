import { call } from '@orpc/server'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createOrganisation, type Organisation } from '@/lib/people/organisation.fixtures'
import { tellAll } from './commands'
import { readCalendar, TooMany } from './feed'
import { calendarProcedures, messageProcedures } from './procedures'

let org: Organisation
beforeAll(async () => {
  org = await createOrganisation()
  const who = ['E5', 'E6'].map(org.keys.person)
  await org.test.database.asJob('cycle', async (db) => {
    for (const days of [7, 2]) await tellAll(db, who, { kind: 'deadline-near', about: { cycle: '2027-H1', days } })
  })
})
afterAll(() => org.drop())
const { list, read } = messageProcedures

describe('messages', () => {
  it('are one’s own, newest first, in pages, with where they lead', async () => {
    const first = await call(list, { limit: 1 }, org.as('employee'))
    expect(first).toMatchObject({ unread: 2, messages: [{ kind: 'deadline-near', about: { days: 2 }, readAt: null }] })
    expect(first.messages[0]?.path).toBe('/assessments?cycle=2027-H1')
    const second = await call(list, { limit: 1, after: first.next ?? '' }, org.as('employee'))
    expect(second).toMatchObject({ messages: [{ about: { days: 7 } }], next: null })
  })

  it('somebody else’s are not there, neither to read nor to mark', async () => {
    const mine = await call(list, {}, org.as('employee'))
    const ids = mine.messages.map(({ id }) => id)
    expect((await call(list, {}, org.as('hr'))).messages).toEqual([])
    await expect(call(list, { after: ids[0] }, org.as('hr'))).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(await call(read, { ids }, org.as('hr'))).toEqual({ read: 0 })
  })

  it('are read once', async () => {
    const { messages } = await call(list, {}, org.as('employee'))
    expect(await call(read, { ids: [messages[0]!.id] }, org.as('employee'))).toEqual({ read: 1 })
    expect(await call(read, {}, org.as('employee'))).toEqual({ read: 1 })
    expect(await call(read, {}, org.as('employee'))).toEqual({ read: 0 })
    expect((await call(list, {}, org.as('employee'))).unread).toBe(0)
  })
})

describe('the calendar', () => {
  const secretOf = (address: string) =>
    new URL(address).pathname
      .split('/')
      .pop()!
      .replace(/\.ics$/, '')
  const ask = (secret: string, address = '192.0.2.1') => readCalendar(org.test.database, secret, address)

  it('opens by its address until it is renewed or ended', async () => {
    expect(await call(calendarProcedures.get, undefined, org.as('employee'))).toEqual({
      ...{ isOn: false, createdAt: null, lastUsedOn: null },
    })
    const old = await call(calendarProcedures.make, undefined, org.as('employee'))
    expect(await ask(secretOf(old.address))).toMatch(/^BEGIN:VCALENDAR/)
    const { address } = await call(calendarProcedures.make, undefined, org.as('employee'))
    expect(await ask(secretOf(old.address))).toBeNull()
    expect(await ask(secretOf(address))).toMatch(/^BEGIN:VCALENDAR/)
    const state = await call(calendarProcedures.get, undefined, org.as('employee'))
    expect(state).toMatchObject({ isOn: true, lastUsedOn: '2026-11-23' })
    await call(calendarProcedures.end, undefined, org.as('employee'))
    expect(await ask(secretOf(address))).toBeNull()
    expect(await call(calendarProcedures.end, undefined, org.as('employee'))).toEqual({ done: true })
    const ended = await org.test.database.asJob('privacy', (db) =>
      db.execute(sql`select from audit_entry where action = 'calendar.ended'`),
    )
    expect(ended.rowCount).toBe(1)
  })

  it('is made and ended by whoever is signed in, not by a token', async () => {
    const { address } = await call(calendarProcedures.make, undefined, org.as('employee'))
    const { context } = org.as('employee')
    const viewer = (await context.who())!
    const token = { context: { ...context, who: async () => ({ ...viewer, via: 'token' as const }) } }
    const refusal = { status: 403, message: expect.stringMatching(/A token cannot/) }
    await expect(call(calendarProcedures.make, undefined, token)).rejects.toMatchObject(refusal)
    await expect(call(calendarProcedures.end, undefined, token)).rejects.toMatchObject(refusal)
    expect(await call(calendarProcedures.get, undefined, token)).toMatchObject({ isOn: true })
    expect(await ask(secretOf(address))).toMatch(/^BEGIN:VCALENDAR/)
  })

  it('lies in the database as a hash only', async () => {
    const { address } = await call(calendarProcedures.make, undefined, org.as('employee'))
    const { rows } = await org.test.database.asJob('privacy', (db) =>
      db.execute<{ text: string }>(sql`select f::text as text from calendar_feed f`),
    )
    expect(rows).toHaveLength(1)
    expect(rows[0]?.text).not.toContain(secretOf(address))
  })

  it('closes for whoever is disabled', async () => {
    const { address } = await call(calendarProcedures.make, undefined, org.as('employee'))
    const disable = (is: boolean) =>
      org.test.database.asJob('import', (db) =>
        db.execute(sql`update person set is_disabled = ${is} where id = ${org.keys.person('E5')}`),
      )
    await disable(true)
    expect(await ask(secretOf(address))).toBeNull()
    await disable(false)
    expect(await ask(secretOf(address))).toMatch(/^BEGIN:VCALENDAR/)
  })

  it('turns an address away that guesses', async () => {
    for (let guess = 0; guess < 30; guess++) expect(await ask(`cal_guess${guess}`, '192.0.2.9')).toBeNull()
    await expect(ask('cal_one-more', '192.0.2.9')).rejects.toThrow(TooMany)
    expect(await ask('cal_one-more', '192.0.2.10')).toBeNull()
  })
})
