import type { Metadata } from 'next'
import { Missing } from '@/app/missing'
import { RunView } from '@/components/exchange/run-view'
import { Prefetched } from '@/components/ui/prefetched'
import { requestLocale } from '@/lib/api/request-locale'
import { orpc } from '@/lib/api/server'
import { ImportInput } from '@/lib/exchange/shapes'
import { translator } from '@/lib/messages/translator'

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), 'import')('title') }
}

export default async function RunPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  if (!ImportInput.safeParse({ id }).success) return <Missing />
  return (
    <Prefetched missing={<Missing />} queries={[orpc.imports.get.queryOptions({ input: { id } })]}>
      <RunView id={id} />
    </Prefetched>
  )
}
