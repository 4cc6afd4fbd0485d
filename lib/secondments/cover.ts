import { addDays, daysIn } from '@/lib/openings/days'

/** Somebody of a home unit, and the criteria that they hold: at or above what their role asks. */
export interface Member {
  key: string
  holds: readonly string[]
}

/** Days on which somebody is away from home, the last included, with so many percent of their time. */
export interface Away {
  key: string
  from: string
  to: string
  share: number
}

/** Somebody who is there instead, and what they hold. */
export interface Stand extends Member {
  from: string
  to: string
}

/** What must stay in a unit: heads, and holders of critical criteria. */
export interface Floor {
  heads: number
  holders: readonly { criterion: string; least: number }[]
}

/** One week of a unit, Monday to Sunday, cut to the days asked about: the fewest there on any of its days. */
export interface Week {
  from: string
  to: string
  /** Hundredths of a person. */
  heads: number
  holders: { criterion: string; count: number; least: number }[]
  isBelow: boolean
}

export interface Home {
  members: readonly Member[]
  away: readonly Away[]
  stands: readonly Stand[]
  floor: Floor
}

const isOn = ({ from, to }: { from: string; to: string }, day: string) => from <= day && day <= to

/** Whoever works part of the week elsewhere still holds what they hold, and counts for the rest of their time. */
function dayOf({ members, away, stands, floor }: Home, day: string) {
  const gone = new Map<string, number>()
  for (const one of away) if (isOn(one, day)) gone.set(one.key, (gone.get(one.key) ?? 0) + one.share)
  const there = [
    ...members.map((member) => ({ ...member, left: Math.max(0, 100 - (gone.get(member.key) ?? 0)) })),
    ...stands.filter((stand) => isOn(stand, day)).map((stand) => ({ ...stand, left: 100 })),
  ]
  return {
    heads: there.reduce((sum, { left }) => sum + left, 0),
    counts: floor.holders.map(
      ({ criterion }) => there.filter((one) => one.left > 0 && one.holds.includes(criterion)).length,
    ),
  }
}

/**
 * Heads and holders of a unit week by week while somebody is away, from day to day (both included). Rule 5 of secondments.md
 * §9 asks for every day, so a week shows its worst one.
 */
export function coverByWeek(home: Home, from: string, to: string): Week[] {
  const weeks: Week[] = []
  // Counted, not compared: past the year 9999 names of days no longer sort as days do.
  const days = daysIn({ from, to })
  for (let at = 0; at < days; at += 1) {
    const day = addDays(from, at)
    const { heads, counts } = dayOf(home, day)
    const isMonday = new Date(`${day}T00:00:00Z`).getUTCDay() === 1
    const open = weeks.at(-1)
    if (!open || isMonday) {
      const holders = home.floor.holders.map((one, at) => ({ ...one, count: counts[at] ?? 0 }))
      weeks.push({ from: day, to: day, heads, holders, isBelow: false })
      continue
    }
    open.to = day
    open.heads = Math.min(open.heads, heads)
    open.holders.forEach((holder, at) => {
      holder.count = Math.min(holder.count, counts[at] ?? 0)
    })
  }
  for (const week of weeks) {
    week.isBelow = week.heads < home.floor.heads * 100 || week.holders.some(({ count, least }) => count < least)
  }
  return weeks
}

/** How a post is filled while its holder is away. */
export type CoverOption = 'recruit' | 'acting' | 'share' | 'vacant' | 'swap'

/** One link: how a post is filled, by whom, until when. The next link is the post of the person named here. */
export interface Link {
  option: CoverOption
  person: string | null
  from: string
  to: string
  consequence: string
}

export type CoverProblem =
  | { kind: 'none' }
  | { kind: 'no-person'; place: number }
  | { kind: 'no-consequence'; place: number }
  | { kind: 'too-short'; place: number; from: string; to: string }
  | { kind: 'twice'; place: number }
  | { kind: 'too-deep'; most: number }

export const namesSomebody = (option: CoverOption) => option === 'acting' || option === 'swap'

/**
 * What is wrong with the cover of an absence, link by link: nobody named, no consequence stated for a vacant post, an end
 * before the absence's own, somebody twice, or a chain longer than the policy allows (secondments.md §6).
 */
export function coverProblems(
  links: readonly Link[],
  { secondee, from, to, deepest }: { secondee: string; from: string; to: string; deepest: number },
): CoverProblem[] {
  if (links.length === 0) return [{ kind: 'none' }]
  const problems: CoverProblem[] = links.length > deepest ? [{ kind: 'too-deep', most: deepest }] : []
  const named = new Set([secondee])
  links.forEach((link, at) => {
    const place = at + 1
    if (namesSomebody(link.option) && !link.person) problems.push({ kind: 'no-person', place })
    if (link.option === 'vacant' && !link.consequence.trim()) problems.push({ kind: 'no-consequence', place })
    if (link.from > from || link.to < to) problems.push({ kind: 'too-short', place, from, to })
    if (link.person && named.has(link.person)) problems.push({ kind: 'twice', place })
    if (link.person) named.add(link.person)
  })
  return problems
}

/** The last day that every link reaches without a gap from the first; null where one begins later than `from`, or none is there. */
export function coveredUntil(links: readonly Link[], from: string): string | null {
  if (links.length === 0 || links.some((link) => link.from > from)) return null
  return links.reduce((least, { to }) => (to < least ? to : least), links[0]!.to)
}
