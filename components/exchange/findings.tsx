'use client'
import { Button } from '@mantine/core'
import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { type SyntheticEvent, useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl/react'
import { orpc } from '@/lib/api/client'
import type { FindingsPage, ImportReport, ImportRun } from '@/lib/exchange/shapes'
import { Icon } from '../ui/icon'
import { Problem } from '../ui/problem'
import { saveFile } from '../ui/save-file'
import classes from './findings.module.css'

type Group = ImportReport['groups'][number]

/** What was found, by weight, file and kind: the remedy once, and under it each row. */
export function Findings({ run, report }: { run: ImportRun; report: ImportReport }) {
  const t = useTranslations('import.findings')
  const { errors, warnings, notices, groups } = report
  const download = useMutation(
    orpc.imports.findingsCsv.mutationOptions({
      onSuccess: async (file) => saveFile(file.name, await file.text()),
    }),
  )
  return (
    <section className={classes.findings}>
      <div className={classes.head}>
        <h2>{t('title', { errors, warnings, notices })}</h2>
        <Button
          leftSection={<Icon name="download" size={14} />}
          loading={download.isPending}
          onClick={() => download.mutate({ id: run.id })}
        >
          {t('download', { count: errors + warnings + notices })}
        </Button>
      </div>
      {download.isError ? <Problem error={download.error} title={t('notDownloaded')} /> : null}
      {groups.map((group, at) => (
        <FindingGroup
          key={`${run.version} ${group.file} ${group.kind}`}
          id={run.id}
          group={group}
          startsOpen={at === 0 && group.severity !== 'notice'}
        />
      ))}
    </section>
  )
}

function FindingGroup({ id, group, startsOpen }: { id: string; group: Group; startsOpen: boolean }) {
  const t = useTranslations('import.findings')
  const kinds = useTranslations('import.kinds')
  const format = useFormatter()
  const [isOpen, setIsOpen] = useState(startsOpen)
  const { file, kind, severity, remedy, count } = group
  const query = useInfiniteQuery(
    orpc.imports.findings.infiniteOptions({
      input: (after: string | undefined) => ({ id, file, kind, after }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page: FindingsPage) => page.next ?? undefined,
      enabled: isOpen,
    }),
  )
  const found = (query.data?.pages.flatMap((page) => page.findings) ?? []).map((each, at) => ({
    ...each,
    key: String(at),
  }))
  return (
    <details
      className={classes.group}
      data-severity={severity}
      open={isOpen}
      onToggle={(event: SyntheticEvent<HTMLDetailsElement>) => setIsOpen(event.currentTarget.open)}
    >
      <summary>
        <Icon name="right" size={14} className={classes.arrow} />
        <span className={classes.severity}>{t(`severities.${severity}`)}</span>
        <span className={classes.remedy}>{remedy}</span>
        <span className={classes.count}>{t('inFile', { count: format.number(count), file: kinds(file) })}</span>
      </summary>
      {query.isError && found.length === 0 ? <Problem error={query.error} retry={() => query.refetch()} /> : null}
      {query.isLoading ? <p className={classes.more}>{t('loading')}</p> : null}
      {found.length > 0 ? (
        <table className={classes.rows}>
          <caption className="sr">{remedy}</caption>
          <thead>
            <tr>
              <th scope="col">{t('row')}</th>
              <th scope="col">{t('column')}</th>
              <th scope="col">{t('problem')}</th>
            </tr>
          </thead>
          <tbody>
            {found.map(({ key, row, column, problem }) => (
              <tr key={key}>
                <th scope="row">{row ?? t('wholeFile')}</th>
                <td>{column ?? '–'}</td>
                <td>{problem}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      {query.hasNextPage ? (
        <p className={classes.more}>
          {t('shown', { shown: found.length, count })}
          <Button size="xs" loading={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
            {t('more')}
          </Button>
        </p>
      ) : null}
    </details>
  )
}
