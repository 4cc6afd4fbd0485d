import type { Metadata } from 'next'
import { AskedView } from '@/components/assessments/asked-view'
import { Prefetched } from '@/components/ui/prefetched'
import { requestLocale } from '@/lib/api/request-locale'
import { orpc } from '@/lib/api/server'
import { translator } from '@/lib/messages/translator'

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), 'assessments')('title') }
}

export default function AssessmentsPage() {
  return (
    <Prefetched queries={[orpc.assessments.list.queryOptions()]}>
      <AskedView />
    </Prefetched>
  )
}
