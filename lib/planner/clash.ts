import type { Floor, Instance } from './instance'
import { type Pair, pin } from './pins'
import { canMeet } from './solve'

/** What cannot all hold at once: without any one of these the rest could. */
export interface Clash {
  /** Places in the list of pins. */
  pins: number[]
  rules: { rule: 'seats' | Floor['kind'] | 'budget'; key: string }[]
}

/**
 * Why do these pins have no plan? A smallest set of pins and rules that excludes itself, found by leaving out one after the
 * other; null when there is a plan. Without a rule it is one
 * person at two places, or a single pin that no option fills: its reason is the option's.
 */
export async function findClash(instance: Instance, pins: readonly Pair[]): Promise<Clash | null> {
  const fails = async (among: readonly number[], round = instance) =>
    !(await canMeet(
      round,
      among.map((at) => pin(round, pins[at]!)),
    ))
  let left = pins.map((_, at) => at)
  if (!(await fails(left))) return null
  for (const at of [...left]) {
    const fewer = left.filter((one) => one !== at)
    if (await fails(fewer)) left = fewer
  }
  const [round, rules] = [{ current: instance }, [] as Clash['rules']]
  for (const { rule, key, relaxed } of rulesAbout(
    instance,
    left.map((at) => pins[at]!),
  )) {
    const looser = relaxed(round.current)
    if (await fails(left, looser)) round.current = looser
    else rules.push({ rule, key })
  }
  return { pins: left, rules }
}

interface Rule {
  rule: Clash['rules'][number]['rule']
  key: string
  relaxed: (instance: Instance) => Instance
}

/** Only rules that one of these placements stands under can exclude them. */
function rulesAbout({ openings, floors, budgets, people }: Instance, pairs: readonly Pair[]): Rule[] {
  const everybody = people.length
  const open = (free: readonly number[]) => free.map(() => everybody)
  const isMember = (members: readonly number[]) => pairs.some(({ person }) => members.includes(person))
  const change = <T>(list: readonly T[], at: number, to: (one: T) => T) =>
    list.map((one, i) => (i === at ? to(one) : one))
  const seats = openings.flatMap(({ key }, at): Rule[] => {
    if (!pairs.some(({ opening }) => opening === at)) return []
    const loosen = (round: Instance) => change(round.openings, at, (one) => ({ ...one, free: open(one.free) }))
    return [{ rule: 'seats', key, relaxed: (round) => ({ ...round, openings: loosen(round) }) }]
  })
  const homes = floors.flatMap(({ kind, key, members }, at): Rule[] => {
    if (!isMember(members)) return []
    const loosen = (round: Instance) => change(round.floors, at, (one) => ({ ...one, free: open(one.free) }))
    return [{ rule: kind, key, relaxed: (round) => ({ ...round, floors: loosen(round) }) }]
  })
  const money = budgets.flatMap(({ key, members }, at): Rule[] => {
    if (!isMember(members)) return []
    const loosen = (round: Instance) => change(round.budgets, at, (one) => ({ ...one, most: Number.MAX_SAFE_INTEGER }))
    return [{ rule: 'budget', key, relaxed: (round) => ({ ...round, budgets: loosen(round) }) }]
  })
  return [...seats, ...homes, ...money]
}
