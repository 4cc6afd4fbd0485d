import type { Metadata } from 'next'
import { Missing } from '@/app/missing'
import { EditScenario } from '@/components/planner/edit-scenario'
import { Prefetched } from '@/components/ui/prefetched'
import { requestLocale } from '@/lib/api/request-locale'
import { currentViewer, orpc } from '@/lib/api/server'
import { translator } from '@/lib/messages/translator'

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), 'planner')('title') }
}

export default async function EditScenarioPage({ params }: { params: Promise<{ scenarioId: string }> }) {
  const { scenarioId } = await params
  const isHr = (await currentViewer())?.roles.includes('hr')
  return (
    <Prefetched
      missing={<Missing />}
      queries={isHr ? [orpc.planner.get.queryOptions({ input: { id: scenarioId } })] : []}
    >
      <EditScenario scenarioId={scenarioId} />
    </Prefetched>
  )
}
