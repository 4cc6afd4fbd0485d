import { ORPCError } from '@orpc/client'
import {
  dehydrate,
  type FetchInfiniteQueryOptions,
  type FetchQueryOptions,
  HydrationBoundary,
  QueryClient,
} from '@tanstack/react-query'
import type { ReactNode } from 'react'

/** `orpc.noun.verb.queryOptions(…)` or `.infiniteOptions(…)`, whatever the answer's type. */
interface Query {
  queryKey: readonly unknown[]
  queryFn?: unknown
  initialPageParam?: unknown
}

/**
 * Asks on the server, all at once, so that the view below draws with its data in the first answer. A question that fails is
 * left out: the view asks again by itself and shows the sentence of the error. `missing` stands in for the view when the
 * first question finds nothing.
 */
export async function Prefetched({
  queries,
  missing,
  children,
}: {
  queries: readonly Query[]
  missing?: ReactNode
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
  const problem = first ? client.getQueryState(first.queryKey)?.error : null
  if (missing && problem instanceof ORPCError && problem.status === 404) return missing
  return <HydrationBoundary state={dehydrate(client)}>{children}</HydrationBoundary>
}
