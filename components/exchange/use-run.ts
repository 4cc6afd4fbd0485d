'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'
import type { ImportStatus } from '@/db/values'
import { orpc } from '@/lib/api/client'
import type { ImportItem } from '@/lib/exchange/shapes'

const working: readonly ImportStatus[] = ['reading', 'checking', 'committing', 'undoing']

/** Whether the job has it in hand; everything else waits for a person. */
export const isWorking = (status: ImportStatus) => working.includes(status)

/** How often a page asks while the job is at work. */
export const lookEvery = 1_000

/** One import, asked for each second while the job is at work; when the organisation has changed, everything else is asked anew. */
export function useRun(id: string) {
  const cache = useQueryClient()
  const router = useRouter()
  const query = useQuery(
    orpc.imports.get.queryOptions({
      input: { id },
      refetchInterval: ({ state }) => (state.data && isWorking(state.data.status) ? lookEvery : false),
    }),
  )
  const status = query.data?.status
  const before = useRef(status)
  useEffect(() => {
    const was = before.current
    before.current = status
    if (!was || !status || was === status) return
    cache.removeQueries({ queryKey: orpc.imports.findings.key() })
    if (status === 'committed' || status === 'undone') {
      cache.invalidateQueries()
      router.refresh()
    } else cache.invalidateQueries({ queryKey: orpc.imports.list.key() })
  }, [status, cache, router])
  return query
}

/** What can be done with an import; an answer stands on screen at once, without waiting for the sheets, and a refusal fetches the run anew. */
export function useDeeds(id: string) {
  const cache = useQueryClient()
  const { queryKey } = orpc.imports.get.queryOptions({ input: { id } })
  const told = {
    onSuccess: (item: ImportItem) => {
      cache.setQueryData(queryKey, (run) => run && { ...run, ...item })
      cache.invalidateQueries({ queryKey })
      cache.invalidateQueries({ queryKey: orpc.imports.list.key() })
    },
    onError: () => cache.invalidateQueries({ queryKey }),
  }
  return {
    map: useMutation(orpc.imports.map.mutationOptions(told)),
    check: useMutation(orpc.imports.check.mutationOptions(told)),
    commit: useMutation(orpc.imports.commit.mutationOptions(told)),
    undo: useMutation(orpc.imports.undo.mutationOptions(told)),
    discard: useMutation(orpc.imports.discard.mutationOptions(told)),
  }
}
export type Deeds = ReturnType<typeof useDeeds>
