import type { Metadata } from 'next'
import { Missing } from '@/app/missing'
import { ScenarioView } from '@/components/planner/scenario-view'
import { Prefetched } from '@/components/ui/prefetched'
import { requestLocale } from '@/lib/api/request-locale'
import { currentViewer, orpc } from '@/lib/api/server'
import { translator } from '@/lib/messages/translator'

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), 'planner')('title') }
}

export default async function ScenarioPage({ params }: { params: Promise<{ scenarioId: string }> }) {
  const { scenarioId } = await params
  const plans = (await currentViewer())?.roles.some((role) => role === 'hr' || role === 'head')
  const asked = [
    orpc.planner.get.queryOptions({ input: { id: scenarioId } }),
    orpc.units.list.queryOptions(),
    orpc.framework.get.queryOptions({ input: {} }),
  ]
  return (
    <Prefetched missing={<Missing />} queries={plans ? asked : []}>
      <ScenarioView scenarioId={scenarioId} />
    </Prefetched>
  )
}
