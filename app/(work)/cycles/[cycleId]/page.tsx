import type { Metadata } from 'next'
import { Missing } from '@/app/missing'
import { CycleView } from '@/components/cycles/cycle-view'
import { Prefetched } from '@/components/ui/prefetched'
import { requestLocale } from '@/lib/api/request-locale'
import { currentViewer, orpc } from '@/lib/api/server'
import { translator } from '@/lib/messages/translator'

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), 'cycles')('title') }
}

export default async function CyclePage({ params }: { params: Promise<{ cycleId: string }> }) {
  const name = decodeURIComponent((await params).cycleId)
  const isHr = (await currentViewer())?.roles.includes('hr')
  return (
    <Prefetched missing={<Missing />} queries={isHr ? [orpc.cycles.plan.queryOptions({ input: { name } })] : []}>
      <CycleView name={name} />
    </Prefetched>
  )
}
