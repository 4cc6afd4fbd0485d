import type { Metadata } from 'next'
import { SecondmentsView } from '@/components/secondments/secondments-view'
import { Prefetched } from '@/components/ui/prefetched'
import { may } from '@/lib/access/roles'
import { requestLocale } from '@/lib/api/request-locale'
import { currentViewer, orpc } from '@/lib/api/server'
import { translator } from '@/lib/messages/translator'

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), 'secondments')('title') }
}

export default async function SecondmentsPage() {
  const viewer = await currentViewer()
  const keeps = viewer !== null && may(viewer.roles, 'secondments.manage')
  const asked = [
    orpc.secondments.list.queryOptions({ input: {} }),
    orpc.hosted.list.queryOptions(),
    orpc.openings.list.queryOptions({ input: { status: 'published' } }),
    ...(keeps ? [orpc.notChosen.asked.queryOptions()] : []),
  ]
  return (
    <Prefetched queries={asked}>
      <SecondmentsView />
    </Prefetched>
  )
}
