'use client'
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { orpc } from '@/lib/api/client'
import type { PageKey } from './pages'

type Placed = { person: { name: string }; opening: { title: string } }
const placed = (one: Placed | undefined) => one && `${one.person.name} → ${one.opening.title}`

/** What a page is about, by the key in its address, as the answers that are there have it. */
function nameOf(client: QueryClient, page: PageKey | undefined, key: string): string | undefined {
  const byId = { input: { id: key } }
  switch (page) {
    case 'planner':
      return client.getQueryData(orpc.planner.get.queryKey(byId))?.name
    case 'openings':
      return client.getQueryData(orpc.openings.get.queryKey({ input: { openingId: key } }))?.title
    case 'secondments':
      return placed(
        client.getQueryData(orpc.secondments.get.queryKey(byId)) ?? client.getQueryData(orpc.hosted.get.queryKey(byId)),
      )
    default: {
      const input = { employeeId: key }
      return (
        client.getQueryData(orpc.people.get.queryKey({ input }))?.name ??
        client.getQueryData(orpc.people.record.queryKey({ input }))?.name
      )
    }
  }
}

/** The name of what a page is about. Only looks: a question made here would keep the page from using its own. */
export function useKnownName(page: PageKey | undefined, key: string): string | undefined {
  const client = useQueryClient()
  return useSyncExternalStore(
    (tell) => client.getQueryCache().subscribe(tell),
    () => nameOf(client, page, key),
    () => undefined,
  )
}
