'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { orpc } from '@/lib/api/client'
import type { Plan } from '@/lib/cycles/shapes'

/** The address of a cycle: its name is its key. */
export const cyclePath = (name: string) => `/cycles/${encodeURIComponent(name)}`

/** What HR does with a cycle; each answer stands on screen at once, and counts are asked for anew. */
export function useCycleDeeds(name: string) {
  const cache = useQueryClient()
  const { queryKey } = orpc.cycles.plan.queryOptions({ input: { name } })
  const refresh = () =>
    Promise.all([
      cache.invalidateQueries({ queryKey: orpc.cycles.runs.key() }),
      cache.invalidateQueries({ queryKey: orpc.cycles.progress.key() }),
      cache.invalidateQueries({ queryKey: orpc.cycles.participants.key() }),
      cache.invalidateQueries({ queryKey: orpc.cycles.check.key() }),
      cache.invalidateQueries({ queryKey: orpc.cycles.list.key() }),
    ])
  const planned = {
    onSuccess: async (plan: Plan) => {
      cache.setQueryData(queryKey, plan)
      await refresh()
    },
  }
  const counted = { onSuccess: () => refresh() }
  return {
    refresh,
    setPlan: useMutation(orpc.cycles.setPlan.mutationOptions(planned)),
    launch: useMutation(orpc.cycles.launch.mutationOptions(planned)),
    pause: useMutation(orpc.cycles.pause.mutationOptions(planned)),
    resume: useMutation(orpc.cycles.resume.mutationOptions(planned)),
    extend: useMutation(orpc.cycles.extend.mutationOptions(planned)),
    close: useMutation(orpc.cycles.close.mutationOptions(planned)),
    addPeople: useMutation(orpc.cycles.addPeople.mutationOptions(counted)),
    excuse: useMutation(orpc.cycles.excuse.mutationOptions(counted)),
    reassign: useMutation(orpc.cycles.reassign.mutationOptions(counted)),
    chase: useMutation(orpc.cycles.chase.mutationOptions(counted)),
  }
}
