'use client'
import { usePathname, useSearchParams } from 'next/navigation'
import { addressWith, type Change } from './address'

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
