import type { Metadata } from 'next'
import { SecondmentsView } from '@/components/secondments/secondments-view'
import { Prefetched } from '@/components/ui/prefetched'
import { requestLocale } from '@/lib/api/request-locale'
import { orpc } from '@/lib/api/server'
import { translator } from '@/lib/messages/translator'

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), 'secondments')('title') }
}

export default function SecondmentsPage() {
  const asked = [
    orpc.secondments.list.queryOptions({ input: {} }),
    orpc.hosted.list.queryOptions(),
    orpc.openings.list.queryOptions({ input: { status: 'published' } }),
  ]
  return (
    <Prefetched queries={asked}>
      <SecondmentsView />
    </Prefetched>
  )
}
