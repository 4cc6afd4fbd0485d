import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import profilesFile from '@/db/framework/profiles.json' with { type: 'json' }
import { addDays } from '@/lib/openings/days'
import { DEFAULT_PLACEMENT } from '@/lib/openings/policy'
import { readOpenings, readPeople } from '@/lib/openings/sample.fixtures'
import type { Planned } from './audit-facts'
import type { OpeningRow, PersonRow, RoundFacts, UnitRow } from './facts'
import { dice } from './organisations.fixtures'

/** The round of mock/planner: the sample's 48 people and twelve openings, four gaps, time in post held, one away per unit. */
export function sampleFacts(): RoundFacts {
  const rows: Record<string, string>[] = parse(readFileSync(new URL('../../db/sample/people.csv', import.meta.url)), {
    ...{ columns: true, bom: true },
  })
  const people = readPeople().map(({ person }) => {
    const row = rows.find(({ employee_id }) => employee_id === person.employeeId)!
    const profile = profilesFile.profiles.find(({ key }) => key === row.target_profile)!
    return {
      ...{ ...person, reportIds: [...person.reportIds], leave: [], placements: [], choices: [], aspired: null },
      ...{ isCandidate: true, managerId: row.manager_id || null, grade: row.grade ?? '' },
      levels: Object.fromEntries(person.levels),
      profile: profile.criteria
        .filter(({ target, weight }) => target > 0 && weight > 0)
        .map(({ criterion, target, weight, minimum }) => ({ criterion, target, weight, minimum: minimum ?? null })),
    }
  })
  const openings = readOpenings().map((opening) => ({ ...opening, taken: [], supervisorLevels: null, dates: null }))
  const units = [...new Set([...people.map(({ unitId }) => unitId), ...openings.map(({ hostUnitId }) => hostUnitId)])]
  return {
    today: '2026-11-23',
    horizon: { from: '2027-01-01', to: '2028-12-31' },
    per: 'week',
    policy: { ...DEFAULT_PLACEMENT, rules: { ...DEFAULT_PLACEMENT.rules, 'time-in-post': 'hold' } },
    rules: { awayPerUnit: 1, awayPerManager: 2, staysInPlace: false },
    chosen: ['investment-appraisal', 'business-role-experience', 'prioritisation', 'strategic-alignment'],
    ...{ people, openings },
    units: units.map((unitId): UnitRow => ({ unitId, minHeads: null, noticeDays: null, holders: [], blackouts: [] })),
    ...{ budget: null, pins: [], forbids: [], proposed: [] },
  }
}

/** The first placement of a plan in its facts, to be changed; `day` is its first one. */
interface Spoilt {
  facts: RoundFacts
  plan: Planned[]
  one: Planned
  person: PersonRow
  opening: OpeningRow
  home: UnitRow
}

const wish = ({ person }: Pick<Spoilt, 'person'>, said: Partial<NonNullable<PersonRow['wish']>>) => {
  person.wish = {
    notNowUntil: null,
    mobility: 'unknown',
    places: [],
    earliest: null,
    latest: null,
    maxShare: 100,
    ...said,
  }
}
const stand = ({ person }: Spoilt, said: Partial<NonNullable<PersonRow['standing']>>) => {
  person.standing = { probationUntil: null, contractEndsOn: null, isUnderProcess: false, ...said }
}

