'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { orpc } from '@/lib/api/client'

/** The address of a placement, as its parties or as its host read it. */
export const placementPath = (id: string, side?: 'host') => `/secondments/${side === 'host' ? 'hosted/' : ''}${id}`

/** What people do about placements; every list and page that shows one is asked anew. */
export function useDeeds() {
  const cache = useQueryClient()
  const onSuccess = () =>
    Promise.all([
      cache.invalidateQueries({ queryKey: orpc.secondments.key() }),
      cache.invalidateQueries({ queryKey: orpc.hosted.key() }),
      cache.invalidateQueries({ queryKey: orpc.messages.key() }),
    ])
  return {
    step: useMutation(orpc.secondments.step.mutationOptions({ onSuccess })),
    hostStep: useMutation(orpc.hosted.step.mutationOptions({ onSuccess })),
    move: useMutation(orpc.secondments.move.mutationOptions({ onSuccess })),
    propose: useMutation(orpc.secondments.propose.mutationOptions({ onSuccess })),
    arrange: useMutation(orpc.secondments.arrange.mutationOptions({ onSuccess })),
    appeal: useMutation(orpc.secondments.appeal.mutationOptions({ onSuccess })),
    decideAppeal: useMutation(orpc.secondments.decideAppeal.mutationOptions({ onSuccess })),
  }
}

/** Names of criteria by key; the key itself until they are there. */
export function useCriterionNames() {
  const { data } = useQuery(orpc.framework.get.queryOptions({ input: {} }))
  const names = new Map(data?.domains.flatMap(({ criteria }) => criteria.map(({ key, name }) => [key, name] as const)))
  return (key: string) => names.get(key) ?? key
}
