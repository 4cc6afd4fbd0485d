'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { orpc } from '@/lib/api/client'
import { type CellOf, cellPages } from './cell-pages'

/** The people counted in one cell, page by page, with the cell itself. */
export function useCell(at: CellOf) {
  const query = useInfiniteQuery(orpc.gapMap.cell.infiniteOptions(cellPages(at)))
  const detail = query.data?.pages[0]
  return { detail, people: query.data?.pages.flatMap((page) => page.people), hidden: detail?.hidden ?? 0, query }
}
export type CellQuery = ReturnType<typeof useCell>['query']
