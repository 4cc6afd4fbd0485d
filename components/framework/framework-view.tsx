'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { Problem } from '@/components/ui/problem'
import { SkeletonTable } from '@/components/ui/skeleton-table'
import { useUrlState } from '@/components/ui/use-url-state'
import { orpc } from '@/lib/api/client'
import { FrameworkScreen } from './framework-screen'

/** /framework: by what everybody is rated, to be read by everybody. */
export function FrameworkView() {
  const t = useTranslations('framework')
  const url = useUrlState()
  const edition = url.get('edition') ?? 'newest'
  const found = useQuery(orpc.framework.get.queryOptions({ input: { edition }, placeholderData: keepPreviousData }))
  const editions = useQuery(orpc.framework.editions.queryOptions())
  if (found.data) return <FrameworkScreen framework={found.data} editions={editions.data?.editions ?? []} url={url} />
  return (
    <>
      <h1 className={found.isError ? undefined : 'sr'}>{t('title')}</h1>
      {found.isError ? (
        <Problem error={found.error} retry={() => found.refetch()} />
      ) : (
        <SkeletonTable rows={9} columns={6} row={44} />
      )}
    </>
  )
}
