import { call } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Caller, createOrganisation, type Organisation } from '@/lib/people/organisation.fixtures'
import { loadDefaultFramework } from './commands'
import type { Document } from './document'
import type { Change } from './parts'
import { frameworkProcedures as framework } from './procedures'

let org: Organisation
beforeAll(async () => {
  org = await createOrganisation()
  await org.test.database.asJob('import', (db) => loadDefaultFramework(db))
})
afterAll(() => org.drop())

const hr = () => org.as('hr')
const draft = () => call(framework.draft, undefined, hr())
const edit = (change: Change) => call(framework.editDraft, change, hr())
const start = () => call(framework.startDraft, {}, hr())
const discard = () => call(framework.discard, undefined, hr())
const diff = () => call(framework.diff, undefined, hr())
const publish = (edition: string) => call(framework.publish, { edition }, hr())
const criterionOf = (document: Document, key: string) => document.criteria.find((each) => each.key === key)!
const sql = async (statement: string) =>
  (await org.test.database.asJob('import', (db) => db.$client.query(statement))).rows

const reworded = async (key: string, level: number, text: string) => {
  const { document } = await draft()
  const before = criterionOf(document, key)
  return edit({ part: 'criterion', key, before, after: { ...before, levels: before.levels.with(level, text) } })
}

