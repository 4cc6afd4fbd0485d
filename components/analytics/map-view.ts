import { type Measure, measures } from '@/db/values'
import type { SortDirection } from '@/lib/analytics/rules'

/** What the address says about the gap map. `area` is the unit at the top, `cell` the one open beside the map. */
export type MapView = {
  profile?: string
  cycle?: string
  area?: string
  domain?: string
  measure: Measure
  sort: { criterion: string; direction: SortDirection } | null
  cell: { unit: string; criterion: string } | null
  open: ReadonlySet<string>
  shut: ReadonlySet<string>
}

type Get = (key: string) => string | undefined

/** Reads an address; what it does not know stands as it would without it. */
export function readView(get: Get): MapView {
  const measure = measures.find((each) => each === get('measure')) ?? 'gap'
  const sort = get('sort')
  const [unit, criterion] = [get('unit'), get('criterion')]
  const widest = widestFirst(measure)
  return {
    profile: get('profile'),
    cycle: get('cycle'),
    area: get('area'),
    domain: get('domain'),
    measure,
    sort: sort ? { criterion: sort, direction: get('order') === 'narrowest' ? other(widest) : widest } : null,
    cell: unit && criterion ? { unit, criterion } : null,
    open: new Set(readList(get('open'))),
    shut: new Set(readList(get('shut'))),
  }
}

/** The widest gap comes first: many below, a high gap, but a low level. */
const widestFirst = (measure: Measure): SortDirection => (measure === 'level' ? 'ascending' : 'descending')
const other = (direction: SortDirection): SortDirection => (direction === 'ascending' ? 'descending' : 'ascending')

/** Pressing a head sorts widest first, then narrowest first, then gives back the order of the tree; null gives it back at once. */
export function sortChange({ sort, measure }: MapView, criterion: string | null): Record<string, string | null> {
  if (criterion === null) return { sort: null, order: null }
  if (sort?.criterion !== criterion) return { sort: criterion, order: null }
  return sort.direction === widestFirst(measure) ? { sort: criterion, order: 'narrowest' } : { sort: null, order: null }
}

/** Unit ids may hold any character, so each is encoded before they are put in one parameter. */
export const writeList = (ids: readonly string[]): string | null => ids.map(encodeURIComponent).join(',') || null

function readList(text: string | undefined): string[] {
  try {
    return (text ?? '').split(',').filter(Boolean).map(decodeURIComponent)
  } catch {
    return []
  }
}

/** The change that takes every filter and selection off. */
export const everything = {
  profile: null,
  cycle: null,
  area: null,
  domain: null,
  sort: null,
  order: null,
  unit: null,
  criterion: null,
  open: null,
  shut: null,
}
