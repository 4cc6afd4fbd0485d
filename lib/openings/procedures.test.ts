import { setTimeout } from 'node:timers/promises'
import { call } from '@orpc/server'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { plannedLeave } from '@/db/schema'
import { createOrganisation, type Organisation } from '@/lib/people/organisation.fixtures'
import { homeRuleProcedures, policyProcedures, standingProcedures } from './home-procedures'
import { DEFAULT_PLACEMENT } from './policy'
import { openingProcedures, wishProcedures } from './procedures'
import type { OpeningFields, WishFields } from './shapes'

const { list, get, helpful, offer, change, move, discard } = openingProcedures
let org: Organisation
beforeAll(async () => {
  org = await createOrganisation()
})
afterAll(() => org.drop())

const place: OpeningFields = {
  ...{ title: 'Depot lead', routeKey: 'secondment-operations', hostUnitId: 'A', sponsorId: 'E4', supervisorId: null },
  ...{ location: '', earliestStart: '2027-02-01', latestEnd: '2027-10-31', isFixed: false, minDays: 90, maxDays: 273 },
  ...{ seats: 1, share: 100, paidBy: 'home', clearance: null, languages: [], applyBy: null, notes: '' },
  entry: [{ criterion: 'x', level: 2 }],
  criteria: [{ criterion: 'y', exposure: 100 }],
}
const published = async (more: Partial<OpeningFields> = {}) => {
  const draft = await call(offer, { ...place, ...more }, org.as('hr'))
  return call(move, { openingId: draft.openingId, version: draft.version, to: 'published' }, org.as('hr'))
}
const wished: WishFields = {
  ...{ notNowUntil: null, aspiration: null, mobility: 'yes', places: [], earliest: null, latest: null, maxShare: 100 },
  preferences: [],
}

