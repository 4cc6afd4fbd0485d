import { call } from '@orpc/server'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accessLog, auditEntry } from '@/db/schema'
import { createOrganisation, type Organisation } from '@/lib/people/organisation.fixtures'
import { auditProcedures as audit } from './procedures'
import { sealEntries } from './seal'
import type { AccessLogInput, AuditInput } from './shapes'

let org: Organisation
beforeAll(async () => {
  org = await createOrganisation()
  const key = org.keys.person
  await org.test.database.asJob('command', async (db) => {
    await db.execute(sql`update organisation set time_zone = 'Asia/Tokyo'`)
  })
  for (const [n, action, subject, who, at] of deeds) {
    const person = { actorId: who ? key(who) : null, actor: who ? 'person' : 'command' }
    await org.test.database.asJob('command', (db) =>
      db.insert(auditEntry).values({ ...person, action, subject, subjectId: String(n), fields: [], at: new Date(at) }),
    )
    if (n === 4) await sealEntries(org.test.database, { looks: 400, between: 25 })
  }
  for (const [purpose, viewer, subjects, at] of looked) {
    await org.test.database.asViewer({ personId: key(viewer), persona: 'p_member', readOnly: false }, (db) =>
      db.insert(accessLog).values({
        ...{ onDay: at.slice(0, 10), at: new Date(at), viewerId: key(viewer), viewerRole: 'manager', purpose },
        subjectIds: subjects.map(key),
      }),
    )
  }
})
afterAll(() => org.drop())

const deeds: [number, string, string, string | null, string][] = [
  [1, 'person.added', 'person', 'E2', '2026-10-01T08:00:00Z'],
  [2, 'person.moved', 'person', 'E2', '2026-10-01T15:30:00Z'],
  [3, 'grant.made', 'person', null, '2026-10-02T08:00:00Z'],
  [4, 'personal.noted', 'note', 'E4', '2026-10-03T08:00:00Z'],
  [5, 'person.added', 'person', 'E4', '2026-10-04T08:00:00Z'],
]
const looked: [string, string, string[], string][] = [
  ['people', 'E4', ['E5', 'E6'], '2026-10-01T08:00:00Z'],
  ['levels', 'E4', ['E5'], '2026-10-01T08:00:00Z'],
  ['levels', 'E3', ['E6'], '2026-10-01T08:00:00Z'],
  ['people', 'E3', ['E7'], '2026-10-05T08:00:00Z'],
]

const list = (input: Partial<AuditInput> = {}) => call(audit.list, { limit: 50, ...input }, org.as('administrator'))
const looks = (input: Partial<AccessLogInput> = {}) =>
  call(audit.looks, { limit: 50, ...input }, org.as('administrator'))
const numbers = ({ entries }: Awaited<ReturnType<typeof list>>) =>
  entries
    .flatMap(({ action, subjectId }) => (action.includes('.') && subjectId ? [Number(subjectId)] : []))
    .filter((n) => n < 6)

describe('the audit', () => {
  test.each<[string, Partial<AuditInput>, number[]]>([
    ['nothing in particular', {}, [5, 4, 3, 2, 1]],
    ['a person', { actor: 'E2' }, [2, 1]],
    ['a whole action', { action: 'grant.made' }, [3]],
    ['the beginning of actions', { action: 'person.' }, [5, 2, 1]],
    ['a per cent sign as it stands', { action: '%' }, []],
    ['a kind of thing', { subject: 'note' }, [4]],
    ['one thing', { subject: 'person', subjectId: '2' }, [2]],
    // 15:30 in London's winter is half past midnight in Tokyo.
    ['days of the organisation', { from: '2026-10-02', to: '2026-10-02' }, [3, 2]],
    ['several at once', { action: 'person.', actor: 'E4' }, [5]],
  ])('is searched by %s', async (_, input, found) => {
    expect(numbers(await list(input))).toEqual(found)
  })

  test('turns pages, names who did it, and the block that seals each entry', async () => {
    const first = await list({ limit: 2 })
    const second = await list({ limit: 2, after: first.next ?? undefined })
    expect([numbers(first), numbers(second)]).toEqual([
      [5, 4],
      [3, 2],
    ])
    expect(first.entries[0]).toMatchObject({
      person: { employeeId: 'E4', name: 'Mia Manager' },
      block: null,
      blockHash: null,
    })
    expect(first.entries[1]).toMatchObject({
      block: 1,
      blockHash: first.chain.newest?.hash,
      at: '2026-10-03T08:00:00.000Z',
    })
    expect(second.entries[0]).toMatchObject({ actor: 'command', person: null, block: 1 })
    expect(first.chain).toMatchObject({ blocks: 1, sealed: 4, waiting: 1, newest: { block: 1 } })
    await expect(list({ after: 'nonsense' })).rejects.toMatchObject({ status: 400 })
    await expect(list({ actor: 'E404' })).rejects.toMatchObject({ status: 404 })
  })

  test('reading it is logged as reading about whoever did things', async () => {
    await list({ actor: 'E2' })
    expect(await org.lastLook()).toEqual({ purpose: 'audit', role: 'administrator', subjects: [org.keys.person('E2')] })
  })

  test.each(['hr', 'head', 'manager'] as const)('%s gets nothing, also past the check of roles', async (caller) => {
    await expect(call(audit.list, {}, org.as(caller))).rejects.toMatchObject({ status: 403 })
    const around = org.as(caller, { mayInstead: () => true })
    await expect(call(audit.list, {}, around)).rejects.toMatchObject({ status: 403 })
    await expect(call(audit.looks, {}, around)).rejects.toMatchObject({ status: 403 })
  })
})

describe('the access log', () => {
  const planted = ({ looks: found }: Awaited<ReturnType<typeof looks>>) =>
    found
      .filter(({ role }) => role === 'manager')
      .map(({ viewer, purpose, people }) => [viewer.employeeId, purpose, people])

  test.each<[string, Partial<AccessLogInput>, unknown[]]>([
    [
      'nothing in particular',
      { to: '2026-10-31' },
      [
        ['E3', 'people', 1],
        ['E3', 'levels', 1],
        ['E4', 'levels', 1],
        ['E4', 'people', 2],
      ],
    ],
    [
      'who looked',
      { viewer: 'E4' },
      [
        ['E4', 'levels', 1],
        ['E4', 'people', 2],
      ],
    ],
    [
      'who was looked at',
      { subject: 'E6' },
      [
        ['E3', 'levels', 1],
        ['E4', 'people', 2],
      ],
    ],
    [
      'what for',
      { purpose: 'people' },
      [
        ['E3', 'people', 1],
        ['E4', 'people', 2],
      ],
    ],
    ['days', { from: '2026-10-02', to: '2026-10-05' }, [['E3', 'people', 1]]],
  ])('is searched by %s', async (_, input, found) => {
    expect(planted(await looks(input))).toEqual(found)
  })

  test('turns pages also where looks share an instant', async () => {
    const found: unknown[] = []
    let after: string | undefined
    do {
      const page = await looks({ limit: 1, after, to: '2026-10-31' })
      found.push(...planted(page))
      after = page.next ?? undefined
    } while (after)
    expect(found).toEqual(planted(await looks({ to: '2026-10-31' })))
    expect(found).toHaveLength(4)
  })

  test('names those who were looked at', async () => {
    const { looks: found } = await looks({ viewer: 'E4', purpose: 'people' })
    expect(found[0]?.first).toEqual([
      { employeeId: 'E5', name: 'Eve O_Neill' },
      { employeeId: 'E6', name: 'Finn Ångström' },
    ])
  })
})
