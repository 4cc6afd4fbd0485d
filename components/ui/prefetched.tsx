import { ORPCError } from '@orpc/client'
import {
  dehydrate,
  type FetchInfiniteQueryOptions,
  type FetchQueryOptions,
  HydrationBoundary,
  QueryClient,
} from '@tanstack/react-query'
import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'

/** `orpc.noun.verb.queryOptions(…)` or `.infiniteOptions(…)`, whatever the answer's type. */
interface Query {
  queryKey: readonly unknown[]
  queryFn?: unknown
  initialPageParam?: unknown
}

/**
 * Asks on the server, all at once, so that the view below draws with its data in the first answer. A question that fails is
 * left out: the view asks again by itself and shows the sentence of the error. With `mustExist` a first question that finds
 * nothing answers 404 instead.
 */
export async function Prefetched({
  queries,
  mustExist = false,
  children,
}: {
  queries: readonly Query[]
  mustExist?: boolean
  children: ReactNode
}) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  await Promise.all(
    queries.map((query) =>
      'initialPageParam' in query
        ? client.prefetchInfiniteQuery(query as FetchInfiniteQueryOptions)
        : client.prefetchQuery(query as FetchQueryOptions),
    ),
  )
  const [first] = queries
  const problem = mustExist && first ? client.getQueryState(first.queryKey)?.error : null
  if (problem instanceof ORPCError && problem.status === 404) notFound()
  return <HydrationBoundary state={dehydrate(client)}>{children}</HydrationBoundary>
}
