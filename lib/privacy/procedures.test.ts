import { call } from '@orpc/server'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listPersonalColumns } from '@/db/personal'
import { accessLog, webhook } from '@/db/schema'
import type { RequestContext } from '@/lib/access/allow'
import { may, permissions } from '@/lib/access/roles'
import type { Caller } from '@/lib/people/organisation.fixtures'
import { meProcedures } from '@/lib/people/procedures'
import { asOnceEmployed, createWithEverything, secrets, words } from './everything.fixtures'
import { privacyProcedures as privacy } from './procedures'
import { audiences, withheld } from './rules'
import type { MyData } from './shapes'

let org: Awaited<ReturnType<typeof createWithEverything>>
beforeAll(async () => {
  org = await createWithEverything()
})
afterAll(() => org.drop())

/** The person of the fixture, on a day on which they are employed. */
async function asThem(): Promise<{ context: RequestContext }> {
  const { context } = org.as('employee')
  const viewer = await context.who()
  return { context: { ...context, who: async () => viewer && { ...viewer, personId: org.id } } }
}
const mine = async (input: { part?: string; after?: string } = {}) => {
  const context = await asThem()
  return asOnceEmployed(org.test, org.id, () => call(privacy.mine, input, context))
}
const part = ({ parts }: MyData, name: string) => parts.find((one) => one.part === name)?.rows ?? []

describe('who sees what about me', () => {
  const see = async (caller: Caller) => {
    const { audiences: found } = await call(privacy.who, undefined, org.as(caller))
    return Object.fromEntries(
      found.map(({ audience, people }) => [
        audience,
        people.map(({ name, unit }) => (unit ? `${name} over ${unit.unitId}` : name)),
      ]),
    )
  }

  test('names the line, the directors of my unit, HR and administrators of today', async () => {
    expect(await see('employee')).toEqual({
      ...{
        manager: ['Mia Manager'],
        deputy: [],
        rater: [],
        host: [],
        above: ['Ada Top'],
        director: ['Dirk Director over A'],
        head: ['Ada Top'],
      },
      ...{ hr: ['Hana Rights'], administrator: ['Administrator'] },
    })
    expect(await see('director')).toMatchObject({ manager: ['Ada Top'], above: [], director: [] })
    expect(await see('hr')).toMatchObject({ hr: [], administrator: ['Administrator'] })
    expect(await see('administrator')).toMatchObject({ manager: [], above: [], director: [], hr: ['Hana Rights'] })
  })

  test('says what each may read from the rules themselves', async () => {
    const { audiences: found } = await call(privacy.who, undefined, org.as('employee'))
    expect(found.map(({ audience }) => audience)).toEqual([...audiences])
    const sees = Object.fromEntries(found.map((one) => [one.audience, one.sees]))
    expect(sees.administrator).toEqual(['people.read', 'audit.read'])
    expect(sees.hr).toContain('people.erase')
    const ofWishes = found.flatMap(({ audience, sees: read }) => (read.includes('wishes.read') ? [audience] : []))
    expect(ofWishes).toEqual(['manager', 'above', 'director', 'head', 'hr'])
    for (const permission of sees.manager ?? []) expect(may(['manager'], permission)).toBe(true)
    expect(Object.keys(permissions)).toEqual(expect.arrayContaining(found.flatMap((one) => one.sees)))
  })

  test('names who stands in for my manager today, and whom HR has rate me while that cycle runs', async () => {
    await org.test.database.asJob('cycle', async (db) => {
      const [E4, E8] = [org.keys.person('E4'), org.keys.person('E8')]
      await db.execute(sql`insert into deputy (manager_id, deputy_id, named_by, valid)
        values (${E4}, ${E8}, ${E4}, '[2026-11-23,2026-11-24)')`)
      await db.execute(
        sql`update participant set assigned_rater_id = ${E8} where subject_id = ${org.keys.person('E5')}`,
      )
    })
    const { deputy, rater } = await see('employee')
    expect(deputy).toHaveLength(1)
    expect(rater).toEqual(deputy)
    await org.test.database.asJob('cycle', async (db) => {
      await db.execute(sql`update deputy set valid = '[2026-11-22,2026-11-23)' where lower(valid) = '2026-11-23'`)
      await db.execute(
        sql`update participant set assigned_rater_id = ${org.id} where subject_id = ${org.keys.person('E5')}`,
      )
    })
    expect(await see('employee')).toMatchObject({ deputy: [], rater: [] })
  })

  test('follows a grant that ends', async () => {
    const grant = (valid: string) =>
      org.test.database.asJob('command', (db) =>
        db.execute(sql`update role_grant set valid = ${valid}::daterange where role = 'director'`),
      )
    await grant('[2020-01-01,2026-11-23)')
    expect(await see('employee')).toMatchObject({ director: [] })
    await grant('[2020-01-01,)')
    expect(await see('employee')).toMatchObject({ director: ['Dirk Director over A'] })
  })
})

