'use client'
import { Button } from '@mantine/core'
import { ORPCError } from '@orpc/client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { useMe } from '@/components/ui/can'
import { EmptyState } from '@/components/ui/empty-state'
import { Headline } from '@/components/ui/headline'
import { Notice } from '@/components/ui/notice'
import { Problem } from '@/components/ui/problem'
import { SkeletonTable } from '@/components/ui/skeleton-table'
import { orpc } from '@/lib/api/client'
import classes from './draft.module.css'
import { DraftScreen } from './draft-screen'
import { ImportFile } from './import-file'
import { TypedProvider, useRefresh } from './use-panel'

/** /framework/draft: where HR makes the next edition. */
export function DraftView() {
  const t = useTranslations('framework.draft')
  if (useMe().permissions.includes('framework.write'))
    return (
      <TypedProvider>
        <Permitted />
      </TypedProvider>
    )
  return (
    <>
      <h1 className={classes.stateTitle}>{t('title')}</h1>
      <Notice kind="lock" title={t('refusedTitle')}>
        {t('refusedText')}
      </Notice>
    </>
  )
}

function Permitted() {
  const t = useTranslations('framework.draft')
  const editions = useQuery(orpc.framework.editions.queryOptions())
  const hasDraft = editions.data?.editions.some(({ status }) => status === 'draft')
  const draft = useQuery({ ...orpc.framework.draft.queryOptions(), enabled: hasDraft === true })
  const isGone = draft.error instanceof ORPCError && draft.error.code === 'NOT_FOUND'
  if (hasDraft === false || isGone) return <NoDraft />
  if (draft.data) return <DraftScreen draft={draft.data} />
  const failed = draft.isError ? draft : editions.isError ? editions : null
  return (
    <>
      <h1 className={failed ? classes.stateTitle : 'sr'}>{t('title')}</h1>
      {failed ? (
        <Problem error={failed.error} retry={() => failed.refetch()} />
      ) : (
        <SkeletonTable rows={9} columns={3} row={44} />
      )}
    </>
  )
}

/** Nothing is being changed: begin with the newest edition, or with a file. */
function NoDraft() {
  const t = useTranslations('framework.draft')
  const refresh = useRefresh()
  const editions = useQuery(orpc.framework.editions.queryOptions())
  const newest = editions.data?.editions.find(({ status }) => status === 'published')
  const start = useMutation({ ...orpc.framework.startDraft.mutationOptions(), onSuccess: refresh })
  return (
    <>
      <Headline title={t('noneHeadline')} lede={t('noneLede')} />
      <EmptyState
        icon="list"
        title={t('noneTitle')}
        text={newest ? t('noneText', { edition: newest.edition }) : t('emptyText')}
        action={
          newest ? (
            <Button variant="filled" loading={start.isPending} onClick={() => start.mutate({})}>
              {t('start', { edition: newest.edition })}
            </Button>
          ) : null
        }
      />
      {start.isError ? <Problem error={start.error} /> : null}
      <div className={classes.below}>
        <ImportFile />
      </div>
    </>
  )
}
