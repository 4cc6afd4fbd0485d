import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { createOrganisation, type Organisation } from '@/lib/people/organisation.fixtures'
import { type Telling, tellAll } from './commands'
import { openPostOffice } from './post-office.fixtures'
import { sendMail } from './send'

let org: Organisation
let office: Awaited<ReturnType<typeof openPostOffice>>
beforeAll(async () => {
  org = await createOrganisation()
  office = await openPostOffice()
  vi.stubEnv('SMTP_URL', office.url)
  vi.stubEnv('PUBLIC_URL', 'https://talent.example.org')
})
afterEach(() => {
  office.mails.length = 0
  vi.restoreAllMocks()
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await office.close()
  await org.drop()
})

const told = (who: string[], telling: Telling) =>
  org.test.database.asJob('cycle', (db) => tellAll(db, who.map(org.keys.person), telling))
/** As if so many minutes had passed since everything was told and tried. */
const wait = (minutes: number) =>
  org.test.database.asJob('mail', (db) =>
    db.execute(sql`update message set created_at = created_at - make_interval(mins => ${minutes}),
      mail_after = mail_after - make_interval(mins => ${minutes})`),
  )
const states = (who: string) =>
  org.test.database.asJob('mail', async (db) => {
    const { rows } = await db.execute<{ mail: string; attempts: number }>(
      sql`select mail, attempts from message where person_id = ${org.keys.person(who)} order by id`,
    )
    return rows.map(({ mail, attempts }) => `${mail} ${attempts}`)
  })
const near = {
  kind: 'deadline-near',
  about: { cycle: '2027-H1', days: 2, stage: 'self', wallTime: '2026-12-04T17:00', timeZone: 'Europe/London' },
} as const

it('waits for what else there is to say, then says all in one mail a person', async () => {
  await told(['E5'], { kind: 'cycle-launched', about: { cycle: '2027-H1', stage: 'self' } })
  await told(['E5', 'E6'], near)
  expect(await sendMail(org.test.database)).toBe(0)
  await wait(11)
  expect(await sendMail(org.test.database)).toBe(2)
  expect(office.mails).toHaveLength(2)
  const [first, second] = ['e5', 'e6'].map((who) => office.mails.find((mail) => mail.includes(`To: ${who}@`)))
  expect(first).toContain('Subject: 2 messages from Gravitas')
  expect(first).toContain('2027-H1 has begun')
  expect(second).toMatch(/Subject: Due in 2 days: 2027-H1/)
  expect(second?.replaceAll('=\r\n', '')).toContain('4 Dec 2026, 17:00')
  expect(await states('E5')).toEqual(['sent 1', 'sent 1'])
  expect(await sendMail(org.test.database)).toBe(0)
})

it('names nobody and no level, whoever it goes to', async () => {
  await told(['E5', 'E6'], { kind: 'level-agreed', about: { cycle: '2027-H1', count: 3 } })
  await wait(11)
  await sendMail(org.test.database)
  expect(office.mails).toHaveLength(2)
  for (const mail of office.mails) {
    const body = mail.slice(mail.indexOf('\r\n\r\n'))
    for (const who of Object.values(await namesOf())) expect(body).not.toContain(who)
    expect(body).not.toMatch(/level [0-5]\b/i)
  }
})

const namesOf = () =>
  org.test.database.asJob('mail', async (db) => {
    const { rows } = await db.execute<{ name: string }>(sql`select name from person where employee_id is not null`)
    return rows.map(({ name }) => name)
  })

it('tries again later when the server refuses, and twelve workers at once send a mail once', async () => {
  const quiet = vi.spyOn(console, 'error').mockImplementation(() => {})
  await told(['E6'], { kind: 'chased', about: { cycle: '2027-H1', count: 1 } })
  await wait(11)
  office.refuse(1)
  expect(await sendMail(org.test.database)).toBe(0)
  expect(quiet.mock.calls.flat().join()).toMatch(/^mail failed: /)
  expect((await states('E6')).at(-1)).toBe('waiting 1')
  expect(await sendMail(org.test.database)).toBe(0)
  await wait(5)
  const sent = await Promise.all(Array.from({ length: 12 }, () => sendMail(org.test.database)))
  expect(sent.reduce((sum, count) => sum + count, 0)).toBe(1)
  expect(office.mails).toHaveLength(1)
  expect((await states('E6')).at(-1)).toBe('sent 2')
})

it('gives up after eight tries; the message stays to be read in the app', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  await told(['E6'], { kind: 'cycle-paused', about: { cycle: '2027-H1' } })
  for (let tries = 0; tries < 8; tries++) {
    await wait(120)
    office.refuse(1)
    await sendMail(org.test.database)
  }
  expect((await states('E6')).at(-1)).toBe('failed 8')
  office.refuse(0)
  await wait(120)
  expect(await sendMail(org.test.database)).toBe(0)
})

it('sends nothing without SMTP_URL', async () => {
  vi.stubEnv('SMTP_URL', '')
  await told(['E6'], { kind: 'cycle-resumed', about: { cycle: '2027-H1' } })
  expect((await states('E6')).at(-1)).toBe('none 0')
  expect(await sendMail(org.test.database)).toBe(0)
})
