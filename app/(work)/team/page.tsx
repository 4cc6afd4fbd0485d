import type { Metadata } from 'next'
import { HandOvers } from '@/components/cycles/hand-overs'
import { readTeamAddress, teamPages } from '@/components/readiness/team-address'
import { TeamView } from '@/components/readiness/team-view'
import { Prefetched } from '@/components/ui/prefetched'
import { requestLocale } from '@/lib/api/request-locale'
import { orpc } from '@/lib/api/server'
import { translator } from '@/lib/messages/translator'

type Query = Record<string, string | string[] | undefined>

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), 'team')('title') }
}

export default async function TeamPage({ searchParams }: { searchParams: Promise<Query> }) {
  const query = await searchParams
  const address = readTeamAddress((key) => [query[key]].flat()[0])
  return (
    <Prefetched
      queries={[
        orpc.cycles.list.queryOptions(),
        orpc.framework.get.queryOptions({ input: { cycle: address.cycle } }),
        orpc.readiness.team.infiniteOptions(teamPages(address)),
        orpc.agreements.waiting.queryOptions(),
        orpc.cycles.handOvers.queryOptions(),
      ]}
    >
      <TeamView />
      <HandOvers />
    </Prefetched>
  )
}
