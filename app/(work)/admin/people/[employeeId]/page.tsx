import type { Metadata } from 'next'
import { Missing } from '@/app/missing'
import { RecordView } from '@/components/people/record-view'
import { Prefetched } from '@/components/ui/prefetched'
import { requestLocale } from '@/lib/api/request-locale'
import { orpc } from '@/lib/api/server'
import { translator } from '@/lib/messages/translator'

/** The tab names the page, not the person: what stands in a history or on a projector's task bar names nobody. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), 'peopleAdmin')('title') }
}

export default async function RecordPage({ params }: { params: Promise<{ employeeId: string }> }) {
  const employeeId = decodeURIComponent((await params).employeeId)
  const record = orpc.people.record.queryOptions({ input: { employeeId } })
  const others = [orpc.units.list.queryOptions(), orpc.framework.get.queryOptions({ input: {} })]
  return (
    <Prefetched missing={<Missing />} queries={[record, ...others]}>
      <RecordView employeeId={employeeId} />
    </Prefetched>
  )
}
