import type { Metadata } from 'next'
import { AccessView } from '@/components/access/access-view'
import { Prefetched } from '@/components/ui/prefetched'
import { requestLocale } from '@/lib/api/request-locale'
import { orpc } from '@/lib/api/server'
import { translator } from '@/lib/messages/translator'

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), 'access')('title') }
}

export default function AccessPage() {
  return (
    <Prefetched
      queries={[orpc.grants.list.queryOptions(), orpc.changes.list.queryOptions(), orpc.units.list.queryOptions()]}
    >
      <AccessView />
    </Prefetched>
  )
}
