import type { Metadata } from 'next'
import { messagePages } from '@/components/messages/message-pages'
import { MessagesView } from '@/components/messages/messages-view'
import { Prefetched } from '@/components/ui/prefetched'
import { requestLocale } from '@/lib/api/request-locale'
import { orpc } from '@/lib/api/server'
import { translator } from '@/lib/messages/translator'

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), 'messages')('title') }
}

export default function MessagesPage() {
  return (
    <Prefetched queries={[orpc.messages.list.infiniteOptions(messagePages), orpc.calendar.get.queryOptions()]}>
      <MessagesView />
    </Prefetched>
  )
}
