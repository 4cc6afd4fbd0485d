import type { Team } from '@/lib/readiness/shapes'

export type TeamAddress = {
  profile?: string
  cycle?: string
  who: 'direct' | 'all'
  /** What a cell prints; its colour is the gap either way. */
  show: 'level' | 'gap'
  order: 'domain' | 'cost'
  /** The one domain a phone shows. */
  domain?: string
  /** Whose absence is looked at. */
  away?: string
}

/** What an address says about the team's page. */
export function readTeamAddress(get: (key: string) => string | undefined): TeamAddress {
  return {
    profile: get('profile') || undefined,
    cycle: get('cycle') || undefined,
    who: get('who') === 'all' ? 'all' : 'direct',
    show: get('show') === 'gap' ? 'gap' : 'level',
    order: get('order') === 'cost' ? 'cost' : 'domain',
    domain: get('domain') || undefined,
    away: get('away') || undefined,
  }
}

/** The change that takes every filter off. */
export const usualTeam = { profile: null, cycle: null, who: null, show: null, order: null, domain: null, away: null }

/** Pages of the team for server and browser alike, so that both ask for the same. */
export function teamPages({ profile, cycle, who }: Pick<TeamAddress, 'profile' | 'cycle' | 'who'>) {
  return {
    input: (after: string | undefined) => ({ profile, cycle, who, after }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: Team) => page.next ?? undefined,
  }
}
