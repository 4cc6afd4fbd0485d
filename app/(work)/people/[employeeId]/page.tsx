import type { Metadata } from 'next'
import { Missing } from '@/app/missing'
import { PersonView } from '@/components/people/person-view'
import { readAddress } from '@/components/readiness/address'
import { Prefetched } from '@/components/ui/prefetched'
import { may } from '@/lib/access/roles'
import { requestLocale } from '@/lib/api/request-locale'
import { currentViewer, orpc } from '@/lib/api/server'
import { translator } from '@/lib/messages/translator'

type Params = Promise<{ employeeId: string }>
type Query = Promise<Record<string, string | string[] | undefined>>

/** The tab says "People", not the name: what stands in a history or on a projector's task bar names nobody. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), 'people')('title') }
}

export default async function PersonPage({ params, searchParams }: { params: Params; searchParams: Query }) {
  const [given, query, viewer] = await Promise.all([params, searchParams, currentViewer()])
  const employeeId = decodeURIComponent(given.employeeId)
  const { profile, cycle } = readAddress((key) => [query[key]].flat()[0])
  const person = orpc.people.get.queryOptions({ input: { employeeId } })
  const readiness = [
    orpc.cycles.list.queryOptions(),
    orpc.framework.get.queryOptions({ input: { cycle } }),
    orpc.readiness.person.queryOptions({ input: { employeeId, profile, cycle } }),
    orpc.readiness.levels.queryOptions({ input: { employeeId, cycle } }),
  ]
  const mayRead = viewer !== null && may(viewer.roles, 'readiness.read')
  const isKept = viewer !== null && may(viewer.roles, 'standings.keep') && viewer.employeeId !== employeeId
  const standing = isKept ? [orpc.standings.get.queryOptions({ input: { employeeId } })] : []
  return (
    <Prefetched missing={<Missing />} queries={mayRead ? [person, ...readiness, ...standing] : [person]}>
      <PersonView employeeId={employeeId} />
    </Prefetched>
  )
}
