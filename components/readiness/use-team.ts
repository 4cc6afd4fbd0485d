'use client'
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { orpc } from '@/lib/api/client'
import { dependence, holdings, summariseTeam } from '@/lib/readiness/team'
import { type TeamAddress, teamPages } from './team-address'
import { teamColumns } from './team-columns'

/** Everything the team's page shows; `answer` is null until it is there. */
export function useTeam(address: TeamAddress) {
  const cycles = useQuery(orpc.cycles.list.queryOptions())
  const published = cycles.data?.cycles.filter(({ status }) => status === 'published')
  const framework = useQuery(
    orpc.framework.get.queryOptions({ input: { cycle: address.cycle }, placeholderData: keepPreviousData }),
  )
  const team = useInfiniteQuery({
    ...orpc.readiness.team.infiniteOptions({ ...teamPages(address), placeholderData: keepPreviousData }),
    enabled: published === undefined || published.length > 0,
  })
  const state = {
    published,
    failed: [cycles, framework, team].find(({ isError }) => isError),
    isUpdating: team.isPlaceholderData,
    more: team.hasNextPage ? { isLoading: team.isFetchingNextPage, load: () => team.fetchNextPage() } : null,
  }
  const first = team.data?.pages[0]
  const role = framework.data?.profiles.find(({ key }) => key === first?.profile)
  if (!first || !framework.data || !role || !published) return { ...state, answer: null }

  const members = team.data?.pages.flatMap((page) => page.members) ?? []
  const all = framework.data.domains.flatMap(({ criteria }) => criteria)
  const order = all.map(({ key }) => key)
  const asked = new Map(role.targets.map((target) => [target.criterion, target]))
  const held = holdings(members, order, new Set(asked.keys()))
  return {
    ...state,
    answer: {
      ...{ members, order, held, role, framework: framework.data, cycles: published },
      ...{ cycle: first.cycle, policy: first.policy },
      names: new Map(all.map(({ key, name }) => [key, name])),
      groups: teamColumns({ framework: framework.data, asked, members, address }),
      summary: summariseTeam(members),
      /** Only over the whole team: who is not loaded yet may hold what seems to rest on one. */
      rests: team.hasNextPage ? null : dependence(members, held),
      isWhole: !team.hasNextPage,
    },
  }
}

export type TeamAnswer = NonNullable<ReturnType<typeof useTeam>['answer']>
