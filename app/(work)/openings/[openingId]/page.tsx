import type { Metadata } from 'next'
import { Missing } from '@/app/missing'
import { OpeningView } from '@/components/openings/opening-view'
import { Prefetched } from '@/components/ui/prefetched'
import { may } from '@/lib/access/roles'
import { requestLocale } from '@/lib/api/request-locale'
import { currentViewer, orpc } from '@/lib/api/server'
import { translator } from '@/lib/messages/translator'

type Params = Promise<{ openingId: string }>

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), 'openings')('title') }
}

export default async function OpeningPage({ params }: { params: Params }) {
  const [given, viewer] = await Promise.all([params, currentViewer()])
  const openingId = decodeURIComponent(given.openingId)
  const mayRead = viewer !== null && may(viewer.roles, 'openings.read')
  const employeeId = viewer?.employeeId
  const asked = [
    orpc.openings.get.queryOptions({ input: { openingId } }),
    orpc.framework.get.queryOptions({ input: {} }),
    ...(employeeId
      ? [orpc.openings.helpful.queryOptions({ input: { employeeId } }), orpc.notChosen.own.queryOptions()]
      : []),
  ]
  return (
    <Prefetched missing={<Missing />} queries={mayRead ? asked : []}>
      <OpeningView openingId={openingId} />
    </Prefetched>
  )
}
