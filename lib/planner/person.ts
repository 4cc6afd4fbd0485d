import { judge, type Verdict } from '@/lib/openings/eligibility'
import { routes } from '@/lib/openings/routes'
import type { Planned } from './audit-facts'
import type { OpeningRow, PersonRow, RoundFacts } from './facts'
import { type Exclusion, type MadeRound, openPairs, personFacts, surroundings } from './options'
import { firstDays, windowsOf } from './periods'

/** How one opening stands to one person in a round. */
export interface ToldPair {
  openingId: string
  state: 'planned' | 'possible' | 'excluded'
  /** Days of the placement that counts most, and what it counts for in thousandths of a point; null when excluded. */
  best: { from: string; to: string; value: number } | null
  /** The rule that excludes, with what a sentence about it needs. */
  reason: Exclusion | null
  facts: Verdict['facts']
}

export interface ToldPerson {
  employeeId: string
  pairs: ToldPair[]
}

const rank = { planned: 0, possible: 1, excluded: 2 }

/** Every opening of a round for one candidate: planned, possible or excluded by a rule; what counts most first. */
export function tellPerson(facts: RoundFacts, plan: readonly Planned[], employeeId: string): ToldPerson | null {
  const person = facts.people.find((row) => row.employeeId === employeeId && row.isCandidate)
  if (!person) return null
  const { placementsAt } = openPairs(facts)
  const pairs = facts.openings.map((opening, at): ToldPair => {
    const { openingId } = opening
    const found = placementsAt(person, at)
    if (typeof found === 'string') {
      return { openingId, state: 'excluded', best: null, reason: found, facts: factsOf(facts, person, opening, found) }
    }
    const [top] = found.toSorted(
      (a, b) => b.value - a.value || a.window.first - b.window.first || a.window.last - b.window.last,
    )
    const { window, value } = top!
    const isPlanned = plan.some((one) => one.employeeId === employeeId && one.openingId === openingId)
    return {
      ...{ openingId, state: isPlanned ? 'planned' : 'possible', reason: null, facts: {} },
      best: { from: window.from, to: window.to, value },
    }
  })
  return {
    employeeId,
    pairs: pairs.sort(
      (a, b) =>
        rank[a.state] - rank[b.state] ||
        (b.best?.value ?? 0) - (a.best?.value ?? 0) ||
        (a.openingId < b.openingId ? -1 : 1),
    ),
  }
}

function factsOf(facts: RoundFacts, person: PersonRow, opening: OpeningRow, reason: Exclusion) {
  const [span] = windowsOf(opening, facts, firstDays(facts), routes.get(opening.routeKey)!.typicalMonths)
  if (!span) return {}
  const verdicts = judge({
    ...{ person: personFacts(person), opening, policy: facts.policy, span },
    around: surroundings(facts, person, opening),
  })
  return verdicts.find(({ rule, outcome }) => rule === reason && outcome === 'fails')?.facts ?? {}
}

/** A candidate without a placement: how many openings they could take, and what the best of these counts for. */
export interface LeftOut {
  employeeId: string
  openings: number
  best: number
}

/** Whom a plan leaves out: first those who could have gone, by what they count for. */
export function leftOut(facts: RoundFacts, round: MadeRound, plan: readonly Planned[]): LeftOut[] {
  const { people, options } = round.instance
  const could = new Map<string, { openings: Set<number>; best: number }>()
  for (let at = 0; at < options.count; at++) {
    const { key } = people[options.person[at]!]!
    const known = could.get(key) ?? { openings: new Set(), best: 0 }
    could.set(key, {
      openings: known.openings.add(options.opening[at]!),
      best: Math.max(known.best, options.value[at]!),
    })
  }
  const placed = new Set(plan.map(({ employeeId }) => employeeId))
  return facts.people
    .filter(({ isCandidate, employeeId }) => isCandidate && !placed.has(employeeId))
    .map(({ employeeId }) => {
      const { openings, best } = could.get(employeeId) ?? { openings: new Set(), best: 0 }
      return { employeeId, openings: openings.size, best }
    })
    .sort((a, b) => b.best - a.best || (a.employeeId < b.employeeId ? -1 : 1))
}
