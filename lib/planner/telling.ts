import { overlaps, type Span } from '@/lib/openings/days'
import { judge, needsMove, type Verdict } from '@/lib/openings/eligibility'
import { rangeOf } from '@/lib/openings/gain'
import type { Planned } from './audit-facts'
import { awayShare, type OpeningRow, type PersonRow, type RoundFacts } from './facts'
import { soleHoldings } from './homes'
import { type MadeRound, personFacts, surroundings } from './options'
import { gainOf, rateOf, type Worth, worthOf } from './value'

/** What one criterion gains by a placement: levels in thousandths, points in thousandths of a readiness point. */
export interface ToldGain {
  criterion: string
  from: number
  to: number
  points: number
  isChosen: boolean
  /** A must-have that was below its minimum and is not after the return. */
  meets: boolean
}

/** One placement of a plan with what stands behind it; keys, never names. */
export interface ToldPlacement extends Planned {
  unitId: string
  hostUnitId: string
  location: string
  /** Percent of the week. */
  share: number
  needsMove: boolean
  /** Thousandths of a readiness point: for this person's profile, and of it on chosen gaps. */
  points: number
  onChosen: number
  /** When every gain is half a level less, or more. */
  range: { low: number; high: number }
  /** Of cover, in minor units of money; null where no costs are reckoned. */
  cost: number | null
  /** What it counts for in the plan, term by term. */
  worth: Worth
  gains: ToldGain[]
  entry: { criterion: string; level: number; needed: number }[]
  /** Rules that are allowed with a named reason, or not known. */
  cautions: Verdict[]
  /** Must-haves that nobody else at home holds: cover is named before this is published. */
  sole: string[]
  home: ToldHome
  /** How many people could take this place, and the place of this one among them by what they count for. */
  rivals: number
  rank: number
}

/** What stays at home: heads on the thinnest day, and who there holds most of what leaves. */
export interface ToldHome {
  heads: number
  stay: number
  held: number
  cover: { employeeId: string; holds: number } | null
}

/** A plan placement by placement, what counts most first. */
export function tellPlacements(facts: RoundFacts, round: MadeRound, plan: readonly Planned[]): ToldPlacement[] {
  const people = new Map(facts.people.map((row) => [row.employeeId, row]))
  const openings = new Map(facts.openings.map((row) => [row.openingId, row]))
  const rivals = rivalsOf(round)
  return plan
    .map((one) =>
      tellOne(facts, {
        ...one,
        ...{ round, plan, rivals: rivals.get(one.openingId) ?? [] },
        person: people.get(one.employeeId)!,
        opening: openings.get(one.openingId)!,
      }),
    )
    .sort((a, b) => b.points - a.points || (a.employeeId < b.employeeId ? -1 : 1))
}

interface Told extends Planned {
  round: MadeRound
  plan: readonly Planned[]
  rivals: readonly number[]
  person: PersonRow
  opening: OpeningRow
}

function tellOne(facts: RoundFacts, told: Told): ToldPlacement {
  const { person, opening, round, plan, rivals, ...placement } = told
  const span = { from: placement.from, to: placement.to }
  const gain = gainOf(facts, person, opening, span)
  const colleagues = facts.people.filter(({ unitId }) => unitId === person.unitId)
  const verdicts = judge({
    ...{ person: personFacts(person), opening, policy: facts.policy, span },
    around: surroundings(facts, person, opening),
  })
  const worth = worthOf(facts, person, opening, { span, gain })
  return {
    ...{ employeeId: placement.employeeId, openingId: placement.openingId, ...span },
    ...{ unitId: person.unitId, hostUnitId: opening.hostUnitId, location: opening.location, share: opening.share },
    needsMove: needsMove(person, opening),
    points: gain.points,
    onChosen: gain.weighted - gain.points,
    range: rangeOf(gain.criteria, person.profile),
    cost: costOf(facts, round, { person, opening, ...span }),
    worth,
    gains: gain.criteria
      .filter((one) => one.gain > 0)
      .map(({ criterion, from, gain: levels, points }) => ({
        ...{ criterion, from, to: from + levels, points, isChosen: facts.chosen.includes(criterion) },
        meets: meets(person, criterion, from, from + levels),
      })),
    entry: opening.entry.map(({ criterion, level }) => ({
      ...{ criterion, level: person.levels[criterion] ?? 0, needed: level * 1000 },
    })),
    cautions: verdicts.filter(({ outcome }) => outcome === 'override' || outcome === 'unknown'),
    sole: opening.share >= awayShare ? soleHoldings(person, colleagues) : [],
    home: tellHome(person, colleagues, plan, span),
    rivals: rivals.length,
    rank: 1 + rivals.filter((value) => value > worth.total).length,
  }
}

function costOf(
  facts: RoundFacts,
  { windows, instance }: MadeRound,
  { person, opening, from, to }: Pick<Told, 'person' | 'opening' | 'from' | 'to'>,
) {
  if (facts.policy.coverCost === null) return null
  const at = instance.openings.findIndex(({ key }) => key === opening.openingId)
  const window = windows[at]?.find((one) => one.from === from && one.to === to)
  return window ? rateOf(facts, person, opening) * (window.last - window.first + 1) : 0
}

const meets = ({ profile }: PersonRow, criterion: string, from: number, to: number) => {
  const minimum = profile.find((one) => one.criterion === criterion)?.minimum ?? null
  return minimum !== null && from < minimum * 1000 && to >= minimum * 1000
}

/** By opening, what each person's best placement there counts for. */
function rivalsOf({ instance }: MadeRound): Map<string, number[]> {
  const best = instance.openings.map(() => new Map<number, number>())
  const { count, opening, person, value } = instance.options
  for (let place = 0; place < count; place++) {
    const known = best[opening[place]!]!
    known.set(person[place]!, Math.max(known.get(person[place]!) ?? 0, value[place]!))
  }
  return new Map(instance.openings.map(({ key }, at) => [key, [...best[at]!.values()]]))
}

const holdings = ({ profile, levels }: PersonRow) =>
  profile.flatMap(({ criterion, minimum }) =>
    minimum !== null && (levels[criterion] ?? -1) >= minimum * 1000 ? [criterion] : [],
  )

function tellHome(person: PersonRow, colleagues: readonly PersonRow[], plan: readonly Planned[], span: Span): ToldHome {
  const isAway = (one: PersonRow) =>
    plan.some((placement) => placement.employeeId === one.employeeId && overlaps(placement, span)) ||
    one.leave.some((leave) => overlaps(leave, span)) ||
    one.placements.some((placement) => placement.share >= awayShare && overlaps(placement, span))
  const held = holdings(person)
  const left = colleagues.filter((one) => one !== person && !isAway(one))
  const covers = left
    .map((one) => ({ employeeId: one.employeeId, holds: holdings(one).filter((key) => held.includes(key)).length }))
    .sort((a, b) => b.holds - a.holds || (a.employeeId < b.employeeId ? -1 : 1))
  const [cover] = covers
  return { heads: colleagues.length, stay: left.length, held: held.length, cover: cover?.holds ? cover : null }
}
