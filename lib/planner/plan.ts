import { judge, needsMove, type Verdict } from '@/lib/openings/eligibility'
import type { CriterionGain } from '@/lib/openings/gain'
import type { Planned } from './audit-facts'
import type { OpeningRow, PersonRow, RoundFacts } from './facts'
import { soleHoldings } from './homes'
import { costAt } from './instance'
import { type MadeRound, personFacts, surroundings } from './options'
import { usualWindow } from './periods'
import { gainOf, type Worth, worthOf } from './value'

/** A placement of a plan with what it brings, what it counts, and what has to be settled before it can be. */
export interface Placed extends Planned {
  /** Thousandths of a readiness point, of all gaps and with chosen ones counted more. */
  points: number
  weighted: number
  worth: Worth
  gains: CriterionGain[]
  /** Of cover, in minor units of money. */
  cost: number
  moves: boolean
  /** Rules that need a named override, or of which nobody knows yet. */
  cautions: Verdict[]
  /** Must-haves that home would be without: cover has to be named. */
  alone: string[]
}

/** The chosen options as placements in days, in the order of people's keys. */
export const placementsOf = ({ instance, windows }: MadeRound, chosen: readonly number[]): Planned[] =>
  chosen.map((at) => {
    const { person, opening, from, to } = instance.options
    const window = windows[opening[at]!]!.find(({ first, last }) => first === from[at] && last === to[at])!
    return {
      ...{ employeeId: instance.people[person[at]!]!.key, openingId: instance.openings[opening[at]!]!.key },
      ...{ from: window.from, to: window.to },
    }
  })

const find = (facts: RoundFacts, { employeeId, openingId }: Pick<Planned, 'employeeId' | 'openingId'>) => ({
  person: facts.people.find((one) => one.employeeId === employeeId),
  opening: facts.openings.find((one) => one.openingId === openingId),
})

/** Every rule about this person at this opening on these days, as it comes out for the round. */
export const verdictsOf = (
  facts: RoundFacts,
  person: PersonRow,
  opening: OpeningRow,
  span: { from: string; to: string },
) =>
  judge({
    ...{ person: personFacts(person), opening, span, policy: facts.policy },
    around: surroundings(facts, person, opening),
  })

/** Why a pair has no place in a round: the rules that fail on the opening's usual days; none where it gains nothing. */
export function failuresOf(
  facts: RoundFacts,
  round: MadeRound,
  pair: { employeeId: string; openingId: string },
): Verdict[] | null {
  const { person, opening } = find(facts, pair)
  if (!person || !opening) return null
  const at = round.instance.openings.findIndex(({ key }) => key === pair.openingId)
  const span = usualWindow(round.windows[at] ?? []) ?? { from: opening.earliestStart, to: opening.latestEnd }
  return verdictsOf(facts, person, opening, span).filter(({ outcome }) => outcome === 'fails')
}

/** The chosen options told in full. */
export function describePlan(facts: RoundFacts, round: MadeRound, chosen: readonly number[]): Placed[] {
  return placementsOf(round, chosen).map((placement, place) => {
    const { person, opening } = find(facts, placement) as { person: PersonRow; opening: OpeningRow }
    const gain = gainOf(facts, person, opening, placement)
    const home = facts.people.filter(({ unitId }) => unitId === person.unitId)
    return {
      ...placement,
      ...{ points: gain.points, weighted: gain.weighted, gains: gain.criteria },
      worth: worthOf(facts, person, opening, { span: placement, gain }),
      cost: costAt(round.instance.options, chosen[place]!),
      moves: needsMove(personFacts(person), opening),
      cautions: verdictsOf(facts, person, opening, placement).filter(
        ({ outcome }) => outcome === 'override' || outcome === 'unknown',
      ),
      alone: soleHoldings(person, home),
    }
  })
}
