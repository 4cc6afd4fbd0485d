import type { Metadata } from 'next'
import { cellPages } from '@/components/analytics/cell-pages'
import { OrganisationView } from '@/components/analytics/organisation-view'
import { Prefetched } from '@/components/ui/prefetched'
import { requestLocale } from '@/lib/api/request-locale'
import { orpc } from '@/lib/api/server'
import { translator } from '@/lib/messages/translator'

type Search = Record<string, string | string[] | undefined>

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), 'organisation')('title') }
}

export default async function OrganisationPage({ searchParams }: { searchParams: Promise<Search> }) {
  const search = await searchParams
  const one = (key: string) => [search[key]].flat()[0] || undefined
  const [profile, cycle, area] = [one('profile'), one('cycle'), one('area')]
  const [unit, criterion] = [one('unit'), one('criterion')]
  return (
    <Prefetched
      queries={[
        orpc.cycles.list.queryOptions(),
        orpc.units.list.queryOptions(),
        orpc.framework.get.queryOptions({ input: { cycle } }),
        orpc.readiness.bands.queryOptions({ input: { profile, cycle, unit: area } }),
        orpc.gapMap.get.queryOptions({ input: { profile, cycle } }),
        ...(unit && criterion
          ? [orpc.gapMap.cell.infiniteOptions(cellPages({ unit, criterion, profile, cycle }))]
          : []),
      ]}
    >
      <OrganisationView />
    </Prefetched>
  )
}
