import type { Metadata } from 'next'
import { CyclesView } from '@/components/cycles/cycles-view'
import { Prefetched } from '@/components/ui/prefetched'
import { requestLocale } from '@/lib/api/request-locale'
import { currentViewer, orpc } from '@/lib/api/server'
import { translator } from '@/lib/messages/translator'

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), 'cycles')('title') }
}

export default async function CyclesPage() {
  const isHr = (await currentViewer())?.roles.includes('hr')
  const asked = [
    orpc.cycles.runs.queryOptions(),
    orpc.cycles.holidays.queryOptions(),
    orpc.cycles.leaves.queryOptions(),
    orpc.deputies.list.queryOptions({ input: { all: true } }),
  ]
  return (
    <Prefetched queries={isHr ? asked : []}>
      <CyclesView />
    </Prefetched>
  )
}
