import { openPlan } from './greedy'
import type { Instance } from './instance'

/**
 * People propose in the order of their wishes, openings keep whoever is worth most (deferred acceptance); what home and money
 * do not allow is dropped at the end, since such a matching cannot see them. For comparison only: it takes no account of the
 * whole. `rankOf` is a person's rank of an opening, 1 first, null without one. Places ascending.
 */
export function matchStably(instance: Instance, rankOf: (person: number, opening: number) => number | null): number[] {
  const { options, openings, people, periods } = instance
  const wishes: number[][] = people.map(() => [])
  for (let at = 0; at < options.count; at++) wishes[options.person[at]!]!.push(at)
  const rank = (at: number) => rankOf(options.person[at]!, options.opening[at]!) ?? Number.MAX_SAFE_INTEGER
  const byValue = (a: number, b: number) => options.value[b]! - options.value[a]! || a - b
  for (const list of wishes) list.sort((a, b) => rank(a) - rank(b) || byValue(a, b))
  const held: number[][] = openings.map(() => [])
  const asking = people.map((_, person) => person)
  for (let person = asking.pop(); person !== undefined; person = asking.pop()) {
    const at = wishes[person]!.shift()
    if (at === undefined) continue
    const opening = options.opening[at]!
    const { kept, refused } = keepBest(instance, [...held[opening]!, at].sort(byValue), periods)
    held[opening] = kept
    for (const one of refused) asking.push(options.person[one]!)
  }
  const plan = openPlan(instance)
  const fits = (at: number) => {
    if (!plan.allows(at)) return false
    plan.add(at)
    return true
  }
  return held
    .flat()
    .sort(byValue)
    .filter(fits)
    .sort((a, b) => a - b)
}

function keepBest({ options, openings }: Instance, asking: readonly number[], periods: number) {
  const used = new Int16Array(periods)
  const [kept, refused]: [number[], number[]] = [[], []]
  for (const at of asking) {
    const { free } = openings[options.opening[at]!]!
    const span = Array.from({ length: options.to[at]! - options.from[at]! + 1 }, (_, step) => options.from[at]! + step)
    const fits = span.every((period) => used[period]! < free[period]!)
    if (fits) for (const period of span) used[period]!++
    ;(fits ? kept : refused).push(at)
  }
  return { kept, refused }
}
