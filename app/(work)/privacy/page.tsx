import type { Metadata } from 'next'
import { readPrivacyView } from '@/components/privacy/address'
import { erasurePages, lookPages } from '@/components/privacy/pages'
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
  const asked = {
    you: () => [
      orpc.privacy.who.queryOptions(),
      orpc.me.looks.infiniteOptions(lookPages),
      orpc.privacy.mine.queryOptions({ input: {} }),
    ],
    erase: () => [orpc.privacy.erasures.infiniteOptions(erasurePages)],
    retention: () => [orpc.privacy.retention.queryOptions()],
  }
  return (
    <Prefetched queries={asked[view]()}>
      <PrivacyView />
    </Prefetched>
  )
}
