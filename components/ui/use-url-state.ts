'use client'
import { usePathname, useSearchParams } from 'next/navigation'

type Change = Record<string, string | null>

/** The address with these parameters set, or left out where null or empty. Order is stable, so equal views share one address. */
export function addressWith(pathname: string, search: string, change: Change): string {
  const params = new URLSearchParams(search)
  for (const [key, value] of Object.entries(change)) {
    if (value) params.set(key, value)
    else params.delete(key)
  }
  params.sort()
  const query = params.toString()
  return query ? `${pathname}?${query}` : pathname
}

/**
 * Filters and selections live in the address, so that a view can be sent to a colleague. `set` replaces the entry, `push` makes
 * one to come back from. Neither asks the server for the page again: views fetch what changed through their queries.
 */
export function useUrlState() {
  const pathname = usePathname()
  const params = useSearchParams()
  return {
    get: (key: string) => params.get(key) ?? undefined,
    set: (change: Change) => window.history.replaceState(null, '', addressWith(pathname, location.search, change)),
    push: (change: Change) => window.history.pushState(null, '', addressWith(pathname, location.search, change)),
  }
}
