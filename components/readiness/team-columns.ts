import type { Framework, Target } from '@/lib/framework/shapes'
import type { TeamMember } from '@/lib/readiness/shapes'
import { byTeamCost } from '@/lib/readiness/team'
import type { TeamAddress } from './team-address'

/** A criterion as a column; `place` is its place in a member's levels. `isOff` hides it on a phone. */
export type TeamColumn = {
  key: string
  name: string
  place: number
  target: Target | undefined
  isFirst: boolean
  isOff: boolean
}
export type TeamGroup = { key: string; name: string | null; shortName: string; isOff: boolean; columns: TeamColumn[] }

/** How many columns a phone has room for when they stand by cost. */
const onPhone = 6

/** The framework's domains as groups of columns; by cost one group, dearest first, criteria without a target left out. */
export function teamColumns({
  framework: { domains },
  asked,
  members,
  address: { order, domain },
}: {
  framework: Framework
  asked: ReadonlyMap<string, Target>
  members: readonly TeamMember[]
  address: TeamAddress
}): TeamGroup[] {
  const filled = domains.filter(({ criteria }) => criteria.length > 0)
  const places = new Map(
    domains.flatMap(({ criteria }) => criteria).map(({ key, name }, place) => [key, { name, place }]),
  )
  const column = (key: string, at: number, isOff: boolean): TeamColumn => ({
    key,
    name: places.get(key)?.name ?? key,
    place: places.get(key)?.place ?? -1,
    target: asked.get(key),
    isFirst: at === 0,
    isOff,
  })
  if (order === 'cost') {
    const dearest = byTeamCost(members, [...asked.keys()])
    const columns = dearest.map((key, at) => column(key, at, at >= onPhone))
    return columns.length === 0 ? [] : [{ key: 'cost', name: null, shortName: '', isOff: false, columns }]
  }
  const shown = filled.find(({ key }) => key === domain)?.key ?? filled[0]?.key
  return filled.map(({ key, name, shortName, criteria }) => {
    const isOff = key !== shown
    return { key, name, shortName, isOff, columns: criteria.map((each, at) => column(each.key, at, isOff)) }
  })
}
