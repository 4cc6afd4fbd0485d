import { type Band, bands } from '@/db/values'
import type { PeoplePage } from '@/lib/people/shapes'

export interface PeopleFilters {
  search: string | undefined
  unit: string | undefined
  band: Band | undefined
  profile: string | undefined
  cycle: string | undefined
}

/** The filters in an address; what it does not know it leaves out. */
export function peopleFilters(get: (key: string) => string | undefined): PeopleFilters {
  const wanted = get('band')
  return {
    search: get('search')?.trim().slice(0, 100) || undefined,
    unit: get('unit') || undefined,
    band: bands.find((band) => band === wanted),
    profile: get('profile') || undefined,
    cycle: get('cycle') || undefined,
  }
}

/** Pages of people for server and browser alike, so that both ask for the same. */
export function peoplePages(filters: PeopleFilters) {
  return {
    input: (after: string | undefined) => ({ ...filters, after }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: PeoplePage) => page.next ?? undefined,
  }
}

/** The units as a list to choose from, each indented under the one above it. */
export function unitOptions(units: readonly { unitId: string; name: string; parentUnitId: string | null }[]) {
  const depths = new Map<string, number>()
  return units.map(({ unitId, name, parentUnitId }) => {
    const depth = parentUnitId === null ? 0 : (depths.get(parentUnitId) ?? -1) + 1
    depths.set(unitId, depth)
    return { value: unitId, label: name, depth }
  })
}

/** The same for the platform's own list, whose rows cannot be styled: em spaces indent them. */
export function indented(options: readonly { value: string; label: string; depth: number }[]) {
  return options.map(({ value, label, depth }) => ({ value, label: '\u2003'.repeat(depth) + label }))
}
