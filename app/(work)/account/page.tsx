import type { Metadata } from 'next'
import { AccountView } from '@/components/account/account-view'
import { Prefetched } from '@/components/ui/prefetched'
import { requestLocale } from '@/lib/api/request-locale'
import { orpc } from '@/lib/api/server'
import { translator } from '@/lib/messages/translator'

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), 'account')('title') }
}

export default function AccountPage() {
  return (
    <Prefetched queries={[orpc.account.get.queryOptions()]}>
      <AccountView />
    </Prefetched>
  )
}
