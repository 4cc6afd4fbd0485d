import type { Metadata } from 'next'
import { auditPages, lookPages, readAuditAddress } from '@/components/audit/address'
import { AuditView } from '@/components/audit/audit-view'
import { Prefetched } from '@/components/ui/prefetched'
import { requestLocale } from '@/lib/api/request-locale'
import { orpc } from '@/lib/api/server'
import { translator } from '@/lib/messages/translator'

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), 'audit')('title') }
}

type Query = Record<string, string | string[] | undefined>

export default async function AuditPage({ searchParams }: { searchParams: Promise<Query> }) {
  const query = await searchParams
  const { view, deeds, looks } = readAuditAddress((key) => [query[key]].flat()[0])
  const asked =
    view === 'looks'
      ? orpc.audit.looks.infiniteOptions(lookPages(looks))
      : orpc.audit.list.infiniteOptions(auditPages(deeds))
  return (
    <Prefetched queries={[asked]}>
      <AuditView />
    </Prefetched>
  )
}
