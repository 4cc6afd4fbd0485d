import type { ComparedCriterion } from './shapes'

/** From here on a difference between self and manager is talked about first, in levels. */
export const TALK_FROM = 2

export const groups = ['talk', 'near', 'same', 'single'] as const
export type Group = (typeof groups)[number]

type Rated = Pick<ComparedCriterion, 'self' | 'manager'>
type Pair = { self: number; manager: number }

/** Both levels, or null where one of them is missing or not observed. */
export function pairOf({ self, manager }: Rated): Pair | null {
  if (self === null || manager === null || self.level === null || manager.level === null) return null
  return { self: self.level, manager: manager.level }
}

/** Self minus manager, in levels; null where either did not rate. */
export function differenceOf(rated: Rated): number | null {
  const pair = pairOf(rated)
  return pair && pair.self - pair.manager
}

export function groupOf(rated: Rated): Group {
  const difference = differenceOf(rated)
  if (difference === null) return 'single'
  const apart = Math.abs(difference)
  return apart >= TALK_FROM ? 'talk' : apart > 0 ? 'near' : 'same'
}

/** Criteria by group, each group with the widest difference first, then in framework order. */
export function grouped<T extends Rated>(criteria: readonly T[]): Record<Group, T[]> {
  const apart = (one: T) => Math.abs(differenceOf(one) ?? 0)
  const found: Record<Group, T[]> = { talk: [], near: [], same: [], single: [] }
  for (const one of criteria) found[groupOf(one)].push(one)
  for (const group of groups) found[group].sort((a, b) => apart(b) - apart(a))
  return found
}

/** The level that an agreement starts from: what is kept already, else the manager's; null: nobody but the person rated. */
export function presetOf({ agreement, manager }: Pick<ComparedCriterion, 'agreement' | 'manager'>): number | null {
  return agreement?.level ?? manager?.level ?? null
}

/** Whether a level needs a reason: it is not the manager's first one. */
export const needsReason = ({ manager }: Pick<ComparedCriterion, 'manager'>, level: number) => level !== manager?.level

export const isSettled = ({ agreement }: Pick<ComparedCriterion, 'agreement'>) =>
  agreement !== null && agreement.status !== 'draft'

/** What can be confirmed in one act: the same or one level apart, not settled, and without a draft that says another level. */
export function confirmable<T extends Rated & Pick<ComparedCriterion, 'agreement'>>(criteria: readonly T[]): T[] {
  const { near, same } = grouped(criteria)
  return [...near, ...same].filter(
    (one) => !isSettled(one) && (one.agreement === null || one.agreement.level === one.manager?.level),
  )
}

/** How self and manager differ over all criteria that both rated. */
export interface Differences {
  /** Criteria that both rated. */
  rated: number
  talk: number
  selfHigher: number
  managerHigher: number
  /** Mean of self minus manager in levels; null when nothing was rated by both. */
  mean: number | null
  /** Criteria at each difference, from the lowest to the highest that occurs and always around 0. */
  bars: { difference: number; count: number }[]
}

export function differencesOf(criteria: readonly Rated[]): Differences {
  const all = criteria.flatMap((one) => differenceOf(one) ?? [])
  const lowest = Math.min(-1, ...all)
  const highest = Math.max(1, ...all)
  const at = (difference: number) => all.filter((one) => one === difference).length
  return {
    rated: all.length,
    talk: all.filter((one) => Math.abs(one) >= TALK_FROM).length,
    selfHigher: all.filter((one) => one > 0).length,
    managerHigher: all.filter((one) => one < 0).length,
    mean: all.length > 0 ? all.reduce((sum, one) => sum + one, 0) / all.length : null,
    bars: Array.from({ length: highest - lowest + 1 }, (_, place) => lowest + place).map((difference) => ({
      difference,
      count: at(difference),
    })),
  }
}

/** Where a mean difference lies among everybody's. */
export type Place = 'usual' | 'above' | 'below'

/** Usual: where eight people in ten lie, bounds included. */
export function placeAmong(mean: number, { low, high }: { low: number; high: number }): Place {
  if (mean > high) return 'above'
  return mean < low ? 'below' : 'usual'
}

/** Whether the mean of peers lies as far from the manager's level as the policy asks to talk about (science §1.1); all in
 * thousandths of a level, the manager's in levels. */
export const isDiscussed = (peers: number | null, manager: number | null, from: number) =>
  peers !== null && manager !== null && Math.abs(peers - manager * 1000) >= from

/** What is still to do, over all criteria: agreed or disputed levels are settled. */
export function progressOf(criteria: readonly ComparedCriterion[]) {
  const open = (list: readonly ComparedCriterion[]) => list.filter((one) => !isSettled(one)).length
  const by = grouped(criteria)
  return {
    all: criteria.length,
    settled: criteria.length - open(criteria),
    disputed: criteria.filter(({ agreement }) => agreement?.status === 'disputed').length,
    talk: open(by.talk),
    confirm: open(by.near) + open(by.same),
    single: by.single.length,
  }
}

/** The order of work: what is to talk about first, then one level apart, the same, and what one side alone rated. */
export const workOrder = <T extends Rated>(criteria: readonly T[]): T[] => {
  const by = grouped(criteria)
  return groups.flatMap((group) => by[group])
}

/** The next criterion after this one in the order of work that nobody has settled, starting over at its end; null: all are. */
export function nextOpen(
  order: readonly Pick<ComparedCriterion, 'criterion' | 'agreement' | 'manager'>[],
  after: string | null,
): string | null {
  const from = order.findIndex(({ criterion }) => criterion === after) + 1
  const turned = [...order.slice(from), ...order.slice(0, from)]
  return (
    turned.find((one) => !isSettled(one) && one.criterion !== after && one.manager?.level != null)?.criterion ?? null
  )
}
