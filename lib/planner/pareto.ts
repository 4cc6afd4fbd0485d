import type { Patience } from './explain'
import { worthOf } from './greedy'
import type { Demand, Instance } from './instance'
import { type Pair, pin } from './pins'
import { type Solved, solve } from './solve'

/** One plan between the organisation's gaps and people's wishes: the best that places so many on a choice of theirs. */
export interface Stop {
  onChoice: number
  value: number
  chosen: number[]
  isProven: boolean
}

/**
 * From the best plan of all to the best of those that place most people on a choice of theirs, `count` stops at even steps:
 * organisation first, balanced, people first with three. Empty when the pins have no plan.
 */
export async function findStops(
  instance: Instance,
  isChoice: (option: number) => boolean,
  { pins, count = 3, ...patience }: Patience & { pins: readonly Pair[]; count?: number },
): Promise<Stop[]> {
  const demands = pins.map((pair) => pin(instance, pair))
  const onChoice = (chosen: readonly number[]) => chosen.filter(isChoice).length
  const stop = ({ chosen, status }: Solved): Stop => ({
    ...{ onChoice: onChoice(chosen), value: worthOf(instance.options, chosen), chosen, isProven: status === 'optimal' },
  })
  const best = await solve(instance, { ...patience, demands })
  if (best.status === 'infeasible') return []
  const value = instance.options.value.map((_, at) => (isChoice(at) ? 1 : 0))
  const counted = { ...instance, options: { ...instance.options, value } }
  const widest = await solve(counted, { ...patience, demands })
  const stops = [stop(best)]
  const [from, to] = [onChoice(best.chosen), onChoice(widest.chosen)]
  for (let step = 1; step < count; step++) {
    const least = Math.ceil(from + ((to - from) * step) / (count - 1))
    if (least <= stops.at(-1)!.onChoice) continue
    const wish: Demand = { key: 'choices', least, wants: isChoice }
    stops.push(stop(await solve(instance, { ...patience, demands: [...demands, wish], begun: widest.chosen })))
  }
  return stops
}
