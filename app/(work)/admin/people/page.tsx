import type { Metadata } from 'next'
import { rosterFilters, rosterPages } from '@/components/people/roster-filters'
import { RosterView } from '@/components/people/roster-view'
import { Prefetched } from '@/components/ui/prefetched'
import { requestLocale } from '@/lib/api/request-locale'
import { orpc } from '@/lib/api/server'
import { translator } from '@/lib/messages/translator'

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), 'peopleAdmin')('title') }
}

type Query = Record<string, string | string[] | undefined>

export default async function AdminPeoplePage({ searchParams }: { searchParams: Promise<Query> }) {
  const query = await searchParams
  const filters = rosterFilters((key) => [query[key]].flat()[0])
  return (
    <Prefetched queries={[orpc.units.list.queryOptions(), orpc.people.roster.infiniteOptions(rosterPages(filters))]}>
      <RosterView />
    </Prefetched>
  )
}
