import type { CellDetail } from '@/lib/analytics/shapes'

/** One cell as the address names it; role and cycle are the standing ones where it names none. */
export interface CellOf {
  unit: string
  criterion: string
  profile: string | undefined
  cycle: string | undefined
}

/** Its people page by page, for server and browser alike, so that both ask for the same. */
export const cellPages = ({ unit, criterion, profile, cycle }: CellOf) => ({
  input: (after: string | undefined) => ({ cycle, profile, unit, criterion, after }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ next }: CellDetail) => next ?? undefined,
})
