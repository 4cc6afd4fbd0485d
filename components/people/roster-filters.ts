import { rosterStates } from '@/db/values'
import type { RosterPage } from '@/lib/people/change-shapes'

/** The filters in an address; what it does not know it leaves out. */
export function rosterFilters(get: (key: string) => string | undefined) {
  const wanted = get('state')
  return {
    search: get('search')?.trim().slice(0, 100) || undefined,
    unit: get('unit') || undefined,
    state: rosterStates.find((state) => state === wanted),
  }
}
export type RosterFilters = ReturnType<typeof rosterFilters>

/** Pages of the roster for server and browser alike, so that both ask for the same. */
export function rosterPages(filters: RosterFilters) {
  return {
    input: (after: string | undefined) => ({ ...filters, after }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: RosterPage) => page.next ?? undefined,
  }
}

/** The page that looks after one person's post and account. */
export const recordPath = (employeeId: string) => `/admin/people/${encodeURIComponent(employeeId)}` as const
