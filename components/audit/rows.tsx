'use client'
import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { EmptyState } from '@/components/ui/empty-state'
import { Problem } from '@/components/ui/problem'
import { saveFile } from '@/components/ui/save-file'
import { SkeletonTable } from '@/components/ui/skeleton-table'
import { toCsv } from '@/lib/analytics/csv'
import classes from './audit.module.css'

interface Question {
  isPending: boolean
  isError: boolean
  error: unknown
  hasNextPage: boolean
  isFetchingNextPage: boolean
  refetch: () => unknown
  fetchNextPage: () => unknown
}

/** Rows newest first, more on demand, and what is on screen as a file; the same for deeds and for looks. */
export function Rows({
  question,
  count,
  isFiltered,
  clear,
  emptyText,
  file,
  children,
}: {
  question: Question
  count: number
  isFiltered: boolean
  clear: () => void
  emptyText: string
  /** Name and rows of the download, the head first. */
  file: () => { name: string; rows: (string | number | null)[][] }
  children: ReactNode
}) {
  const t = useTranslations('audit')
  const state = useTranslations('common.state')
  const [said, setSaid] = useState('')
  const save = () => {
    const { name, rows } = file()
    saveFile(name, toCsv(rows), 'text/csv;charset=utf-8')
    setSaid(t('exported', { rows: rows.length - 1 }))
  }
  if (question.isPending) return <SkeletonTable rows={10} columns={4} row={44} />
  if (question.isError && count === 0) return <Problem error={question.error} retry={question.refetch} />
  if (count === 0) {
    return isFiltered ? (
      <EmptyState
        icon="search"
        title={t('nothing.title')}
        text={t('nothing.text')}
        action={<Button onClick={clear}>{t('filters.clear')}</Button>}
      />
    ) : (
      <EmptyState icon="log" title={t('nothing.emptyTitle')} text={emptyText} />
    )
  }
  return (
    <>
      {children}
      <div className={classes.foot}>
        <span role="status">{said || t('shown', { count })}</span>
        <span className={classes.actions}>
          {question.hasNextPage ? (
            <Button onClick={() => question.fetchNextPage()} loading={question.isFetchingNextPage}>
              {question.isFetchingNextPage ? state('loadingMore') : state('more')}
            </Button>
          ) : null}
          <Button variant="subtle" onClick={save}>
            {t('export')}
          </Button>
        </span>
      </div>
      {question.isError ? <Problem error={question.error} retry={question.fetchNextPage} /> : null}
    </>
  )
}
