import type { Metadata } from 'next'
import { HealthView } from '@/components/health/health-view'
import { Prefetched } from '@/components/ui/prefetched'
import { requestLocale } from '@/lib/api/request-locale'
import { orpc } from '@/lib/api/server'
import { translator } from '@/lib/messages/translator'

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), 'health')('title') }
}

export default function HealthPage() {
  return (
    <Prefetched queries={[orpc.health.get.queryOptions()]}>
      <HealthView />
    </Prefetched>
  )
}
