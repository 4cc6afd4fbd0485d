import { addDays, addMonths, daysIn, overlaps, type Span } from './days'
import type { OpeningTerms, PersonFacts, Surroundings } from './facts'
import type { PlacementPolicy, SwitchedRule } from './policy'
import { remember } from './remember'

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
type Rules<T> = Partial<Record<RuleKey, Rule<T>>>

const verdict = (rule: RuleKey, outcome: Outcome, facts: Verdict['facts'] = {}): Verdict => ({ rule, outcome, facts })
const holds = (rule: RuleKey, isMet: boolean, facts: Verdict['facts'] = {}) =>
  verdict(rule, isMet ? 'ok' : 'fails', facts)
/** What breaks a rule that a scenario may switch. */
const broken = (rule: RuleKey & SwitchedRule, policy: PlacementPolicy, facts: Verdict['facts']) =>
  verdict(rule, policy.rules[rule] === 'hold' ? 'fails' : 'override', facts)

function isRated({ levels }: PersonFacts): boolean {
  for (const level of levels.values()) if (level !== null) return true
  return false
}

const onPerson = {
  rated: ({ person }) => holds('rated', isRated(person)),
  'own-unit': ({ person, opening }) =>
    holds('own-unit', person.unitId !== opening.hostUnitId, { unit: opening.hostUnitId }),
  entry: ({ person, opening }) =>
    opening.entry.map(({ criterion, level }) => {
      const has = person.levels.get(criterion) ?? null
      return holds('entry', has !== null && has >= level * 1000, { criterion, level: has, needed: level * 1000 })
    }),
} satisfies Rules<Pair>

const onTime = {
  'time-in-post': ({ person, span, policy }) => {
    const months = policy.timeInPostMonths
    if (person.inPostSince === null) return verdict('time-in-post', 'unknown', { months })
    const facts = { since: person.inPostSince, from: addMonths(person.inPostSince, months), months }
    return facts.from <= span.from ? verdict('time-in-post', 'ok', facts) : broken('time-in-post', policy, facts)
  },
  'not-now': ({ person: { wish }, span }) => {
    const until = wish?.notNowUntil ?? null
    return holds('not-now', until === null || until <= span.from, { until })
  },

  probation: ({ person: { standing }, span }) => {
    if (!standing) return null
    const until = standing.probationUntil
    return holds('probation', until === null || until < span.from, { until })
  },
  contract: ({ person: { standing }, span }) => {
    if (!standing) return null
    const ends = standing.contractEndsOn
    return holds('contract', ends === null || span.to <= ends, { ends })
  },
} satisfies Rules<Asked>

