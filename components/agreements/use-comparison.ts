'use client'
import { useQuery } from '@tanstack/react-query'
import { differencesOf, grouped, progressOf, workOrder } from '@/lib/agreements/rules'
import type { Comparison } from '@/lib/agreements/shapes'
import { orpc } from '@/lib/api/client'
import { useMe } from '../ui/can'

/** The first of somebody's names, as a sentence about two people uses it. */
const firstName = (name: string) => name.split(' ')[0] ?? name

/** How the page speaks of the two: `me` where it is the reader, else by name. */
function partiesOf({ person, manager }: Comparison, ownId: string | null) {
  const isSelf = person.employeeId === ownId
  const isManager = manager !== null && manager.by.employeeId === ownId
  return {
    self: { who: isSelf ? 'me' : 'they', name: firstName(person.name) },
    manager: { who: isManager ? 'me' : 'they', name: manager ? firstName(manager.by.name) : '' },
  } as const
}

/** Everything the side-by-side shows; `answer` is null until it is there. */
export function useComparison(input: { cycle: string; employeeId: string }) {
  const { employeeId } = useMe()
  const comparison = useQuery(orpc.agreements.get.queryOptions({ input }))
  const framework = useQuery(orpc.framework.get.queryOptions({ input: { cycle: input.cycle } }))
  const failed = [comparison, framework].find(({ isError, data }) => isError && !data)
  if (!comparison.data || !framework.data) return { answer: null, failed }
  const { criteria } = comparison.data
  const all = framework.data.domains.flatMap((domain) => domain.criteria)
  return {
    failed,
    answer: {
      input,
      comparison: comparison.data,
      parties: partiesOf(comparison.data, employeeId),
      scale: framework.data.scale,
      top: Math.max(...framework.data.scale.map(({ level }) => level)),
      words: new Map(all.map((criterion) => [criterion.key, criterion])),
      groups: grouped(criteria),
      order: workOrder(criteria),
      differences: differencesOf(criteria),
      progress: progressOf(criteria),
    },
  }
}
export type Compared = NonNullable<ReturnType<typeof useComparison>['answer']>
