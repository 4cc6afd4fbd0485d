import type { Metadata } from 'next'
import { PlannerView } from '@/components/planner/planner-view'
import { Prefetched } from '@/components/ui/prefetched'
import { requestLocale } from '@/lib/api/request-locale'
import { currentViewer, orpc } from '@/lib/api/server'
import { translator } from '@/lib/messages/translator'

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), 'planner')('title') }
}

export default async function PlannerPage() {
  const plans = (await currentViewer())?.roles.some((role) => role === 'hr' || role === 'head')
  return (
    <Prefetched queries={plans ? [orpc.planner.list.queryOptions()] : []}>
      <PlannerView />
    </Prefetched>
  )
}
