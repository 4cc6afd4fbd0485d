import type { Metadata } from 'next'
import { Prefetched } from '@/components/ui/prefetched'
import { WebhooksView } from '@/components/webhooks/webhooks-view'
import { requestLocale } from '@/lib/api/request-locale'
import { orpc } from '@/lib/api/server'
import { translator } from '@/lib/messages/translator'

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), 'webhooks')('title') }
}

export default function WebhooksPage() {
  return (
    <Prefetched queries={[orpc.webhooks.list.queryOptions()]}>
      <WebhooksView />
    </Prefetched>
  )
}
