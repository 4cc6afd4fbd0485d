'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'use-intl/react'
import { EmptyState } from '@/components/ui/empty-state'
import { Problem } from '@/components/ui/problem'
import { SkeletonTable } from '@/components/ui/skeleton-table'
import { orpc } from '@/lib/api/client'
import { isEmptyDiff } from '@/lib/framework/diff'
import type { Draft } from '@/lib/framework/shapes'
import { Confirm } from '../ui/confirm'
import { DiffList } from './diff-list'
import classes from './draft.module.css'
import { MappingTable } from './mapping-table'
import { useRefresh, useTyped } from './use-panel'

/** What differs from the edition before, what became of its criteria, and the publishing. */
export function DraftChanges({ draft }: { draft: Draft }) {
  const t = useTranslations('framework.draft.changes')
  const found = useQuery(orpc.framework.diff.queryOptions())
  if (found.isError) return <Problem error={found.error} retry={() => found.refetch()} />
  if (!found.data) return <SkeletonTable rows={6} columns={2} row={44} />
  const { diff, mapping, basedOn } = found.data
  const open = mapping.filter(({ isDecided, flaw }) => !isDecided || flaw).length
  return (
    <>
      {diff === null ? (
        <EmptyState icon="list" title={t('firstTitle')} text={t('firstText')} />
      ) : isEmptyDiff(diff) ? (
        <EmptyState icon="check" title={t('sameTitle')} text={t('sameText', { edition: basedOn ?? '' })} />
      ) : (
        <DiffList diff={diff} />
      )}
      {mapping.length > 0 ? (
        <MappingTable mapping={mapping} criteria={draft.document.criteria} basedOn={basedOn ?? ''} />
      ) : null}
      <Publish draft={draft} open={open} />
    </>
  )
}

function Publish({ draft: { document, flaws }, open }: { draft: Draft; open: number }) {
  const t = useTranslations('framework.draft.publish')
  const router = useRouter()
  const refresh = useRefresh()
  const { typed } = useTyped()
  const publish = useMutation({
    ...orpc.framework.publish.mutationOptions(),
    onSuccess: async () => {
      router.push('/framework')
      await refresh()
    },
  })
  const waits = [
    flaws.length > 0 ? t('flaws', { count: flaws.length }) : null,
    open > 0 ? t('open', { count: open }) : null,
    typed.size > 0 ? t('typed', { count: typed.size }) : null,
  ].filter((each) => each !== null)
  return (
    <section className={classes.publish} aria-label={t('title')}>
      <h2>{t('title')}</h2>
      <p className={classes.lede} role="status">
        {waits.length > 0 ? waits.join(' ') : t('ready')}
      </p>
      <div className={classes.row}>
        <Confirm
          label={t('button', { edition: document.version })}
          question={t('question', { edition: document.version })}
          deed={t('deed', { edition: document.version })}
          isPrimary
          isDisabled={waits.length > 0}
          isBusy={publish.isPending}
          onConfirm={() => publish.mutate({ edition: document.version })}
        />
      </div>
      {publish.isError ? <Problem error={publish.error} /> : null}
    </section>
  )
}
