/** Whether the page speaks to the person themselves or about them. */
export type Voice = 'you' | 'they'

export type ReadinessAddress = { profile?: string; cycle?: string; by: 'domain' | 'cost' }

/** What an address says about one person's readiness. */
export function readAddress(get: (key: string) => string | undefined): ReadinessAddress {
  return {
    profile: get('profile') || undefined,
    cycle: get('cycle') || undefined,
    by: get('by') === 'cost' ? 'cost' : 'domain',
  }
}
