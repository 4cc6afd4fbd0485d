'use client'
import { Button } from '@mantine/core'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { EmptyState } from '@/components/ui/empty-state'
import { FormProblem } from '@/components/ui/form'
import { Problem } from '@/components/ui/problem'
import { SkeletonTable } from '@/components/ui/skeleton-table'
import { orpc } from '@/lib/api/client'
import type { Webhook } from '@/lib/webhooks/shapes'
import { DeliveriesTable } from './deliveries-table'
import { deliveryPages } from './delivery-pages'
import { isDueSoon } from './state-of'
import classes from './webhooks.module.css'

/** Messages to one receiver, the newest first; looks again by itself while one is about to be sent. */
export function Deliveries({ webhook }: { webhook: Webhook }) {
  const t = useTranslations('webhooks.deliveries')
  const state = useTranslations('common.state')
  const queries = useQueryClient()
  const { id, pausedAt } = webhook
  const query = useInfiniteQuery({
    ...orpc.webhooks.deliveries.infiniteOptions(deliveryPages(id)),
    refetchInterval: ({ state: { data, dataUpdatedAt } }) =>
      data?.pages.some(({ deliveries }) => deliveries.some((last) => isDueSoon({ last, pausedAt }, dataUpdatedAt)))
        ? 2_000
        : false,
  })
  const again = useMutation(
    orpc.webhooks.redeliver.mutationOptions({
      onSettled: () => queries.invalidateQueries({ queryKey: orpc.webhooks.key() }),
    }),
  )
  const deliveries = query.data?.pages.flatMap((page) => page.deliveries) ?? []
  return (
    <section className={classes.section}>
      <h2>{t('title')}</h2>
      {query.isPending ? <SkeletonTable rows={4} columns={4} row={48} /> : null}
      {query.isError ? <Problem error={query.error} retry={() => query.refetch()} /> : null}
      {query.isSuccess && deliveries.length === 0 ? (
        <EmptyState icon="link" title={t('emptyTitle')} text={t('emptyText')} />
      ) : null}
      {deliveries.length > 0 ? (
        <DeliveriesTable
          deliveries={deliveries}
          busy={again.isPending ? again.variables.delivery : null}
          onAgain={pausedAt ? undefined : (delivery) => again.mutate({ id, delivery })}
        />
      ) : null}
      <p role="status" className={classes.said}>
        {again.isSuccess ? t('asked') : ''}
      </p>
      <FormProblem error={again.error} />
      {query.hasNextPage ? (
        <Button mt={12} onClick={() => query.fetchNextPage()} loading={query.isFetchingNextPage}>
          {query.isFetchingNextPage ? state('loadingMore') : state('more')}
        </Button>
      ) : null}
    </section>
  )
}
