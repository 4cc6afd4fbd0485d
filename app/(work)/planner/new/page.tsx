import type { Metadata } from 'next'
import { NewScenario } from '@/components/planner/new-scenario'
import { Prefetched } from '@/components/ui/prefetched'
import { requestLocale } from '@/lib/api/request-locale'
import { currentViewer, orpc } from '@/lib/api/server'
import { translator } from '@/lib/messages/translator'

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), 'planner')('title') }
}

export default async function NewPlanPage() {
  const isHr = (await currentViewer())?.roles.includes('hr')
  const asked = [
    orpc.placementPolicy.get.queryOptions(),
    orpc.units.list.queryOptions(),
    orpc.framework.get.queryOptions({ input: {} }),
  ]
  return (
    <Prefetched queries={isHr ? asked : []}>
      <NewScenario />
    </Prefetched>
  )
}
