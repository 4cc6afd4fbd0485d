'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { orpc } from '@/lib/api/client'
import type { ScenarioInputs as Inputs, Scenario } from '@/lib/planner/shapes'
import { withCovers, withDates, withForbid, withPin } from './changes'

/** What HR changes of a scenario from its plan: each change is stored at once, and the next plan keeps it. */
export function useChanges(scenario: Scenario) {
  const { id, name, inputs, version } = scenario
  const cache = useQueryClient()
  const { queryKey } = orpc.planner.get.queryOptions({ input: { id } })
  const change = useMutation(
    orpc.planner.change.mutationOptions({
      onSuccess: (stored) => cache.setQueryData(queryKey, stored),
      onError: () => cache.invalidateQueries({ queryKey }),
    }),
  )
  const save = (changed: Inputs) => {
    if (!change.isPending) change.mutate({ id, name, version, inputs: changed })
  }
  const run = useMutation(
    orpc.planner.run.mutationOptions({ onSuccess: () => cache.invalidateQueries({ queryKey: orpc.planner.key() }) }),
  )
  const cancel = useMutation(
    orpc.planner.giveUp.mutationOptions({ onSuccess: () => cache.invalidateQueries({ queryKey: orpc.planner.key() }) }),
  )
  return {
    isPinned: (employeeId: string, openingId: string) =>
      inputs.pins.some((one) => one.employeeId === employeeId && one.openingId === openingId),
    isForbidden: (employeeId: string, openingId: string) =>
      inputs.forbids.some((one) => one.employeeId === employeeId && (one.openingId ?? openingId) === openingId),
    datesOf: (openingId: string) => inputs.dates.find((one) => one.openingId === openingId) ?? null,
    pin: (employeeId: string, openingId: string, isPinned: boolean) =>
      save(withPin(inputs, { employeeId, openingId }, isPinned)),
    forbid: (employeeId: string, openingId: string | null, isForbidden: boolean) =>
      save(withForbid(inputs, { employeeId, openingId }, isForbidden)),
    setDates: (openingId: string, span: { from: string; to: string } | null) =>
      save(withDates(inputs, openingId, span)),
    coverOf: (employeeId: string) => inputs.covers.find((one) => one.employeeId === employeeId)?.coverId ?? null,
    cover: (named: Record<string, string>, done: () => void) =>
      change.mutate({ id, name, version, inputs: withCovers(inputs, named) }, { onSuccess: done }),
    again: () => run.mutate({ id }),
    cancel: (runId: string) => cancel.mutate({ id: runId }),
    isBusy: change.isPending || run.isPending || cancel.isPending,
    error: change.error ?? run.error ?? cancel.error,
  }
}
export type Changes = ReturnType<typeof useChanges>