const spoilers: [rule: string, spoil: (spoilt: Spoilt) => void][] = [
  ['one placement', ({ plan, one }) => plan.push({ ...one })],
  ['own unit', ({ person, opening }) => Object.assign(person, { unitId: opening.hostUnitId })],
  ['entry level', ({ opening }) => Object.assign(opening, { entry: [{ criterion: 'prioritisation', level: 5 }] })],
  ['published', ({ opening }) => Object.assign(opening, { status: 'closed' })],
  ['window', ({ one }) => Object.assign(one, { to: addDays(one.to, 1) })],
  ['length', ({ one }) => Object.assign(one, { to: addDays(one.to, -1) })],
  ['fixed days', ({ one }) => Object.assign(one, { from: addDays(one.from, 1) })],
  ['horizon', ({ facts, one }) => Object.assign(facts.horizon, { from: addDays(one.from, 1) })],
  ['not now', (spoilt) => wish(spoilt, { notNowUntil: addDays(spoilt.one.from, 1) })],
  ['wished dates', (spoilt) => wish(spoilt, { latest: spoilt.one.from })],
  ['wished share', (spoilt) => wish(spoilt, { maxShare: 10 })],
  ['mobility', ({ facts }) => facts.people.forEach((person) => void wish({ person }, { mobility: 'no' }))],
  ['leave', ({ person, one }) => person.leave.push({ from: one.to, to: one.to })],
  ['share of the week', ({ person, one }) => person.placements.push({ ...one, share: 90 })],
  ['probation', (spoilt) => stand(spoilt, { probationUntil: spoilt.one.from })],
  ['contract', (spoilt) => stand(spoilt, { contractEndsOn: spoilt.one.from })],
  ['process', (spoilt) => stand(spoilt, { isUnderProcess: true })],
  ['time in post', ({ person }) => Object.assign(person, { inPostSince: '2026-06-01' })],
  [
    'cooling off',
    ({ facts, person, one }) => {
      facts.policy.rules['cooling-off'] = 'hold'
      person.placements.push({ from: addDays(one.from, -99), to: addDays(one.from, -9), share: 20 })
    },
  ],
  [
    'cumulative',
    ({ facts, person, one }) => {
      facts.policy.rules.cumulative = 'hold'
      person.placements.push({ from: addDays(one.from, -999), to: addDays(one.from, -300), share: 100 })
    },
  ],
  ['notice', ({ facts, one }) => Object.assign(facts, { today: addDays(one.from, -9) })],
  ['blackout', ({ home, one }) => home.blackouts.push({ from: one.from, to: one.from, reason: 'Audit' })],
  ['own report', ({ person, opening }) => person.reportIds.push(opening.supervisorId!)],
  ['seats', ({ opening, one }) => opening.taken.push(...Array(9).fill({ from: one.to, to: one.to }))],
  ['heads', ({ home }) => Object.assign(home, { minHeads: 99 })],
  [
    'holders',
    ({ home, person: { profile, levels } }) => {
      const held = profile.find(({ criterion, minimum, target }) => levels[criterion]! >= (minimum ?? target) * 1000)!
      home.holders.push({ criterion: held.criterion, minHolders: 99 })
    },
  ],
  ['manager', ({ facts }) => Object.assign(facts.rules, { awayPerManager: 0 })],
  ['pin', ({ facts }) => facts.pins.push({ employeeId: 'nobody', openingId: 'OP01', from: null })],
  ['known', ({ one }) => Object.assign(one, { openingId: 'nothing' })],
]

/** One wrong thing each, by the rule that it breaks: in the facts, or in the plan that keeps them. */
export const wrong = spoilers.map(([rule, spoil]) => {
  const change = (facts: RoundFacts, plan: Planned[]) => {
    const one = plan[0]!
    const person = facts.people.find(({ employeeId }) => employeeId === one.employeeId)!
    const opening = facts.openings.find(({ openingId }) => openingId === one.openingId)!
    const home = facts.units.find(({ unitId }) => unitId === person.unitId)!
    spoil({ facts, plan, one, person, opening, home })
  }
  return [rule, change] as const
})

/** The facts with leave, placements, blackouts, money and dates that only chance knows. */
export function disturb(facts: RoundFacts, seed: number): RoundFacts {
  const roll = dice(seed)
  const span = (days: number) => {
    const from = addDays('2027-01-04', roll.whole(0, 500))
    return { from, to: addDays(from, roll.whole(1, days)) }
  }
  for (const person of facts.people) {
    if (roll.chance(0.2)) person.leave.push(span(90))
    if (roll.chance(0.1)) person.placements.push({ ...span(200), share: roll.pick([20, 40, 100]) })
    person.grade = roll.pick(['M1', 'M2'])
  }
  for (const unit of facts.units) {
    unit.minHeads = roll.chance(0.5) ? roll.whole(1, 3) : null
    if (roll.chance(0.3)) unit.blackouts.push({ ...span(30), reason: 'Close' })
    if (roll.chance(0.3)) unit.holders.push({ criterion: roll.pick(facts.chosen), minHolders: 1 })
  }
  return {
    ...facts,
    per: roll.pick(['week', 'month']),
    policy: { ...facts.policy, coverCost: { M1: 400_000, M2: 700_000 } },
    budget: roll.whole(5, 40) * 1_000_000,
    openings: facts.openings.map((opening) => {
      if (roll.chance(0.4)) return opening
      return {
        ...opening,
        ...{ isFixed: false, minDays: Math.min(100, opening.maxDays), latestEnd: addDays(opening.latestEnd, 60) },
        share: roll.pick([40, 60, 100]),
      }
    }),
  }
}