describe('everything about me', () => {
  test('holds a part for each table with a personal class, or says why not', async () => {
    const personal = listPersonalColumns().filter((one) => one.class !== 'none')
    const tables = new Set(personal.map(({ column }) => column.slice(0, column.lastIndexOf('.'))))
    const found = await mine()
    const employee = await call(privacy.mine, {}, org.as('employee'))
    expect(part(employee, 'reporting_closure').map((row) => row.above)).toEqual(['Mia Manager', 'Ada Top'])
    // Shown below by whoever asked for an erasure, made a webhook or is the head.
    const shown = [...found.parts, ...employee.parts, ...withheld].map((one) => one.part)
    const told = [...shown, 'erasure', 'organisation', 'webhook']
    expect([...tables].filter((table) => !told.includes(table))).toEqual([])
    expect(found.withheld).toEqual(withheld)
    const head = await call(privacy.mine, {}, org.as('head'))
    expect(part(head, 'organisation')).toEqual([{ is_head: true }])
    await call(privacy.erase, { employeeId: 'E9', reason: 'left' }, org.as('hr'))
    await org.test.database.asViewer({ personId: org.keys.person('E2'), persona: 'p_hr', readOnly: false }, (db) =>
      db.insert(webhook).values({
        ...{ publicId: '00000000-0000-4000-8000-0000000000c1', url: 'https://example.com', secret: 'x' },
        ...{ events: ['person.added'], createdBy: org.keys.person('E2') },
      }),
    )
    const asker = await call(privacy.mine, {}, org.as('hr'))
    expect(part(asker, 'webhook')).toMatchObject([{ url: 'https://example.com' }])
    expect(part(asker, 'erasure')).toMatchObject([{ state: 'waiting' }])
  })

  test('tells the person’s own, and of others neither names, levels nor internal keys', async () => {
    const found = await mine()
    expect(part(found, 'person')).toMatchObject([
      { name: words.name, job_title: 'Quark master', credentials: ['Quarkology'] },
    ])
    expect(part(found, 'rating')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ about: 'you', by: 'you', level: 1 }),
        expect.objectContaining({ about: 'you', by: 'manager', level: 2 }),
        expect.objectContaining({ about: 'somebody else', by: 'you', level: 5 }),
      ]),
    )
    expect(part(found, 'rating')).toHaveLength(3)
    expect(part(found, 'access_log')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ by: 'manager' }),
        expect.objectContaining({ by: 'you', people: 1 }),
      ]),
    )
    expect(part(found, 'answer')).toEqual([
      expect.objectContaining({ about: 'you', by: 'you', level: 3 }),
      expect.objectContaining({ about: 'somebody else', by: 'you', level: 3 }),
    ])
    expect(part(found, 'assessment').map(({ about, by }) => [about, by])).toEqual([
      ['you', 'you'],
      ['you', 'manager'],
      ['somebody else', 'you'],
    ])
    expect(part(found, 'agreement').map(({ about, status }) => [about, status])).toEqual([
      ['you', 'disputed'],
      ['somebody else', 'disputed'],
    ])
    expect(part(found, 'evidence').map(({ about, by }) => [about, by])).toEqual([
      ['you', 'you'],
      ['you', 'somebody who rated you'],
      ['somebody else', 'you'],
    ])
    expect(part(found, 'deputy').map(({ you }) => you)).toEqual(['stand in', 'named them'])
    expect(part(found, 'participant').map(({ about }) => about)).toEqual(['you', 'somebody else'])
    expect(part(found, 'opening')).toEqual([{ opening: 'A place', status: 'published', you: 'sponsor' }])
    expect(part(found, 'wish')).toMatchObject([{ places: ['Quarktown'], mobility: 'unknown' }])
    expect(part(found, 'preference')).toEqual([{ rank: 1, opening: 'A place' }])
    expect(part(found, 'standing')).toMatchObject([{ contract_ends_on: '2026-10-01', is_under_process: false }])
    expect(part(found, 'message')).toMatchObject([{ kind: 'chased', read_at: null }])
    expect(part(found, 'session')).toMatchObject([{ agent: 'Quarkfox', hat: 'work' }])
    expect(part(found, 'reporting_line')).toEqual([
      { was_managing: 1, valid: '[2019-01-01,2020-01-01)' },
      { manager: 'Mia Manager', manager_id: 'E4', valid: '[2020-01-01,2026-10-01)' },
    ])
    const text = JSON.stringify(found)
    for (const secret of secrets) expect(text).not.toContain(secret)
    expect(text).not.toMatch(/Eve|Gil|"(person_id|rater_id|subject_id|account_id|viewer_id|id)"/)
  })

  test('goes on page by page without losing a row', async () => {
    await org.test.database.asJob('command', (db) =>
      db.execute(sql`insert into session (id_hash, account_id, hat, agent, ends_at)
        select 'many ' || n, 900, 'work', 'agent ' || n, now() from generate_series(1, 450) n`),
    )
    const agents: unknown[] = []
    let after: string | undefined
    let pages = 0
    do {
      const found = await mine(after ? { part: 'session', after } : { part: 'session' })
      expect(found.parts).toHaveLength(1)
      expect(found.parts[0]?.total).toBe(451)
      agents.push(...part(found, 'session').map((row) => row.agent))
      after = found.parts[0]?.next ?? undefined
      pages++
    } while (after)
    expect([pages, new Set(agents).size, agents.length]).toEqual([3, 451, 451])
  })

  test('an unknown part is empty, and a foreign marker is refused', async () => {
    expect((await mine({ part: "x'; drop table person" })).parts).toEqual([])
    await expect(mine({ part: 'session', after: 'nonsense' })).rejects.toMatchObject({ status: 400 })
  })
})

test('who looked goes on page by page, also where looks share an instant', async () => {
  const at = [1, 2, 2, 2, 2, 2, 3].map((minute) => new Date(Date.UTC(2026, 9, 1, 0, minute)))
  const [E2, E5] = [org.keys.person('E2'), org.keys.person('E5')]
  await org.test.database.asViewer({ personId: E2, persona: 'p_hr', readOnly: false }, (db) =>
    db.insert(accessLog).values(
      at.map((when, n) => ({
        ...{ onDay: '2026-10-01', at: when, viewerId: E2, viewerRole: 'hr', purpose: `purpose ${n}`, subjectIds: [E5] },
      })),
    ),
  )
  const whole = await call(meProcedures.looks, {}, org.as('employee'))
  expect(whole.next).toBeNull()
  const found: string[] = []
  let after: string | undefined
  do {
    const page = await call(meProcedures.looks, { limit: 2, after }, org.as('employee'))
    found.push(...page.looks.map(({ purpose }) => purpose))
    after = page.next ?? undefined
  } while (after)
  expect(found).toEqual(whole.looks.map(({ purpose }) => purpose))
  expect(found.filter((purpose) => purpose.startsWith('purpose'))).toHaveLength(7)
})
