import type { Metadata } from 'next'
import { readPrivacyView } from '@/components/privacy/address'
import { PrivacyView } from '@/components/privacy/privacy-view'
import { Prefetched } from '@/components/ui/prefetched'
import { requestLocale } from '@/lib/api/request-locale'
import { orpc } from '@/lib/api/server'
import { translator } from '@/lib/messages/translator'

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), 'privacy')('title') }
}

export default async function PrivacyPage({ searchParams }: { searchParams: Promise<{ view?: string | string[] }> }) {
  const view = readPrivacyView([(await searchParams).view].flat()[0])
  const asked = view === 'retention' ? orpc.privacy.retention.queryOptions() : orpc.privacy.who.queryOptions()
  return (
    <Prefetched queries={[asked]}>
      <PrivacyView />
    </Prefetched>
  )
}
