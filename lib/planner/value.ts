import { daysIn, type Span } from '@/lib/openings/days'
import { needsMove } from '@/lib/openings/eligibility'
import { type Gain, plannedGain } from '@/lib/openings/gain'
import { once } from '@/lib/openings/remember'
import { routes } from '@/lib/openings/routes'
import type { OpeningRow, PersonRow, RoundFacts } from './facts'

/** What a placement counts in thousandths of a readiness point, term by term (science §4.1), after the sliders. */
export interface Worth {
  /** Closing gaps, chosen ones more. */
  gaps: number
  preference: number
  aspiration: number
  move: number
  late: number
  /** Kept from the plan that was last published. */
  stability: number
  total: number
}

/** The planned gain of one person at one opening on these days. */
export function gainOf(facts: RoundFacts, person: PersonRow, opening: OpeningRow, span: Span): Gain {
  const [levels, chosen] = [levelsOf(person), chosenOf(facts.chosen)]
  return plannedGain({
    ...{ route: routes.get(opening.routeKey)!, develops: opening.criteria, span, levels, chosen },
    ...{ aims: person.profile, objective: facts.policy.objective },
  })
}

const levelsOf = once(({ levels }: PersonRow) => new Map(Object.entries(levels)))
const chosenOf = once((chosen: readonly string[]) => new Set(chosen))

/**
 * `value = U · dR* + preference + aspiration − move − late + stability`, each term under its slider and rounded for itself. A
 * placement leads to the role aimed at when it develops a must-have of that role on which the person is below it.
 */
export function worthOf(
  facts: RoundFacts,
  person: PersonRow,
  opening: OpeningRow,
  { span, gain }: { span: Span; gain: Gain },
): Worth {
  const { objective } = facts.policy
  const { gaps, wishes, disruption } = objective.sliders
  const rank = person.choices.indexOf(opening.openingId)
  const weeksLate = Math.max(0, Math.floor((daysIn({ from: opening.earliestStart, to: span.from }) - 1) / 7))
  const isProposed = facts.proposed.some(
    ({ employeeId, openingId }) => employeeId === person.employeeId && openingId === opening.openingId,
  )
  const worth = {
    gaps: Math.round(gaps * objective.urgency * gain.weighted),
    preference: rank < 0 ? 0 : Math.round(wishes * (objective.preference[rank] ?? 0)),
    aspiration: leadsOn(person, opening) ? Math.round(wishes * objective.aspiration) : 0,
    move: needsMove(person, opening) ? -Math.round(disruption * objective.move) : 0,
    late: 0 - Math.round(disruption * objective.latePerWeek * weeksLate),
    stability: isProposed ? Math.round(disruption * objective.stability) : 0,
  }
  return { ...worth, total: Object.values(worth).reduce((sum, term) => sum + term, 0) }
}

const leadsOn = ({ aspired, levels }: PersonRow, { criteria }: OpeningRow) =>
  criteria.some(({ criterion }) => {
    const asked = aspired?.find((one) => one.criterion === criterion)
    return asked?.minimum != null && (levels[criterion] ?? 0) < asked.minimum * 1000
  })

/** What cover for a placement costs in one period, in minor units of money: by grade and share; nothing without settings. */
export function rateOf({ policy, per }: RoundFacts, { grade }: PersonRow, { share, paidBy }: OpeningRow): number {
  const month = paidBy === 'home' ? (policy.coverCost?.[grade] ?? 0) : 0
  return Math.round((per === 'week' ? (month * 12) / 52 : month) * (share / 100))
}
