import type { Metadata } from 'next'
import { TokensView } from '@/components/access/tokens-view'
import { Prefetched } from '@/components/ui/prefetched'
import { requestLocale } from '@/lib/api/request-locale'
import { orpc } from '@/lib/api/server'
import { translator } from '@/lib/messages/translator'

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), 'access')('tokens.title') }
}

export default function TokensPage() {
  return (
    <Prefetched queries={[orpc.tokens.list.queryOptions()]}>
      <TokensView />
    </Prefetched>
  )
}