describe('a draft', () => {
  it('is one, copies the newest edition, and differs from it in nothing', async () => {
    const both = await Promise.all([start(), start()])
    expect(both.map(({ edition }) => edition)).toEqual(['1.1.0', '1.1.0'])
    expect(both.filter(({ isNew }) => isNew)).toHaveLength(1)
    const { document, basedOn, flaws } = await draft()
    expect([document.criteria.length, document.profiles.length, basedOn, flaws]).toEqual([26, 4, '1.0.0', []])
    const found = await diff()
    expect(found.diff).toEqual({ about: [], scale: [], domains: [], criteria: [], profiles: [], defaultProfile: null })
    expect(found.mapping.every(({ kind, isDecided }) => kind === 'same' && isDecided)).toBe(true)
  })

  it('is HR’s alone: others get 403 and do not see it among the editions', async () => {
    for (const caller of ['manager', 'employee', 'director', 'head', 'administrator'] as Caller[]) {
      const context = org.as(caller)
      await expect(call(framework.draft, undefined, context)).rejects.toMatchObject({ status: 403 })
      await expect(call(framework.discard, undefined, context)).rejects.toMatchObject({ status: 403 })
      const { editions } = await call(framework.editions, undefined, context)
      expect(editions.map(({ status }) => status)).toEqual(['published', 'published'])
      await expect(call(framework.file, { format: 'json', edition: 'draft' }, context)).rejects.toMatchObject({
        status: 404,
      })
      const { domains } = await call(framework.get, { edition: 'newest' }, context)
      const refs = domains.flatMap(({ criteria }) => criteria.flatMap(({ references }) => references))
      expect(refs.length).toBe(86)
      const { content } = await call(framework.file, { format: 'json' }, context)
      expect(content).not.toContain('"checked": false')
    }
    expect((await call(framework.editions, undefined, hr())).editions.map(({ status }) => status)).toEqual([
      'draft',
      'published',
      'published',
    ])
  })

  it('keeps a word, tells of it, and holds a second author back with both versions', async () => {
    const { document } = await draft()
    const before = criterionOf(document, 'prioritisation')
    await reworded('prioritisation', 2, 'Scores projects in own PMO against agreed criteria, and shows the order.')
    const mine = { ...before, name: 'Ranking' }
    const late = edit({ part: 'criterion', key: before.key, before, after: mine })
    await expect(late).rejects.toMatchObject({
      code: 'CONFLICT',
      data: {
        yours: mine,
        theirs: { name: 'Prioritisation', levels: expect.arrayContaining([expect.stringContaining('shows')]) },
      },
    })
    // Another part of the same draft is nobody's conflict, and the same change again is none either.
    const other = criterionOf(document, 'portfolio-risk')
    const change: Change = {
      part: 'criterion',
      key: other.key,
      before: other,
      after: { ...other, selfPrompt: 'Which?' },
    }
    const first = await edit(change)
    expect(await edit(change)).toEqual(first)
    const { diff: found } = await diff()
    expect(found!.criteria.map(({ key, kinds }) => [key, kinds])).toEqual([
      ['prioritisation', ['reworded']],
      ['portfolio-risk', ['reworded']],
    ])
    expect(found!.criteria[0]!.texts).toEqual([
      {
        ...{ field: 'descriptor', level: 2 },
        marks: [
          { kind: 'same', text: 'Scores projects in own PMO against agreed criteria, and ' },
          { kind: 'removed', text: 'publishes ' },
          { kind: 'added', text: 'shows ' },
          { kind: 'same', text: 'the ' },
          { kind: 'removed', text: 'resulting ' },
          { kind: 'same', text: 'order.' },
        ],
      },
    ])
  })

  it.each<[string, (document: Document) => Change, RegExp]>([
    [
      'a target above the scale',
      ({ profiles: [first] }) => ({
        ...{ part: 'profile', key: first!.key, before: first! },
        after: { ...first!, criteria: first!.criteria.map((one) => ({ ...one, target: 9 })) },
      }),
      /above the scale/,
    ],
    [
      'a minimum above the target',
      ({ profiles: [first] }) => ({
        ...{ part: 'profile', key: first!.key, before: first! },
        after: { ...first!, criteria: first!.criteria.map((one) => ({ ...one, mustHave: true, minimum: 5 })) },
      }),
      /minimum lies above the target/,
    ],
    [
      'a domain that still holds criteria',
      ({ domains }) => ({ part: 'domains', before: domains, after: domains.slice(1) }),
      /lies in no known domain/,
    ],
    [
      'a label that is taken',
      ({ version, basis, ratingGuidance }) => ({
        ...{ part: 'about', before: { version, basis, ratingGuidance } },
        after: { version: '1.0.0', basis, ratingGuidance },
      }),
      /edition 1.0.0 already/,
    ],
    [
      'the default profile taken away',
      ({ profiles, default: standard }) => ({
        ...{ part: 'profile', key: standard, before: profiles.find(({ key }) => key === standard)! },
        after: null,
      }),
      /Choose another/,
    ],
    [
      'a NUL',
      ({ version, basis, ratingGuidance }) => ({
        ...{ part: 'about', before: { version, basis, ratingGuidance } },
        after: { version, basis: 'a\u0000b', ratingGuidance },
      }),
      /can keep/,
    ],
  ])('does not take %s', async (_, make, says) => {
    const before = await draft()
    await expect(edit(make(before.document))).rejects.toMatchObject({ status: 400, message: says })
    expect(await draft()).toEqual(before)
  })

  it('takes criteria in, moves them, and removes them with what profiles asked of them', async () => {
    const { document } = await draft()
    const fresh = {
      ...criterionOf(document, 'portfolio-risk'),
      ...{ key: 'supplier-sense', name: 'Supplier sense', domain: 'business-acumen', caseId: undefined },
    }
    await edit({ part: 'criterion', key: fresh.key, before: null, after: { ...fresh, levels: [] } })
    const found = await draft()
    expect(found.flaws).toEqual([
      {
        part: 'criterion',
        key: 'supplier-sense',
        message: 'Supplier sense has no descriptor for level 0, 1, 2, 3, 4, 5.',
      },
    ])
    const order = found.document.criteria.map(({ key }) => key)
    expect(order.indexOf('supplier-sense')).toBe(13)
    await edit({ part: 'criterion', key: fresh.key, before: criterionOf(found.document, fresh.key), after: null })
    const asked = found.document.profiles.map(({ criteria }) => criteria.length)
    await edit({ part: 'criterion', key: order[0]!, before: found.document.criteria[0]!, after: null })
    const after = await draft()
    expect(after.document.criteria).toHaveLength(25)
    expect(after.document.profiles.map(({ criteria }) => criteria.length)).toEqual(asked.map((count) => count - 1))
    expect(after.flaws.map(({ part }) => part)).toEqual(['profile', 'profile', 'profile', 'profile'])
    await expect(publish('1.1.0')).rejects.toMatchObject({ status: 400, message: /add up to \d+; they must make 100/ })
  })

  it('is thrown away whole, and thrown away again is nothing', async () => {
    expect(await discard()).toEqual({ discarded: true })
    expect(await discard()).toEqual({ discarded: false })
    await expect(draft()).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(await sql(`select count(*)::int as n from framework_version where status = 'draft'`)).toEqual([{ n: 0 }])
  })
})

