import type { Metadata } from 'next'
import { DraftView } from '@/components/framework/draft-view'
import { Prefetched } from '@/components/ui/prefetched'
import { requestLocale } from '@/lib/api/request-locale'
import { currentViewer, orpc } from '@/lib/api/server'
import { translator } from '@/lib/messages/translator'

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), 'framework')('draft.title') }
}

export default async function DraftPage() {
  const isEditor = (await currentViewer())?.roles.includes('hr')
  return (
    <Prefetched queries={isEditor ? [orpc.framework.draft.queryOptions(), orpc.framework.editions.queryOptions()] : []}>
      <DraftView />
    </Prefetched>
  )
}