const onDates = {
  notice: ({ span, around, policy }) => {
    const days = around.noticeDays ?? policy.noticeDays
    const facts = { days, from: addDays(around.today, days) }
    return facts.from <= span.from ? verdict('notice', 'ok', facts) : broken('notice', policy, facts)
  },
  leave: ({ person, span }) => {
    const away = person.leave.find((leave) => overlaps(leave, span))
    return holds('leave', !away, { from: away?.from ?? null, to: away?.to ?? null })
  },
  length: ({ opening, span, policy }) => {
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
  window: ({ opening, span }) =>
    holds('window', opening.earliestStart <= span.from && span.to <= opening.latestEnd, {
      from: opening.earliestStart,
      to: opening.latestEnd,
    }),
  'wished-dates': ({ person: { wish }, span }) => {
    const { earliest = null, latest = null } = wish ?? {}
    return holds('wished-dates', (earliest ?? span.from) <= span.from && span.to <= (latest ?? span.to), {
      ...{ earliest, latest },
    })
  },
  blackout: ({ span, around, policy }) => {
    // A placement runs through them: what they forbid is to leave or to start.
    const hit = around.blackouts.find((blackout) => blackout.from <= span.from && span.from <= blackout.to)
    if (!hit) return verdict('blackout', 'ok')
    return broken('blackout', policy, { from: hit.from, to: hit.to, reason: hit.reason, of: hit.of })
  },
} satisfies Rules<Asked>

const workingDays = (days: number, share: number) => Math.floor((days * 5 * share) / 700)

const onPlacements = {
  placed: ({ person, opening, span }) => {
    const along = person.placements.filter((placement) => overlaps(placement, span))
    const most = Math.max(0, ...along.map(({ from }) => shareOn(along, from < span.from ? span.from : from)))
    return holds('placed', most + opening.share <= 100, { share: most, added: opening.share })
  },
  cumulative: ({ person, span, policy }) => {
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
  'cooling-off': ({ person, span, policy }) => {
    const months = policy.coolingOffMonths
    const last = person.placements.map(({ to }) => to).filter((to) => to < span.from)
    const ended = last.sort().at(-1) ?? null
    const facts = { ended, months, from: ended && addMonths(addDays(ended, 1), months) }
    return facts.from === null || facts.from <= span.from
      ? verdict('cooling-off', 'ok', facts)
      : broken('cooling-off', policy, facts)
  },
} satisfies Rules<Asked>

const shareOn = (placements: readonly (Span & { share: number })[], day: string) =>
  placements.reduce((sum, { from, to, share }) => (from <= day && day <= to ? sum + share : sum), 0)

const onPlace = {
  process: ({ person: { standing } }) => (standing ? holds('process', !standing.isUnderProcess) : null),
  open: ({ opening, around: { today } }) =>
    holds('open', opening.status === 'published' && (opening.applyBy === null || today <= opening.applyBy), {
      applyBy: opening.applyBy,
      status: opening.status,
    }),

  share: ({ person: { wish }, opening }) => {
    const most = wish?.maxShare ?? 100
    return holds('share', opening.share <= most, { share: opening.share, most })
  },
  place: ({ person, opening }) => {
    const facts = { place: opening.location, home: person.location }
    if (!needsMove(person, opening)) return verdict('place', 'ok', facts)
    const { mobility = 'unknown', places = [] } = person.wish ?? {}
    if (mobility === 'unknown') return verdict('place', 'unknown', facts)
    const goes =
      mobility === 'yes' && (places.length === 0 || places.some((place) => isSamePlace(place, opening.location)))
    return holds('place', goes, facts)
  },
  // Nobody keeps who is cleared for what, or speaks what: the host asks.
  clearance: ({ opening: { clearance } }) =>
    clearance === null ? verdict('clearance', 'ok') : verdict('clearance', 'unknown', { clearance }),
  languages: ({ opening: { languages } }) =>
    languages.length === 0
      ? verdict('languages', 'ok')
      : verdict('languages', 'unknown', { languages: languages.join(', ') }),
  supervisor: ({ person, opening, around }) => {
    const criterion = opening.criteria[0]?.criterion
    const target = criterion === undefined ? undefined : person.targets.get(criterion)
    if (criterion === undefined || target === undefined) return verdict('supervisor', 'ok')
    const level = around.supervisorLevels?.get(criterion) ?? null
    const facts = { criterion, level, needed: target * 1000 }
    return level === null ? verdict('supervisor', 'unknown', facts) : holds('supervisor', level >= facts.needed, facts)
  },
  'own-report': ({ person, opening }) =>
    holds('own-report', opening.supervisorId === null || !person.reportIds.includes(opening.supervisorId)),
} satisfies Rules<Pair>

const plainName = remember((place: string) => place.trim().toLocaleLowerCase('en'))

const isSamePlace = (one: string, other: string) => {
  const [a, b] = [plainName(one), plainName(other)]
  return a === b || b.startsWith(`${a},`)
}

/** The place is another one than where somebody works; unknown on either side asks nothing of anybody. */
export const needsMove = (person: Pick<PersonFacts, 'location'>, opening: Pick<OpeningTerms, 'location'>) =>
  person.location !== '' && opening.location !== '' && !isSamePlace(person.location, opening.location)

const ofPair: Rules<Pair> = { ...onPerson, ...onPlace }
const ofDays: Rules<Asked> = { ...onTime, ...onDates, ...onPlacements }
const sorted = <T>(rules: Rules<T>) => ruleKeys.flatMap((key) => rules[key] ?? [])
const [pairInOrder, daysInOrder, allInOrder] = [sorted(ofPair), sorted(ofDays), sorted({ ...ofPair, ...ofDays })]

const askAll = <T>(rules: readonly Rule<T>[], asked: T): Verdict[] => rules.flatMap((rule) => rule(asked) ?? [])

/** Asks rule by rule and no further than the first that excludes. */
function askUntilBroken<T>(rules: readonly Rule<T>[], asked: T): RuleKey | null {
  for (const rule of rules) {
    const found = rule(asked)
    if (found === null) continue
    const failed = Array.isArray(found) ? firstFailure(found) : found.outcome === 'fails' ? found : null
    if (failed) return failed.rule
  }
  return null
}

/** The rules of `judge` that no day changes: one answer for all starts of a pair. */
export const judgePair = (pair: Pair): Verdict[] => askAll(pairInOrder, pair)

/** The rules of `judge` that hang on the days. */
export const judgeDays = (asked: Asked): Verdict[] => askAll(daysInOrder, asked)

/**
 * How every individual rule of secondments §9 comes out for one person, one opening and one span of days, in the order of
 * `ruleKeys`; entry levels one by one. Rules that the viewer may not know of (standing: null) are left out. What a home must
 * keep is no rule about a person: the planner and releases ask for it.
 */
export const judge = (asked: Asked): Verdict[] => askAll(allInOrder, asked)

/** The first rule that excludes, or null when none does. */
export const firstFailure = (verdicts: readonly Verdict[]) =>
  verdicts.find(({ outcome }) => outcome === 'fails') ?? null

/** The same three questions for whoever asks a million times and wants no more than the first rule that excludes. */
export const firstBroken = {
  ofPair: (pair: Pair) => askUntilBroken(pairInOrder, pair),
  ofDays: (asked: Asked) => askUntilBroken(daysInOrder, asked),
  ofAll: (asked: Asked) => askUntilBroken(allInOrder, asked),
}