describe('publishing', () => {
  it('waits until somebody has said what became of each criterion that changed', async () => {
    await start()
    await reworded('prioritisation', 3, 'Leads sponsors to one order.')
    const open = (await diff()).mapping.filter(({ isDecided }) => !isDecided)
    expect(open).toMatchObject([{ from: 'prioritisation', kind: 'reworded', to: ['prioritisation'], flaw: null }])
    await expect(publish('1.1.0')).rejects.toMatchObject({
      status: 400,
      message: 'Say what became of Prioritisation, then publish.',
    })
    const say = (kind: 'same' | 'reworded' | 'split', to: string[], from = 'prioritisation') =>
      call(framework.mapCriterion, { from, kind, to }, hr())
    await expect(say('split', ['prioritisation'])).rejects.toMatchObject({ message: /two or more/ })
    await expect(say('reworded', ['nowhere'])).rejects.toMatchObject({ message: /no criterion "nowhere"/ })
    await expect(say('reworded', ['prioritisation'], 'juggling')).rejects.toMatchObject({ message: /has no criterion/ })
    await say('reworded', ['strategic-alignment'])
    await expect(publish('1.1.0')).rejects.toMatchObject({ message: /Say what became of/ })
    await say('reworded', ['prioritisation'])
    await expect(publish('2.0.0')).rejects.toMatchObject({ code: 'CONFLICT' })
    const both = await Promise.all([publish('1.1.0'), publish('1.1.0')])
    expect(both.filter(({ isNew }) => isNew)).toHaveLength(1)
  })

  it('makes an edition beside the old one, which stays as it was', async () => {
    const read = (edition?: string) => call(framework.get, { edition }, org.as('employee'))
    const text = (found: Awaited<ReturnType<typeof read>>) =>
      found.domains.flatMap(({ criteria }) => criteria).find(({ key }) => key === 'prioritisation')!.levels[3]!
        .descriptor
    expect((await read()).key).toBe('small')
    expect(text(await read('newest'))).toBe('Leads sponsors to one order.')
    expect(text(await read('1.0.0'))).toMatch(/^Leads several sponsors/)
    expect((await call(framework.get, { cycle: '2026-H2' }, org.as('employee'))).key).toBe('small')
    expect(await sql(`select kind, count(*)::int as n from criterion_mapping group by kind order by kind`)).toEqual([
      { kind: 'reworded', n: 1 },
      { kind: 'same', n: 25 },
    ])
    await expect(sql(`update criterion set name = 'Other'`)).rejects.toThrow(/published/)
    await expect(sql(`delete from criterion_mapping`)).rejects.toThrow(/published/)
  })

  it('is in the audit with every step, and with no word of anybody’s', async () => {
    const admin = { personId: org.keys.person('admin'), persona: 'p_admin', readOnly: true } as const
    const { rows } = await org.test.database.asViewer(admin, (db) =>
      db.execute<{ action: string; n: number }>(
        `select action, count(*)::int as n from audit_entry where subject = 'framework_version' group by action order by action`,
      ),
    )
    expect(rows).toEqual([
      { action: 'framework.changed', n: 6 },
      { action: 'framework.discarded', n: 1 },
      { action: 'framework.drafted', n: 2 },
      { action: 'framework.mapped', n: 2 },
      { action: 'framework.published', n: 1 },
    ])
  })

  it('can be done by nobody who only says they are HR: the database refuses', async () => {
    await start()
    const pretend = { personId: org.keys.person('E3'), persona: 'p_hr', readOnly: false } as const
    const asPretender = (statement: string) =>
      org.test.database.asViewer(pretend, async (db) => (await db.$client.query(statement)).rowCount)
    expect(await asPretender(`update framework_version set edition = 'x' where status = 'draft'`)).toBe(0)
    expect(await asPretender(`delete from criterion_level`)).toBe(0)
    await expect(asPretender(`insert into framework (key, name) values ('x', 'X')`)).rejects.toMatchObject({
      code: '42501',
    })
    const own = { ...pretend, personId: org.keys.person('E2') }
    const asHr = (statement: string) =>
      org.test.database.asViewer(own, async (db) => (await db.$client.query(statement)).rowCount)
    expect(await asHr(`update framework_version set edition = 'x' where status = 'published'`)).toBe(0)
    const drafted = `delete from target t using role_profile p, framework_version v where p.id = t.role_profile_id and v.id = p.framework_version_id and v.status`
    expect(await asHr(`${drafted} = 'published'`)).toBe(0)
    expect(await asHr(`${drafted} = 'draft'`)).toBeGreaterThan(90)
  })
})
