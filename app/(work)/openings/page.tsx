import type { Metadata } from 'next'
import { OpeningsView } from '@/components/openings/openings-view'
import { Prefetched } from '@/components/ui/prefetched'
import { may } from '@/lib/access/roles'
import { requestLocale } from '@/lib/api/request-locale'
import { currentViewer, orpc } from '@/lib/api/server'
import { translator } from '@/lib/messages/translator'

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), 'openings')('title') }
}

export default async function OpeningsPage() {
  const viewer = await currentViewer()
  const mayRead = viewer !== null && may(viewer.roles, 'openings.read')
  const employeeId = viewer?.employeeId
  const own = employeeId
    ? [
        orpc.openings.helpful.queryOptions({ input: { employeeId } }),
        orpc.wishes.get.queryOptions({ input: { employeeId } }),
        orpc.notChosen.own.queryOptions(),
      ]
    : []
  return (
    <Prefetched queries={mayRead ? [orpc.openings.list.queryOptions({ input: {} }), ...own] : []}>
      <OpeningsView />
    </Prefetched>
  )
}
