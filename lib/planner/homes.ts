import { overlaps, type Span } from '@/lib/openings/days'
import { awayShare, type PersonRow, type RoundFacts, type UnitRow } from './facts'
import type { Floor } from './instance'

/** Whether somebody's level of record reaches what a profile asks at least: the minimum of a must-have, else the target. */
const reaches = ({ levels }: PersonRow, criterion: string, level: number) => (levels[criterion] ?? -1) >= level * 1000

/** Holders of a criterion in a unit are those who reach what their own profile asks of it. */
const isHolder = (person: PersonRow, criterion: string) => {
  const asked = person.profile.find((one) => one.criterion === criterion)
  return asked !== undefined && reaches(person, criterion, asked.minimum ?? asked.target)
}

/** Must-haves that only this person holds at home: nobody else there reaches the minimum. */
export function soleHoldings(person: PersonRow, colleagues: readonly PersonRow[]): string[] {
  return person.profile.flatMap(({ criterion, minimum }) => {
    if (minimum === null || !reaches(person, criterion, minimum)) return []
    const others = colleagues.some((other) => other !== person && reaches(other, criterion, minimum))
    return others ? [] : [criterion]
  })
}

/** Heads that stay in a unit: its own number, or the policy's share of all, rounded up. */
export const headsToStay = (
  { minHeads }: Pick<UnitRow, 'minHeads'>,
  heads: number,
  [part, whole]: readonly [number, number],
) => minHeads ?? Math.ceil((heads * part) / whole)

/**
 * What homes must keep, period by period: heads and holders of each unit, and how many may be away from a small unit, from any
 * unit where the scenario says so, and from one manager. Those on leave or placed already are away. What a switch lets be
 * overridden is no row here: see `cautions`.
 */
export function floorsOf({ people, units, policy, rules }: RoundFacts, periods: readonly Span[]): Floor[] {
  const everybody = people.map((person, place): Member => [place, person])
  const byUnit = group(everybody, ([, { unitId }]) => unitId)
  const byManager = group(everybody, ([, { managerId }]) => managerId)
  const floor = (kind: Floor['kind'], key: string, of: readonly Member[], mostAway: number): Floor => ({
    ...{ kind, key, members: of.map(([place]) => place) },
    free: periods.map((period) => mostAway - of.filter(([, person]) => isAwayIn(person, period)).length),
  })
  const homes = units.flatMap((unit): Floor[] => {
    const members = byUnit.get(unit.unitId) ?? []
    if (!members.some(([, { isCandidate }]) => isCandidate)) return []
    const most = [rules.awayPerUnit]
    if (policy.rules.cover === 'hold') most.push(members.length - headsToStay(unit, members.length, policy.coverShare))
    if (policy.rules['away-per-unit'] === 'hold' && members.length < policy.smallUnitUnder)
      most.push(policy.awayPerSmallUnit)
    const limits = most.filter((one) => one !== null)
    const heads = limits.length > 0 ? [floor('heads', unit.unitId, members, Math.max(0, Math.min(...limits)))] : []
    const holders = policy.rules.cover === 'hold' ? unit.holders : []
    return [
      ...heads,
      ...holders.map(({ criterion, minHolders }) => {
        const of = members.filter(([, person]) => isHolder(person, criterion))
        return floor('holders', `${unit.unitId} ${criterion}`, of, Math.max(0, of.length - minHolders))
      }),
    ]
  })
  const perManager = rules.awayPerManager ?? policy.awayPerManager
  const lines = [...byManager].flatMap(([managerId, members]): Floor[] =>
    members.some(([, { isCandidate }]) => isCandidate) ? [floor('manager', managerId, members, perManager)] : [],
  )
  return [...homes, ...lines]
}

type Member = [place: number, person: PersonRow]

function group(members: readonly Member[], by: (member: Member) => string | null): Map<string, Member[]> {
  const groups = new Map<string, Member[]>()
  for (const member of members) {
    const key = by(member)
    if (key === null) continue
    const known = groups.get(key)
    if (known) known.push(member)
    else groups.set(key, [member])
  }
  return groups
}

const isAwayIn = ({ leave, placements }: PersonRow, period: Span) =>
  leave.some((span) => overlaps(span, period)) ||
  placements.some((span) => span.share >= awayShare && overlaps(span, period))
