import type { Metadata } from 'next'
import { readAddress } from '@/components/readiness/address'
import { MeView } from '@/components/readiness/me-view'
import { Prefetched } from '@/components/ui/prefetched'
import { requestLocale } from '@/lib/api/request-locale'
import { currentViewer, orpc } from '@/lib/api/server'
import { translator } from '@/lib/messages/translator'

type Query = Record<string, string | string[] | undefined>

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), 'readiness')('title') }
}

export default async function MyPage({ searchParams }: { searchParams: Promise<Query> }) {
  const [query, viewer] = await Promise.all([searchParams, currentViewer()])
  const { profile, cycle } = readAddress((key) => [query[key]].flat()[0])
  const employeeId = viewer?.employeeId
  const own = employeeId
    ? [
        orpc.readiness.person.queryOptions({ input: { employeeId, profile, cycle } }),
        orpc.readiness.levels.queryOptions({ input: { employeeId, cycle } }),
        orpc.me.looks.queryOptions(),
        orpc.openings.helpful.queryOptions({ input: { employeeId } }),
      ]
    : []
  return (
    <Prefetched
      queries={[orpc.cycles.list.queryOptions(), orpc.framework.get.queryOptions({ input: { cycle } }), ...own]}
    >
      <MeView />
    </Prefetched>
  )
}
