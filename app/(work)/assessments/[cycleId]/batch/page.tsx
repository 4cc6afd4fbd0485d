import type { Metadata } from 'next'
import { BatchView } from '@/components/agreements/batch-view'
import { Prefetched } from '@/components/ui/prefetched'
import { requestLocale } from '@/lib/api/request-locale'
import { orpc } from '@/lib/api/server'
import { translator } from '@/lib/messages/translator'

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), 'agreements.batch')('title') }
}

export default async function BatchPage({ params }: { params: Promise<{ cycleId: string }> }) {
  const cycle = decodeURIComponent((await params).cycleId)
  return (
    <Prefetched queries={[orpc.framework.get.queryOptions({ input: { cycle } })]}>
      <BatchView cycle={cycle} />
    </Prefetched>
  )
}
