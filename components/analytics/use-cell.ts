'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { GapMap } from '@/lib/analytics/shapes'
import { orpc } from '@/lib/api/client'
import type { CellAt } from '../charts/gap-map'

/** The people counted in one cell, page by page, with the cell itself. */
export function useCell({ unit, criterion }: CellAt, { profile, cycle }: Pick<GapMap, 'profile' | 'cycle'>) {
  const query = useInfiniteQuery(
    orpc.gapMap.cell.infiniteOptions({
      input: (after: string | undefined) => ({ cycle, profile, unit, criterion, after }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: ({ next }) => next ?? undefined,
    }),
  )
  const detail = query.data?.pages[0]
  return { detail, people: query.data?.pages.flatMap((page) => page.people), hidden: detail?.hidden ?? 0, query }
}
export type CellQuery = ReturnType<typeof useCell>['query']
