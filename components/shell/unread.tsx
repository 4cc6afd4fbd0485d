'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { useMe } from '@/components/ui/can'
import { orpc } from '@/lib/api/client'
import type { PageKey } from './pages'
import classes from './unread.module.css'
import { unreadMessages } from './unread-messages'

/** How many messages are unread, beside the page where they stand; asked again when one comes back to the window. */
export function Unread({ page }: { page: PageKey }) {
  return page === 'messages' ? <Count /> : null
}

function Count() {
  const t = useTranslations('shell')
  const isAllowed = useMe().permissions.includes('messages.own')
  const { data } = useQuery({
    ...orpc.messages.list.queryOptions(unreadMessages),
    ...{ enabled: isAllowed, staleTime: 5_000 },
  })
  const unread = data?.unread ?? 0
  if (unread === 0) return null
  return (
    <span className={classes.count}>
      <span aria-hidden="true">{unread > 99 ? '99+' : unread}</span>
      <span className="sr">{t('unread', { count: unread })}</span>
    </span>
  )
}
