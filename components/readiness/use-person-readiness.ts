'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { orpc } from '@/lib/api/client'
import { useMe } from '../ui/can'
import type { ReadinessAddress, Voice } from './address'

/** Everything the page of one person shows; `answer` is null until all of it is there. */
export function usePersonReadiness(employeeId: string, voice: Voice, { profile, cycle }: ReadinessAddress) {
  const me = useMe()
  const keep = { placeholderData: keepPreviousData }
  const cycles = useQuery(orpc.cycles.list.queryOptions())
  const published = cycles.data?.cycles.filter(({ status }) => status === 'published')
  const hasResults = published === undefined || published.length > 0
  const person = useQuery({
    ...orpc.people.get.queryOptions({ input: { employeeId } }),
    enabled: voice === 'they',
  })
  const readiness = useQuery({
    ...orpc.readiness.person.queryOptions({ input: { employeeId, profile, cycle }, ...keep }),
    enabled: hasResults,
  })
  const levels = useQuery({
    ...orpc.readiness.levels.queryOptions({ input: { employeeId, cycle }, ...keep }),
    enabled: hasResults,
  })
  const framework = useQuery(orpc.framework.get.queryOptions({ input: { cycle }, ...keep }))

  const who = voice === 'you' ? me : person.data
  const state = {
    published,
    name: who?.name ?? '',
    isAssessed: who?.isAssessed,
    failed: [cycles, person, readiness, levels, framework].find(({ isError }) => isError),
    isUpdating: readiness.isPlaceholderData || levels.isPlaceholderData,
  }
  const role = framework.data?.profiles.find(({ key }) => key === readiness.data?.profile)
  if (!readiness.data || !levels.data || !framework.data || !role || !published || !who)
    return { ...state, answer: null }
  const criteria = framework.data.domains.flatMap((domain) => domain.criteria)
  return {
    ...state,
    answer: {
      readiness: readiness.data,
      levels: new Map(levels.data.levels.map((level) => [level.criterion, level])),
      framework: framework.data,
      role,
      cycles: published,
      order: criteria.map(({ key }) => key),
      criteria: new Map(criteria.map((criterion) => [criterion.key, criterion])),
      top: Math.max(...framework.data.scale.map(({ level }) => level)),
    },
  }
}

export type PersonAnswer = NonNullable<ReturnType<typeof usePersonReadiness>['answer']>
/** What every part of the page is given: the answer, and in whose words it speaks. */
export type Told = { answer: PersonAnswer; voice: Voice; name: string }
