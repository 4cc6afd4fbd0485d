import type { Metadata } from 'next'
import { Missing } from '@/app/missing'
import { AssessmentView } from '@/components/assessments/assessment-view'
import { Prefetched } from '@/components/ui/prefetched'
import { requestLocale } from '@/lib/api/request-locale'
import { orpc } from '@/lib/api/server'
import { translator } from '@/lib/messages/translator'

/** The tab names the page, not the person: what stands in a history names nobody. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), 'assessments')('title') }
}

export default async function AssessmentPage({ params }: { params: Promise<{ cycleId: string; personId: string }> }) {
  const given = await params
  const input = { cycle: decodeURIComponent(given.cycleId), employeeId: decodeURIComponent(given.personId) }
  return (
    <Prefetched missing={<Missing />} queries={[orpc.assessments.get.queryOptions({ input })]}>
      <AssessmentView {...input} />
    </Prefetched>
  )
}