describe('an opening', () => {
  it('is drafted by the host, read by nobody else, published, filled, free again, and closed for good', async () => {
    const mine = org.as('manager')
    const draft = await call(offer, place, mine)
    expect(draft).toMatchObject({ status: 'draft', isKept: true, sponsor: { employeeId: 'E4' }, entry: place.entry })
    const { openingId } = draft
    await expect(call(get, { openingId }, org.as('employee'))).rejects.toMatchObject({ code: 'NOT_FOUND' })
    let { version } = draft
    for (const to of ['published', 'filled', 'published', 'closed'] as const) {
      const moved = await call(move, { openingId, version, to }, mine)
      expect(moved.status).toBe(to)
      version = moved.version
    }
    expect(await call(get, { openingId }, org.as('employee'))).toMatchObject({
      ...{ status: 'closed', isKept: false, sponsor: { employeeId: 'E4', name: 'Mia Manager' } },
    })
    await expect(call(move, { openingId, version, to: 'published' }, mine)).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  it.each([
    ['a manager for another unit', 'manager', 'B'],
    ['an employee for their own unit', 'employee', 'A1'],
    ['a director for a unit above', 'director', 'R'],
  ] as const)('is not offered by %s', async (_, caller, hostUnitId) => {
    const asked = call(offer, { ...place, hostUnitId, sponsorId: null }, org.as(caller))
    await expect(asked).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })

  it.each([
    ['manager', 'A1'],
    ['director', 'A'],
    ['head', 'B'],
    ['hr', 'R'],
  ] as const)('is offered by %s for %s', async (caller, hostUnitId) => {
    const draft = await call(offer, { ...place, hostUnitId, sponsorId: null }, org.as(caller))
    const { openingId, version } = draft
    expect(await call(discard, { openingId, version }, org.as(caller))).toEqual({ done: true })
    await expect(call(get, { openingId }, org.as('hr'))).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it.each<[what: string, Partial<OpeningFields>, path: string]>([
    ['days that do not fit', { maxDays: 400 }, 'maxDays'],
    ['a last day before the first', { latestEnd: '2027-01-01' }, 'latestEnd'],
    ['fixed days that leave some over', { isFixed: true }, 'minDays'],
    ['a route that is not there', { routeKey: 'teleport' }, 'routeKey'],
    ['a sponsor who is not there', { sponsorId: 'E99' }, 'sponsorId'],
    ['a criterion that is not there', { criteria: [{ criterion: 'juggling', exposure: 100 }] }, 'criteria'],
  ])('is refused by field for %s', async (_, more, path) => {
    const asked = call(offer, { ...place, ...more }, org.as('hr'))
    await expect(asked).rejects.toMatchObject({ code: 'BAD_REQUEST', data: { issues: [{ path }] } })
  })

  it('is not published before somebody answers for it and it develops something', async () => {
    for (const more of [{ sponsorId: null }, { criteria: [] }]) {
      const { openingId, version } = await call(offer, { ...place, ...more }, org.as('hr'))
      const asked = call(move, { openingId, version, to: 'published' }, org.as('hr'))
      await expect(asked).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    }
  })

  it('changes what is named and nothing else; a stale version gets both', async () => {
    const { openingId, version } = await published()
    const changed = await call(change, { openingId, version, seats: 2, notes: 'Early shifts.' }, org.as('manager'))
    expect(changed).toMatchObject({ seats: 2, notes: 'Early shifts.', title: 'Depot lead', criteria: place.criteria })
    const stale = call(change, { openingId, version, seats: 3 }, org.as('manager'))
    await expect(stale).rejects.toMatchObject({
      code: 'CONFLICT',
      data: { yours: { seats: 3 }, stored: { seats: 2, version: version + 1 } },
    })
    const foreign = call(change, { openingId, version: version + 1, seats: 3 }, org.as('employee'))
    await expect(foreign).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })

  it('that was published is not discarded', async () => {
    const { openingId, version } = await published()
    await expect(call(discard, { openingId, version }, org.as('hr'))).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  it('stands in the list of everybody once it is published, with the units that they may offer places for', async () => {
    const { openingId } = await published({ title: 'On the list' })
    const { openings, hosts } = await call(list, { status: 'published' }, org.as('employee'))
    expect(openings.map((one) => one.openingId)).toContain(openingId)
    expect(hosts).toEqual([])
    const offered = (await call(list, {}, org.as('director'))).hosts.map(({ unitId }) => unitId)
    expect(offered.sort()).toEqual(['A', 'A1', 'B'])
  })
})

describe('openings that would help somebody', () => {
  const ofMine = async (openingId: string, as = org.as('employee')) => {
    const found = await call(helpful, { employeeId: 'E5' }, as)
    return found.openings.find((one) => one.opening.openingId === openingId)!
  }

  it('come with points, gains and every rule', async () => {
    const { openingId } = await published({ hostUnitId: 'B', criteria: [{ criterion: 'x', exposure: 100 }] })
    const one = await ofMine(openingId)
    expect(one).toMatchObject({ isEligible: true, rank: null, from: '2027-02-01', to: '2027-10-31' })
    expect(one.points).toBeCloseTo(
      one.gains.reduce((sum, { points }) => sum + points, 0),
      6,
    )
    expect(one.gains).toMatchObject([{ criterion: 'x', level: 2, gain: 0.5 }])
    expect(one.verdicts.find(({ rule }) => rule === 'entry')).toEqual({
      ...{ rule: 'entry', outcome: 'ok', facts: { criterion: 'x', level: 2000, needed: 2000 } },
    })
    expect(one.verdicts.map(({ rule }) => rule)).not.toContain('process')
    await call(helpful, { employeeId: 'E5' }, org.as('manager'))
    expect(await org.lastLook()).toMatchObject({ purpose: 'openings', subjects: [org.keys.person('E5')] })
  })

  it('are not for whom a rule excludes: the own unit, leave, "not now"', async () => {
    const { openingId: own } = await published({ hostUnitId: 'A1' })
    expect(await ofMine(own)).toMatchObject({ isEligible: false })
    const { openingId } = await published({ hostUnitId: 'B' })
    const employeeId = 'E5'
    const { version } = await call(wishProcedures.get, { employeeId }, org.as('employee'))
    const saved = await call(wishProcedures.save, { ...wished, notNowUntil: '2027-06-01', version }, org.as('employee'))
    const notNow = (await ofMine(openingId)).verdicts.find(({ rule }) => rule === 'not-now')
    expect(notNow).toMatchObject({ outcome: 'fails', facts: { until: '2027-06-01' } })
    await call(wishProcedures.save, { ...wished, version: saved.version }, org.as('employee'))
    expect(await ofMine(openingId)).toMatchObject({ isEligible: true })
    const away = { personId: org.keys.person('E5'), valid: '[2027-10-01,2028-01-01)' }
    await org.test.database.asJob('import', (db) => db.insert(plannedLeave).values(away))
    expect((await ofMine(openingId)).verdicts.find(({ rule }) => rule === 'leave')).toMatchObject({ outcome: 'fails' })
    await org.test.database.asJob('import', (db) => db.delete(plannedLeave))
  })

  it('tell HR, and HR alone, of what HR noted', async () => {
    const { openingId } = await published({ hostUnitId: 'B' })
    const note = { probationUntil: null, contractEndsOn: '2027-05-01', inPostSince: null, isUnderProcess: false }
    await call(standingProcedures.keep, { employeeId: 'E5', version: 0, ...note }, org.as('hr'))
    const forHr = (await ofMine(openingId, org.as('hr'))).verdicts.find(({ rule }) => rule === 'contract')
    expect(forHr).toMatchObject({ outcome: 'fails', facts: { ends: '2027-05-01' } })
    for (const caller of ['employee', 'manager'] as const) {
      const { isEligible, verdicts } = await ofMine(openingId, org.as(caller))
      expect([isEligible, verdicts.map(({ rule }) => rule).includes('contract')]).toEqual([true, false])
    }
    const own = call(standingProcedures.keep, { employeeId: 'E2', version: 0, ...note }, org.as('hr'))
    await expect(own).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })

  it('of two notes at once one is kept, and the other is shown it', async () => {
    const note = { probationUntil: null, contractEndsOn: null, isUnderProcess: false }
    const keep = (version: number, inPostSince: string) =>
      call(standingProcedures.keep, { employeeId: 'E6', version, ...note, inPostSince }, org.as('hr'))
    const { version } = await keep(0, '2026-01-01')
    const days = ['2026-01-11', '2026-01-12']
    // Held until all have read the version that they change.
    const saving = await org.test.database.asJob('privacy', async (db) => {
      await db.execute(sql`select from standing for update`)
      const all = Promise.allSettled(days.map((day) => keep(version, day)))
      const waiting = sql`select from pg_locks join pg_stat_activity using (pid)
        where not granted and datname = current_database()`
      for (let turn = 0; turn < 50 && (await db.execute(waiting)).rows.length < days.length; turn++)
        await setTimeout(10)
      return { all }
    })
    const tries = await saving.all
    const [kept, ...others] = tries.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
    expect([kept?.version, others]).toEqual([version + 1, []])
    const lost = tries.flatMap((one, at) => (one.status === 'rejected' ? [[one.reason, days[at]] as const] : []))
    for (const [reason, inPostSince] of lost) {
      expect(reason).toMatchObject({ status: 409, data: { yours: { inPostSince }, stored: kept } })
    }
    const subjectId = String(org.keys.person('E6'))
    const { rows } = await org.test.database.asJob('privacy', (db) =>
      db.execute(sql`select from audit_entry where action = 'standing.set' and subject_id = ${subjectId}`),
    )
    expect(rows).toHaveLength(2)
  })
})

describe('wishes', () => {
  it('are saved as one list with one version, by the person alone', async () => {
    const [one, other] = [await published({ title: 'First' }), await published({ title: 'Second' })]
    const { version } = await call(wishProcedures.get, { employeeId: 'E5' }, org.as('employee'))
    const preferences = [other.openingId, one.openingId]
    const saved = await call(wishProcedures.save, { ...wished, preferences, version }, org.as('employee'))
    expect(saved.preferences.map(({ title }) => title)).toEqual(['Second', 'First'])
    const turned = { ...wished, preferences: preferences.toReversed(), version: saved.version }
    expect((await call(wishProcedures.save, turned, org.as('employee'))).preferences[0]).toMatchObject({
      title: 'First',
    })
    const stale = call(wishProcedures.save, { ...wished, mobility: 'no', version: saved.version }, org.as('employee'))
    await expect(stale).rejects.toMatchObject({
      code: 'CONFLICT',
      data: { yours: { mobility: 'no' }, stored: { mobility: 'yes' } },
    })
    const seen = await call(wishProcedures.get, { employeeId: 'E5' }, org.as('manager'))
    expect(seen.preferences).toHaveLength(2)
    await expect(call(wishProcedures.get, { employeeId: 'E4' }, org.as('employee'))).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })

  it('name published openings only', async () => {
    const draft = await call(offer, place, org.as('hr'))
    const { version } = await call(wishProcedures.get, { employeeId: 'E4' }, org.as('manager'))
    const asked = call(wishProcedures.save, { ...wished, preferences: [draft.openingId], version }, org.as('manager'))
    await expect(asked).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })
})

describe('what homes keep, and the settings', () => {
  const rule = { unitId: 'A1', minHeads: 2, noticeDays: 60, holders: [{ criterion: 'x', minHolders: 1 }] }
  const budget = { from: '2027-01-01', to: '2027-01-31', reason: 'Budget close' }

  it('are set by HR as a whole, and bind whoever leaves', async () => {
    const saved = await call(homeRuleProcedures.save, { ...rule, blackouts: [budget], version: 0 }, org.as('hr'))
    expect(saved).toMatchObject({
      minHeads: 2,
      noticeDays: 60,
      holders: rule.holders,
      blackouts: [budget],
      version: 1,
      heads: 2,
    })
    const stale = call(homeRuleProcedures.save, { ...rule, blackouts: [], version: 0 }, org.as('hr'))
    await expect(stale).rejects.toMatchObject({ code: 'CONFLICT', data: { stored: { version: 1 } } })
    const { openingId } = await published({
      ...place,
      hostUnitId: 'B',
      earliestStart: '2027-01-15',
      latestEnd: '2027-10-14',
    })
    const { openings } = await call(helpful, { employeeId: 'E5' }, org.as('employee'))
    const verdicts = openings.find((one) => one.opening.openingId === openingId)!.verdicts
    expect(verdicts.filter(({ outcome }) => outcome === 'fails')).toMatchObject([
      { rule: 'notice', facts: { days: 60, from: '2027-01-22' } },
      { rule: 'blackout', facts: { reason: 'Budget close', of: 'home' } },
    ])
  })

  it('refuse two periods that overlap', async () => {
    const twice = [budget, { from: '2027-01-31', to: '2027-02-03', reason: 'Audit' }]
    const asked = call(homeRuleProcedures.save, { ...rule, unitId: 'B', blackouts: twice, version: 0 }, org.as('hr'))
    await expect(asked).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })

  it('are versions: the newest counts, the first is the default', async () => {
    const before = await call(policyProcedures.get, undefined, org.as('employee'))
    expect(before).toMatchObject({ version: 1, isDefault: true, settings: DEFAULT_PLACEMENT })
    const settings = { ...DEFAULT_PLACEMENT, noticeDays: 42 }
    const set = await call(policyProcedures.set, { version: 1, note: 'Agreed by the panel', settings }, org.as('hr'))
    expect(set).toMatchObject({ version: 2, isDefault: false, settings: { noticeDays: 42 } })
    const stale = call(policyProcedures.set, { version: 1, note: 'Again', settings }, org.as('hr'))
    await expect(stale).rejects.toMatchObject({ code: 'CONFLICT' })
  })
})
