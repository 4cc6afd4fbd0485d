'use client'
import { Button } from '@mantine/core'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { EmptyState } from '@/components/ui/empty-state'
import { FormProblem } from '@/components/ui/form'
import { Headline } from '@/components/ui/headline'
import { Problem } from '@/components/ui/problem'
import { SkeletonTable } from '@/components/ui/skeleton-table'
import { orpc } from '@/lib/api/client'
import { CalendarFeed } from './calendar-feed'
import { MessageLine } from './message-line'
import { messagePages } from './message-pages'
import classes from './messages.module.css'

/** /messages: what the viewer was told, newest first, and their deadlines for their calendar. */
export function MessagesView() {
  const t = useTranslations('messages')
  const queries = useQueryClient()
  const list = useInfiniteQuery(orpc.messages.list.infiniteOptions(messagePages))
  const read = useMutation(
    orpc.messages.read.mutationOptions({
      // Opening a message leads away from this page.
      context: { keepalive: true },
      onSettled: () => queries.invalidateQueries({ queryKey: orpc.messages.list.key() }),
    }),
  )
  if (list.isPending) return <SkeletonTable rows={6} columns={1} row={56} />
  if (!list.data) return <Problem error={list.error} retry={list.refetch} />
  const messages = list.data.pages.flatMap((page) => page.messages)
  const unread = list.data.pages.at(-1)?.unread ?? 0
  return (
    <>
      <Headline title={t('headline', { unread })} lede={t('lede')} />
      {unread > 0 ? (
        <Button size="xs" loading={read.isPending} onClick={() => read.mutate({})}>
          {t('readAll')}
        </Button>
      ) : null}
      <FormProblem error={read.error} />
      {messages.length === 0 ? (
        <EmptyState icon="mail" title={t('empty.title')} text={t('empty.text')} />
      ) : (
        <ul className={classes.list} aria-label={t('title')}>
          {messages.map((message) => (
            <MessageLine key={message.id} message={message} onOpen={() => read.mutate({ ids: [message.id] })} />
          ))}
        </ul>
      )}
      {list.hasNextPage ? (
        <Button loading={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
          {t('more')}
        </Button>
      ) : null}
      <CalendarFeed />
    </>
  )
}
