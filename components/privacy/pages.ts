import type { Looks } from '@/lib/people/shapes'
import type { Erasures } from '@/lib/privacy/shapes'

/** Looks at one's data page by page, for server and browser alike, so that both ask for the same. */
export const lookPages = {
  input: (after: string | undefined) => ({ after, limit: 12 }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page: Looks) => page.next ?? undefined,
}

export const erasurePages = {
  input: (after: string | undefined) => ({ after, limit: 20 }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page: Erasures) => page.next ?? undefined,
}
