import type { Metadata } from 'next'
import { FrameworkView } from '@/components/framework/framework-view'
import { Prefetched } from '@/components/ui/prefetched'
import { requestLocale } from '@/lib/api/request-locale'
import { orpc } from '@/lib/api/server'
import { translator } from '@/lib/messages/translator'

type Query = Record<string, string | string[] | undefined>

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), 'framework')('title') }
}

export default async function FrameworkPage({ searchParams }: { searchParams: Promise<Query> }) {
  const query = await searchParams
  const edition = [query.edition].flat()[0] || 'newest'
  return (
    <Prefetched
      queries={[orpc.framework.get.queryOptions({ input: { edition } }), orpc.framework.editions.queryOptions()]}
    >
      <FrameworkView />
    </Prefetched>
  )
}
