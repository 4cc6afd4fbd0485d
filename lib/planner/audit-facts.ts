import type { PersonRow, RoundFacts } from './facts'

/** A placement of a plan in days, as it would be published. */
export interface Planned {
  employeeId: string
  openingId: string
  from: string
  to: string
}

/** A rule of secondments §9 that a plan breaks: for whom or what, and on which day where it is about one. */
export interface Fault {
  rule: string
  key: string
  day: string | null
}

type Facts = Pick<
  RoundFacts,
  'today' | 'horizon' | 'policy' | 'rules' | 'people' | 'openings' | 'units' | 'pins' | 'forbids'
>

const dayAfter = (day: string) => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)
const daysOf = ({ from, to }: { from: string; to: string }) => {
  const days: string[] = []
  for (let day = from; day <= to; day = dayAfter(day)) days.push(day)
  return days
}
/** Rows by their key, found once: a plan of a thousand people is asked about on every day of a year. */
function byKey<Row>(rows: readonly Row[], keyOf: (row: Row) => string | null): Map<string, Row[]> {
  const found = new Map<string, Row[]>()
  for (const row of rows) {
    const key = keyOf(row)
    if (key === null) continue
    const known = found.get(key)
    if (known) known.push(row)
    else found.set(key, [row])
  }
  return found
}

const covers = (span: { from: string; to: string }, day: string) => span.from <= day && day <= span.to

/**
 * Whether a plan keeps the rules that must hold, day by day of the facts themselves. It shares nothing with what proposes
 * placements: neither the rules of eligibility as they are coded there, nor periods, nor rows; a mistake in one is found by the
 * other. Empty when all is well.
 */
export function auditFacts(facts: Facts, plan: readonly Planned[]): Fault[] {
  const faults = plan.flatMap((placement) => auditPlacement(facts, placement))
  for (const { employeeId } of plan) {
    if (plan.filter((other) => other.employeeId === employeeId).length > 1) {
      faults.push({ rule: 'one placement', key: employeeId, day: null })
    }
  }
  for (const { employeeId, openingId, from } of facts.pins) {
    const isMet = plan.some((one) => {
      return one.employeeId === employeeId && one.openingId === openingId && (from === null || one.from === from)
    })
    if (!isMet) faults.push({ rule: 'pin', key: `${employeeId} at ${openingId}`, day: null })
  }
  const days = [...new Set(plan.flatMap(daysOf))].sort()
  const sorted: Sorted = {
    shareAt: new Map(facts.openings.map(({ openingId, share }) => [openingId, share])),
    people: new Map(facts.people.map((person) => [person.employeeId, person])),
    atHome: byKey(facts.people, ({ unitId }) => unitId),
    ofManager: byKey(facts.people, ({ managerId }) => managerId),
  }
  return [...faults, ...days.flatMap((day) => auditDay(facts, sorted, plan, day))]
}

interface Sorted {
  shareAt: Map<string, number>
  people: Map<string, PersonRow>
  atHome: Map<string, PersonRow[]>
  ofManager: Map<string, PersonRow[]>
}

function auditPlacement(facts: Facts, placement: Planned): Fault[] {
  const { employeeId, openingId, from, to } = placement
  const person = facts.people.find((one) => one.employeeId === employeeId)
  const opening = facts.openings.find((one) => one.openingId === openingId)
  const fault = (rule: string): Fault => ({ rule, key: `${employeeId} at ${openingId}`, day: null })
  if (!person?.isCandidate || !opening) return [fault('known')]
  const { policy, today } = facts
  const length = daysOf(placement).length
  const home = facts.units.find(({ unitId }) => unitId === person.unitId)
  const host = facts.units.find(({ unitId }) => unitId === opening.hostUnitId)
  const closed = [...(home?.blackouts ?? []), ...(host?.blackouts ?? [])]
  const notice = home?.noticeDays ?? policy.noticeDays
  const daysAhead = (Date.parse(from) - Date.parse(today)) / 86_400_000
  const isSetByHand = opening.dates?.from === from && opening.dates.to === to
  const broken: [rule: string, isBroken: boolean][] = [
    ['own unit', person.unitId === opening.hostUnitId],
    ['entry level', opening.entry.some(({ criterion, level }) => (person.levels[criterion] ?? -1) < level * 1000)],
    ['published', opening.status !== 'published' || (opening.applyBy ?? today) < today],
    ['horizon', from < facts.horizon.from || to > facts.horizon.to || to < from],
    ['window', from < opening.earliestStart || to > opening.latestEnd],
    ['length', length < opening.minDays || length > opening.maxDays],
    ['fixed days', opening.isFixed && !isSetByHand && (from !== opening.earliestStart || to !== opening.latestEnd)],
    ['not now', (person.wish?.notNowUntil ?? from) > from],
    ['wished dates', (person.wish?.earliest ?? from) > from || (person.wish?.latest ?? to) < to],
    ['wished share', opening.share > (person.wish?.maxShare ?? 100)],
    ['leave', person.leave.some((leave) => leave.from <= to && from <= leave.to)],
    ['share of the week', daysOf(placement).some((day) => shareOn(person, day) + opening.share > 100)],
    ['probation', (person.standing?.probationUntil ?? '') >= from],
    ['contract', (person.standing?.contractEndsOn ?? to) < to],
    ['process', person.standing?.isUnderProcess ?? false],
    ['notice', policy.rules.notice === 'hold' && daysAhead < notice],
    ['blackout', policy.rules.blackout === 'hold' && closed.some((span) => covers(span, from))],
    [
      'time in post',
      policy.rules['time-in-post'] === 'hold' &&
        monthsLater(person.inPostSince ?? '1900-01-01', policy.timeInPostMonths) > from,
    ],
    ['cooling off', policy.rules['cooling-off'] === 'hold' && isTooSoon(person, from, policy.coolingOffMonths)],
    ['cumulative', policy.rules.cumulative === 'hold' && isTooMuch(person, placement, policy)],
    ['own report', opening.supervisorId !== null && person.reportIds.includes(opening.supervisorId)],
    ['mobility', person.wish?.mobility === 'no' && isElsewhere(person.location, opening.location)],
    ['stays in place', facts.rules.staysInPlace && isElsewhere(person.location, opening.location)],
    ['only holder', policy.rules['single-holder'] === 'hold' && isOnlyHolder(facts, person)],
    [
      'forbidden',
      facts.forbids.some((one) => one.employeeId === employeeId && (one.openingId ?? openingId) === openingId),
    ],
  ]
  return broken.flatMap(([rule, isBroken]) => (isBroken ? [fault(rule)] : []))
}

