import type { Metadata } from 'next'
import { peopleFilters, peoplePages } from '@/components/people/filters'
import { PeopleView } from '@/components/people/people-view'
import { Prefetched } from '@/components/ui/prefetched'
import { requestLocale } from '@/lib/api/request-locale'
import { orpc } from '@/lib/api/server'
import { translator } from '@/lib/messages/translator'

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), 'people')('title') }
}

type Query = Record<string, string | string[] | undefined>

export default async function PeoplePage({ searchParams }: { searchParams: Promise<Query> }) {
  const query = await searchParams
  const filters = peopleFilters((key) => [query[key]].flat()[0])
  return (
    <Prefetched
      queries={[
        orpc.units.list.queryOptions(),
        orpc.cycles.list.queryOptions(),
        orpc.framework.get.queryOptions({ input: { cycle: filters.cycle } }),
        orpc.people.list.infiniteOptions(peoplePages(filters)),
      ]}
    >
      <PeopleView />
    </Prefetched>
  )
}
