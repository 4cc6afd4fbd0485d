import type { Metadata } from 'next'
import { CompareView } from '@/components/agreements/compare-view'
import { Prefetched } from '@/components/ui/prefetched'
import { requestLocale } from '@/lib/api/request-locale'
import { orpc } from '@/lib/api/server'
import { translator } from '@/lib/messages/translator'

type Params = Promise<{ cycleId: string; personId: string }>

/** The tab says what it is about and names nobody. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), 'agreements')('title') }
}

export default async function ComparePage({ params }: { params: Params }) {
  const given = await params
  const input = { cycle: decodeURIComponent(given.cycleId), employeeId: decodeURIComponent(given.personId) }
  return (
    <Prefetched
      queries={[
        orpc.agreements.get.queryOptions({ input }),
        orpc.framework.get.queryOptions({ input: { cycle: input.cycle } }),
      ]}
    >
      <CompareView {...input} />
    </Prefetched>
  )
}
