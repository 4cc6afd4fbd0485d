import { costAt, type Instance, type Options } from './instance'

/** What a plan has taken so far, so that one more placement can be asked for and added. */
export function openPlan({ periods, people, openings, floors, budgets, options }: Instance) {
  const placed = new Uint8Array(people.length)
  const floorsOf: number[][] = people.map(() => [])
  for (const [at, { members }] of floors.entries()) for (const person of members) floorsOf[person]!.push(at)
  const budgetsOf: number[][] = people.map(() => [])
  for (const [at, { members }] of budgets.entries()) for (const person of members) budgetsOf[person]!.push(at)
  const seats = openings.map(() => new Int16Array(periods))
  const away = floors.map(() => new Int16Array(periods))
  const spent = budgets.map(() => 0)
  const share = (at: number, budget: number) => {
    const { first, last, openings: paid } = budgets[budget]!
    if (paid && !paid.includes(options.opening[at]!)) return 0
    const length = Math.min(last, options.to[at]!) - Math.max(first, options.from[at]!) + 1
    return Math.max(0, length) * options.rate[at]!
  }
  const isFull = (used: Int16Array, free: readonly number[], at: number) => {
    for (let period = options.from[at]!; period <= options.to[at]!; period++) {
      if (used[period]! >= free[period]!) return true
    }
    return false
  }
  const fill = (used: Int16Array, at: number) => {
    for (let period = options.from[at]!; period <= options.to[at]!; period++) used[period]!++
  }
  const floorsLeft = (at: number) => (options.isAway[at] ? floorsOf[options.person[at]!]! : [])
  return {
    allows(at: number): boolean {
      const [person, opening] = [options.person[at]!, options.opening[at]!]
      if (placed[person] || isFull(seats[opening]!, openings[opening]!.free, at)) return false
      if (floorsLeft(at).some((floor) => isFull(away[floor]!, floors[floor]!.free, at))) return false
      return budgetsOf[person]!.every((budget) => spent[budget]! + share(at, budget) <= budgets[budget]!.most)
    },
    add(at: number) {
      const person = options.person[at]!
      placed[person] = 1
      fill(seats[options.opening[at]!]!, at)
      for (const floor of floorsLeft(at)) fill(away[floor]!, at)
      for (const budget of budgetsOf[person]!) spent[budget]! += share(at, budget)
    },
  }
}

/** What a quick plan takes first: the most value, or the most value for its cost of cover. */
export type Preference = 'value' | 'value-per-cost'

/** Takes one option after another as long as it fits: a plan in far less than a second, without proof. Places ascending. */
export function planGreedily(instance: Instance, by: Preference, begun: readonly number[] = []): number[] {
  const plan = openPlan(instance)
  const chosen = [...begun]
  for (const at of begun) plan.add(at)
  for (const at of ordered(instance.options, by)) {
    if (instance.options.value[at]! <= 0 || !plan.allows(at)) continue
    plan.add(at)
    chosen.push(at)
  }
  return chosen.sort((a, b) => a - b)
}

/** All options, best first, equal ones as they stand: numbers alone are sorted, many times faster than by comparison. */
function ordered(options: Options, by: Preference): number[] {
  const { count, value } = options
  const worth = (at: number) =>
    by === 'value' ? value[at]! : Math.round((value[at]! * perMillion) / Math.max(1, costAt(options, at)))
  const width = 2 ** Math.ceil(Math.log2(count + 1))
  const keys = new Float64Array(count)
  for (let at = 0; at < count; at++) keys[at] = at - Math.min(worth(at), mostWorth) * width
  return Array.from(keys.sort(), (key) => ((key % width) + width) % width)
}

const perMillion = 1_000
/** What keeps a key within the whole numbers that a double tells apart, at two million options. */
const mostWorth = 2 ** 31

/** What a plan is worth, in milli-points. */
export const worthOf = ({ value }: Options, chosen: readonly number[]) =>
  chosen.reduce((sum, at) => sum + value[at]!, 0)
