import { addDays, addMonths, daysIn, overlaps, type Span } from './days'
import type { OpeningTerms, PersonFacts, Surroundings } from './facts'
import type { PlacementPolicy, SwitchedRule } from './policy'

/** Individual rules of secondments §9 in the order in which the first that excludes is named. */
export const ruleKeys = [
  'rated',
  'own-unit',
  'time-in-post',
  'entry',
  'not-now',
  'open',
  'probation',
  'contract',
  'process',
  'notice',
  'leave',
  'placed',
  'cumulative',
  'cooling-off',
  'length',
  'window',
  'wished-dates',
  'share',
  'blackout',
  'place',
  'clearance',
  'languages',
  'supervisor',
  'own-report',
] as const
export type RuleKey = (typeof ruleKeys)[number]

/** `override`: allowed with a named reason; `unknown`: allowed, and shown as not known. */
export type Outcome = 'ok' | 'fails' | 'override' | 'unknown'

/** How one rule comes out, with what a sentence about it needs: days as `YYYY-MM-DD`, levels in thousandths. */
export type Verdict = { rule: RuleKey; outcome: Outcome; facts: Record<string, string | number | null> }

type Pair = { person: PersonFacts; opening: OpeningTerms; around: Surroundings; policy: PlacementPolicy }
type Asked = Pair & { span: Span }
type Rule<T> = (asked: T) => Verdict | Verdict[] | null

const verdict = (rule: RuleKey, outcome: Outcome, facts: Verdict['facts'] = {}): Verdict => ({ rule, outcome, facts })
const holds = (rule: RuleKey, isMet: boolean, facts: Verdict['facts'] = {}) =>
  verdict(rule, isMet ? 'ok' : 'fails', facts)
/** What breaks a rule that a scenario may switch. */
const broken = (rule: RuleKey & SwitchedRule, policy: PlacementPolicy, facts: Verdict['facts']) =>
  verdict(rule, policy.rules[rule] === 'hold' ? 'fails' : 'override', facts)

const onPerson: Rule<Pair>[] = [
  ({ person }) =>
    holds(
      'rated',
      [...person.levels.values()].some((level) => level !== null),
    ),
  ({ person, opening }) => holds('own-unit', person.unitId !== opening.hostUnitId, { unit: opening.hostUnitId }),
  ({ person, opening }) =>
    opening.entry.map(({ criterion, level }) => {
      const has = person.levels.get(criterion) ?? null
      return holds('entry', has !== null && has >= level * 1000, { criterion, level: has, needed: level * 1000 })
    }),
]

const onTime: Rule<Asked>[] = [
  ({ person, span, policy }) => {
    const months = policy.timeInPostMonths
    if (person.inPostSince === null) return verdict('time-in-post', 'unknown', { months })
    const facts = { since: person.inPostSince, from: addMonths(person.inPostSince, months), months }
    return facts.from <= span.from ? verdict('time-in-post', 'ok', facts) : broken('time-in-post', policy, facts)
  },
  ({ person: { wish }, span }) => {
    const until = wish?.notNowUntil ?? null
    return holds('not-now', until === null || until <= span.from, { until })
  },

  ({ person: { standing }, span }) => {
    if (!standing) return null
    const until = standing.probationUntil
    return holds('probation', until === null || until < span.from, { until })
  },
  ({ person: { standing }, span }) => {
    if (!standing) return null
    const ends = standing.contractEndsOn
    return holds('contract', ends === null || span.to <= ends, { ends })
  },
]

const onDates: Rule<Asked>[] = [
  ({ span, around, policy }) => {
    const days = around.noticeDays ?? policy.noticeDays
    const facts = { days, from: addDays(around.today, days) }
    return facts.from <= span.from ? verdict('notice', 'ok', facts) : broken('notice', policy, facts)
  },
  ({ person, span }) => {
    const away = person.leave.find((leave) => overlaps(leave, span))
    return holds('leave', !away, { from: away?.from ?? null, to: away?.to ?? null })
  },
  ({ opening, span, policy }) => {
    const days = daysIn(span)
    const longest = addDays(addMonths(span.from, policy.hardMaxMonths), -1)
    const shortest = opening.share === 100 ? addDays(addMonths(span.from, policy.minMonths), -1) : span.from
    const isLong =
      span.to >= shortest && (opening.share === 100 || workingDays(days, opening.share) >= policy.minPartTimeDays)
    return holds('length', isLong && span.to <= longest && days >= opening.minDays && days <= opening.maxDays, {
      ...{ days, least: opening.minDays, most: opening.maxDays },
      ...{ minMonths: policy.minMonths, maxMonths: policy.hardMaxMonths },
    })
  },
  ({ opening, span }) =>
    holds('window', opening.earliestStart <= span.from && span.to <= opening.latestEnd, {
      from: opening.earliestStart,
      to: opening.latestEnd,
    }),
  ({ person: { wish }, span }) => {
    const { earliest = null, latest = null } = wish ?? {}
    return holds('wished-dates', (earliest ?? span.from) <= span.from && span.to <= (latest ?? span.to), {
      ...{ earliest, latest },
    })
  },
  ({ span, around, policy }) => {
    // A placement runs through them: what they forbid is to leave or to start.
    const hit = around.blackouts.find((blackout) => blackout.from <= span.from && span.from <= blackout.to)
    if (!hit) return verdict('blackout', 'ok')
    return broken('blackout', policy, { from: hit.from, to: hit.to, reason: hit.reason, of: hit.of })
  },
]

