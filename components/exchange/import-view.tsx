'use client'
import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'use-intl/react'
import { orpc } from '@/lib/api/client'
import { useMe } from '../ui/can'
import { Headline } from '../ui/headline'
import { Notice } from '../ui/notice'
import { Problem } from '../ui/problem'
import { SkeletonTable } from '../ui/skeleton-table'
import { Guide } from './guide'
import { History } from './history'
import classes from './import.module.css'
import { importPages } from './import-pages'
import { Upload } from './upload'
import { isWorking, lookEvery } from './use-run'
import { useHeadline } from './use-words'

/** Bring files in, and what came in before. Before the first import: what the three files are. */
export function ImportView() {
  const t = useTranslations('import')
  const state = useTranslations('common.state')
  const headline = useHeadline()
  const { permissions, sampleToday } = useMe()
  const mayWrite = permissions.includes('imports.write')
  const query = useInfiniteQuery({
    ...orpc.imports.list.infiniteOptions(importPages),
    enabled: permissions.includes('imports.read'),
    refetchInterval: ({ state: { data } }) =>
      data?.pages.some(({ imports }) => imports.some(({ status }) => isWorking(status))) ? lookEvery : false,
  })
  const imports = query.data?.pages.flatMap((page) => page.imports) ?? []
  const [newest] = imports
  const isOpen = newest && !['undone', 'discarded'].includes(newest.status)
  if (!permissions.includes('imports.read')) return <Refused />
  return (
    <>
      <Headline
        title={newest ? (isOpen ? headline(newest) : t('headline.ready')) : t('headline.first')}
        lede={t(newest ? 'lede.again' : 'lede.first')}
        meta={
          newest && isOpen ? (
            <Link className={classes.link} href={`/admin/import/${newest.id}` as Route}>
              {t('open')}
            </Link>
          ) : null
        }
      />
      {sampleToday ? (
        <div className={classes.notice}>
          <Notice title={t('sample.title')}>{t('sample.text')}</Notice>
        </div>
      ) : null}
      {mayWrite ? <Upload /> : null}
      {query.isPending ? <SkeletonTable rows={4} columns={3} row={44} /> : null}
      {query.isError && imports.length === 0 ? <Problem error={query.error} retry={() => query.refetch()} /> : null}
      {query.isSuccess && imports.length === 0 ? (
        <section className={classes.section}>
          <h2>{t('guide.title')}</h2>
          <Guide />
        </section>
      ) : null}
      {imports.length > 0 ? (
        <>
          <section className={classes.section}>
            <h2>{t('history.title')}</h2>
            <History imports={imports} />
            {query.hasNextPage ? (
              <Button mt={12} onClick={() => query.fetchNextPage()} loading={query.isFetchingNextPage}>
                {query.isFetchingNextPage ? state('loadingMore') : state('more')}
              </Button>
            ) : null}
          </section>
          <details className={classes.section}>
            <summary>{t('guide.title')}</summary>
            <Guide />
          </details>
        </>
      ) : null}
    </>
  )
}

function Refused() {
  const t = useTranslations('import')
  return (
    <>
      <Headline title={t('title')} />
      <Notice
        kind="lock"
        title={t('refused.title')}
        action={
          <Link className={classes.link} href="/">
            {t('refused.home')}
          </Link>
        }
      >
        {t('refused.text')}
      </Notice>
    </>
  )
}