/** The same day of a later month, or the last of that month. */
function monthsLater(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const first = new Date(Date.UTC(year, month - 1 + months, 1))
  const most = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  return `${first.toISOString().slice(0, 8)}${String(Math.min(date, most)).padStart(2, '0')}`
}

const isTooSoon = ({ placements }: PersonRow, from: string, months: number) =>
  placements.some(({ to }) => to < from && monthsLater(dayAfter(to), months) > from)

function isTooMuch({ placements }: PersonRow, placement: Planned, policy: Facts['policy']): boolean {
  const start = monthsLater(dayAfter(placement.to), -policy.cumulativeWindowMonths)
  const away = [...placements, placement].flatMap(daysOf).filter((day) => start <= day && day <= placement.to)
  const end = monthsLater(start, policy.cumulativeMonths)
  return away.length > (Date.parse(end) - Date.parse(start)) / 86_400_000
}

const shareOn = ({ placements }: PersonRow, day: string) =>
  placements.reduce((sum, span) => (covers(span, day) ? sum + span.share : sum), 0)

/** A place is known by its name up to the first comma; one that is not said is nowhere else. */
function isElsewhere(home: string, place: string): boolean {
  const named = (text: string) => text.trim().toLowerCase()
  return home !== '' && place !== '' && named(home) !== named(place) && !named(place).startsWith(`${named(home)},`)
}

function isOnlyHolder({ people }: Facts, person: PersonRow): boolean {
  return person.profile.some(({ criterion, minimum }) => {
    if (minimum === null) return false
    const holders = people.filter(
      (one) => one.unitId === person.unitId && (one.levels[criterion] ?? -1) >= minimum * 1000,
    )
    return holders.length === 1 && holders[0] === person
  })
}

/** Seats, heads, holders, small homes and managers on one day, counted anew from who is where. */
function auditDay(
  { openings, units, policy, rules }: Facts,
  { shareAt, people, atHome, ofManager }: Sorted,
  plan: readonly Planned[],
  day: string,
): Fault[] {
  const faults: Fault[] = []
  const now = plan.filter((placement) => covers(placement, day))
  const used = byKey(now, (one) => one.openingId)
  for (const { openingId, seats, taken } of openings) {
    const own = used.get(openingId)?.length ?? 0
    if (own > 0 && own + taken.filter((span) => covers(span, day)).length > seats) {
      faults.push({ rule: 'seats', key: openingId, day })
    }
  }
  const going = new Set(
    now.flatMap(({ employeeId, openingId }) => ((shareAt.get(openingId) ?? 100) >= 50 ? [employeeId] : [])),
  )
  const goes = (person: PersonRow) => going.has(person.employeeId)
  const isGone = (person: PersonRow) =>
    goes(person) ||
    person.leave.some((span) => covers(span, day)) ||
    person.placements.some((span) => span.share >= 50 && covers(span, day))
  for (const unit of units) {
    const heads = atHome.get(unit.unitId) ?? []
    if (!heads.some(goes)) continue
    const away = heads.filter(isGone).length
    const [part, whole] = policy.coverShare
    const least = unit.minHeads ?? Math.ceil((heads.length * part) / whole)
    const report = (rule: string, key = unit.unitId) => faults.push({ rule, key, day })
    if (policy.rules.cover === 'hold' && heads.length - away < least) report('heads')
    const isSmall = heads.length < policy.smallUnitUnder
    if (policy.rules['away-per-unit'] === 'hold' && isSmall && away > policy.awayPerSmallUnit) report('small home')
    if (rules.awayPerUnit !== null && away > rules.awayPerUnit) report('away from a home')
    if (policy.rules.cover !== 'hold') continue
    for (const { criterion, minHolders } of unit.holders) {
      const holders = heads.filter(({ levels, profile }) => {
        const asked = profile.find((one) => one.criterion === criterion)
        return asked && (levels[criterion] ?? -1) >= (asked.minimum ?? asked.target) * 1000
      })
      const left = holders.filter((person) => !isGone(person)).length
      if (holders.some(goes) && left < minHolders) report('holders', `${unit.unitId} ${criterion}`)
    }
  }
  const managers = new Set([...going].flatMap((employeeId) => people.get(employeeId)?.managerId ?? []))
  for (const managerId of managers) {
    const away = (ofManager.get(managerId) ?? []).filter(isGone).length
    if (away > (rules.awayPerManager ?? policy.awayPerManager)) faults.push({ rule: 'manager', key: managerId, day })
  }
  return faults
}
