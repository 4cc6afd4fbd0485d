import { monthsBetween } from '@/lib/readiness/age'
import { addDays, type Span } from './days'
import type { Objective } from './policy'
import { once } from './remember'

/** What a route gives on a criterion when it is done in full; levels, as in db/framework/routes.json. */
export type RouteGains = {
  key: string
  typicalMonths: number
  gains: readonly { criterion: string; typical: number; ceiling: number }[]
}
export type Developed = { criterion: string; exposure: number }
export type Aim = { criterion: string; target: number; weight: number }

/** Expected on one criterion, in thousandths of a level, and what that is worth in thousandths of a readiness point. */
export type CriterionGain = { criterion: string; from: number; gain: number; points: number }
export type Gain = {
  /** dR of science §4.1: whole thousandths of a readiness point. */
  points: number
  /** dR*, with the weights of chosen gaps multiplied; equals `points` when none are chosen. */
  weighted: number
  /** Some chosen gap gets smaller; true when none are chosen and any gap does. */
  helpsChosen: boolean
  criteria: CriterionGain[]
}

const monthsOf = once(({ from, to }: Span) => monthsBetween(from, addDays(to, 1)))
const gainsOf = once((gains: RouteGains['gains']) => new Map(gains.map((gain) => [gain.criterion, gain])))
const aimsOf = once((aims: readonly Aim[]) => ({
  wanted: new Map(aims.map((aim) => [aim.criterion, aim])),
  weight: aims.reduce((sum, aim) => sum + aim.weight, 0),
}))

/** How far a gain may lie from the typical one either way, in thousandths of a level: the forecast's s = .5 (science §4.1). */
const spread = 500

/**
 * What the gains of a placement are worth in points when every one falls short of the typical by half a level, and when every
 * one exceeds it by as much: never below nothing, and never more than the gap that there is. Thousandths of a readiness point.
 */
export function rangeOf(criteria: readonly CriterionGain[], aims: readonly Aim[]): { low: number; high: number } {
  const weight = aims.reduce((sum, aim) => sum + aim.weight, 0)
  const worth = (by: number) =>
    criteria.reduce((sum, { criterion, from, gain }) => {
      const aim = aims.find((one) => one.criterion === criterion)
      if (!aim || gain === 0) return sum
      const closed = Math.min(Math.max(0, gain + by), Math.max(0, aim.target * 1000 - from))
      return sum + Math.round((100 * aim.weight * closed) / (aim.target * weight))
    }, 0)
  return { low: worth(-spread), high: worth(spread) }
}

/**
 * What a placement from day to day is expected to bring this person (science §4.1):
 * gain(c) = min(typical × exposure × min(1, months / typical months), max(0, ceiling − L)), and
 * dR = 100 · Σ w · min(gap, gain) / T ÷ Σ w over all criteria that the person's profile asks for.
 * Levels of record in thousandths; a criterion without one gains nothing that could be counted. Whole numbers throughout.
 */
export function plannedGain(asked: {
  route: RouteGains
  develops: readonly Developed[]
  span: Span
  levels: ReadonlyMap<string, number | null>
  aims: readonly Aim[]
  chosen?: ReadonlySet<string>
  objective: Pick<Objective, 'unlistedGain' | 'unlistedCeiling' | 'chosenFactor'>
}): Gain {
  const { route, develops, span, levels, aims, chosen = new Set<string>(), objective } = asked
  const { wanted, weight } = aimsOf(aims)
  const listed = gainsOf(route.gains)
  const done = Math.min(1, monthsOf(span) / route.typicalMonths)
  const criteria = develops.flatMap(({ criterion, exposure }): CriterionGain[] => {
    const aim = wanted.get(criterion)
    const level = levels.get(criterion) ?? null
    if (!aim || level === null) return []
    const known = listed.get(criterion)
    const typical = known ? known.typical * 1000 : objective.unlistedGain
    const ceiling = known ? known.ceiling * 1000 : objective.unlistedCeiling
    const gain = Math.min(Math.round((typical * exposure * done) / 100), Math.max(0, ceiling - level))
    const closed = Math.min(gain, Math.max(0, aim.target * 1000 - level))
    return [{ criterion, from: level, gain, points: Math.round((100 * aim.weight * closed) / (aim.target * weight)) }]
  })
  const points = criteria.reduce((sum, one) => sum + one.points, 0)
  const onChosen = criteria.reduce((sum, one) => sum + (chosen.has(one.criterion) ? one.points : 0), 0)
  return {
    points,
    weighted: points + Math.round(onChosen * (objective.chosenFactor - 1)),
    helpsChosen: chosen.size === 0 ? points > 0 : onChosen > 0,
    criteria,
  }
}
