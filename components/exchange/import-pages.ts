import type { ImportsPage } from '@/lib/exchange/shapes'

/** Pages of the history for server and browser alike, so that both ask for the same. */
export const importPages = {
  input: (after: string | undefined) => ({ after }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page: ImportsPage) => page.next ?? undefined,
}