const workingDays = (days: number, share: number) => Math.floor((days * 5 * share) / 700)

const onPlacements: Rule<Asked>[] = [
  ({ person, opening, span }) => {
    const along = person.placements.filter((placement) => overlaps(placement, span))
    const most = Math.max(0, ...along.map(({ from }) => shareOn(along, from < span.from ? span.from : from)))
    return holds('placed', most + opening.share <= 100, { share: most, added: opening.share })
  },
  ({ person, span, policy }) => {
    const { cumulativeMonths: months, cumulativeWindowMonths: window } = policy
    const since = addMonths(addDays(span.to, 1), -window)
    const days = [...person.placements, span].reduce((sum, { from, to }) => {
      const part = { from: from < since ? since : from, to: to > span.to ? span.to : to }
      return part.from <= part.to ? sum + daysIn(part) : sum
    }, 0)
    const facts = { days, months, window }
    const most = daysIn({ from: since, to: addDays(addMonths(since, months), -1) })
    return days <= most ? verdict('cumulative', 'ok', facts) : broken('cumulative', policy, facts)
  },
  ({ person, span, policy }) => {
    const months = policy.coolingOffMonths
    const last = person.placements.map(({ to }) => to).filter((to) => to < span.from)
    const ended = last.sort().at(-1) ?? null
    const facts = { ended, months, from: ended && addMonths(addDays(ended, 1), months) }
    return facts.from === null || facts.from <= span.from
      ? verdict('cooling-off', 'ok', facts)
      : broken('cooling-off', policy, facts)
  },
]

const shareOn = (placements: readonly (Span & { share: number })[], day: string) =>
  placements.reduce((sum, { from, to, share }) => (from <= day && day <= to ? sum + share : sum), 0)

const onPlace: Rule<Pair>[] = [
  ({ person: { standing } }) => (standing ? holds('process', !standing.isUnderProcess) : null),
  ({ opening, around: { today } }) =>
    holds('open', opening.status === 'published' && (opening.applyBy === null || today <= opening.applyBy), {
      applyBy: opening.applyBy,
      status: opening.status,
    }),

  ({ person: { wish }, opening }) => {
    const most = wish?.maxShare ?? 100
    return holds('share', opening.share <= most, { share: opening.share, most })
  },
  ({ person, opening }) => {
    const facts = { place: opening.location, home: person.location }
    if (!needsMove(person, opening)) return verdict('place', 'ok', facts)
    const { mobility = 'unknown', places = [] } = person.wish ?? {}
    if (mobility === 'unknown') return verdict('place', 'unknown', facts)
    const goes =
      mobility === 'yes' && (places.length === 0 || places.some((place) => isSamePlace(place, opening.location)))
    return holds('place', goes, facts)
  },
  // Nobody keeps who is cleared for what, or speaks what: the host asks.
  ({ opening: { clearance } }) =>
    clearance === null ? verdict('clearance', 'ok') : verdict('clearance', 'unknown', { clearance }),
  ({ opening: { languages } }) =>
    languages.length === 0
      ? verdict('languages', 'ok')
      : verdict('languages', 'unknown', { languages: languages.join(', ') }),
  ({ person, opening, around }) => {
    const criterion = opening.criteria[0]?.criterion
    const target = criterion === undefined ? undefined : person.targets.get(criterion)
    if (criterion === undefined || target === undefined) return verdict('supervisor', 'ok')
    const level = around.supervisorLevels?.get(criterion) ?? null
    const facts = { criterion, level, needed: target * 1000 }
    return level === null ? verdict('supervisor', 'unknown', facts) : holds('supervisor', level >= facts.needed, facts)
  },
  ({ person, opening }) =>
    holds('own-report', opening.supervisorId === null || !person.reportIds.includes(opening.supervisorId)),
]

const isSamePlace = (one: string, other: string) => {
  const [a, b] = [one.trim().toLocaleLowerCase('en'), other.trim().toLocaleLowerCase('en')]
  return a === b || b.startsWith(`${a},`)
}

/** The place is another one than where somebody works; unknown on either side asks nothing of anybody. */
export const needsMove = (person: Pick<PersonFacts, 'location'>, opening: Pick<OpeningTerms, 'location'>) =>
  person.location !== '' && opening.location !== '' && !isSamePlace(person.location, opening.location)

const place = new Map(ruleKeys.map((key, at) => [key, at]))
const inOrder = (verdicts: Verdict[]) => verdicts.sort((one, other) => place.get(one.rule)! - place.get(other.rule)!)

/** The rules of `judge` that no day changes: one answer for all starts of a pair. */
export const judgePair = (pair: Pair): Verdict[] =>
  inOrder([...onPerson, ...onPlace].flatMap((rule) => rule(pair) ?? []))

/** The rules of `judge` that hang on the days. */
export const judgeDays = (asked: Asked): Verdict[] =>
  inOrder([...onTime, ...onDates, ...onPlacements].flatMap((rule) => rule(asked) ?? []))

/**
 * How every individual rule of secondments §9 comes out for one person, one opening and one span of days, in the order of
 * `ruleKeys`; entry levels one by one. Rules that the viewer may not know of (standing: null) are left out. What a home must
 * keep is no rule about a person: the planner and releases ask for it.
 */
export const judge = (asked: Asked): Verdict[] => inOrder([...judgePair(asked), ...judgeDays(asked)])

/** The first rule that excludes, or null when none does. */
export const firstFailure = (verdicts: readonly Verdict[]) =>
  verdicts.find(({ outcome }) => outcome === 'fails') ?? null
