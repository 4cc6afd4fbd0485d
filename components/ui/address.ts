export type Change = Record<string, string | null>

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
