import type { Metadata } from 'next'
import { PersonView } from '@/components/people/person-view'
import { Prefetched } from '@/components/ui/prefetched'
import { orpc } from '@/lib/api/server'
import { requestLocale } from '@/lib/messages/request'
import { translator } from '@/lib/messages/translator'

type Params = Promise<{ employeeId: string }>

/** The tab says "People", not the name: what stands in a history or on a projector's task bar names nobody. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), 'people')('title') }
}

export default async function PersonPage({ params }: { params: Params }) {
  const employeeId = decodeURIComponent((await params).employeeId)
  return (
    <Prefetched mustExist queries={[orpc.people.get.queryOptions({ input: { employeeId } })]}>
      <PersonView employeeId={employeeId} />
    </Prefetched>
  )
}
