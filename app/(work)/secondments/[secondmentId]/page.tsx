import type { Metadata } from 'next'
import { Missing } from '@/app/missing'
import { SecondmentView } from '@/components/secondments/secondment-view'
import { Prefetched } from '@/components/ui/prefetched'
import { requestLocale } from '@/lib/api/request-locale'
import { orpc } from '@/lib/api/server'
import { translator } from '@/lib/messages/translator'

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), 'secondments')('title') }
}

export default async function SecondmentPage({ params }: { params: Promise<{ secondmentId: string }> }) {
  const id = (await params).secondmentId
  return (
    <Prefetched missing={<Missing />} queries={[orpc.secondments.get.queryOptions({ input: { id } })]}>
      <SecondmentView id={id} />
    </Prefetched>
  )
}
