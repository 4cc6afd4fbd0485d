import type { Metadata } from 'next'
import { Missing } from '@/app/missing'
import { Prefetched } from '@/components/ui/prefetched'
import { deliveryPages } from '@/components/webhooks/delivery-pages'
import { WebhookView } from '@/components/webhooks/webhook-view'
import { requestLocale } from '@/lib/api/request-locale'
import { orpc } from '@/lib/api/server'
import { translator } from '@/lib/messages/translator'
import { WebhookRef } from '@/lib/webhooks/shapes'

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), 'webhooks')('title') }
}

export default async function WebhookPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  if (!WebhookRef.safeParse({ id }).success) return <Missing />
  const queries = [
    orpc.webhooks.get.queryOptions({ input: { id } }),
    orpc.webhooks.deliveries.infiniteOptions(deliveryPages(id)),
  ]
  return (
    <Prefetched missing={<Missing />} queries={queries}>
      <WebhookView id={id} />
    </Prefetched>
  )
}
