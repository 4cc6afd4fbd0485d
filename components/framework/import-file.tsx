'use client'
import { Button } from '@mantine/core'
import { ORPCError } from '@orpc/client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { FilterSelect } from '@/components/ui/filter-select'
import { Notice } from '@/components/ui/notice'
import { Problem } from '@/components/ui/problem'
import { type FrameworkFormat, frameworkFormats } from '@/db/values'
import { orpc } from '@/lib/api/client'
import classes from './draft.module.css'
import { useRefresh } from './use-panel'

const largest = 10_000_000

/** Brings a file in as the draft; what is wrong with it is told row by row, and nothing is changed then. */
export function ImportFile({ isReplacing = false }: { isReplacing?: boolean }) {
  const t = useTranslations('framework.import')
  const file = useTranslations('framework.file')
  const refresh = useRefresh()
  const [format, setFormat] = useState<FrameworkFormat>('json')
  const [chosen, setChosen] = useState<File | null>(null)
  const bring = useMutation({
    mutationFn: async () =>
      orpc.framework.importFile.call({ format, content: await (chosen as File).text(), replace: isReplacing }),
    onSuccess: refresh,
  })
  const isTooLarge = chosen !== null && chosen.size > largest
  const issues =
    bring.error instanceof ORPCError
      ? (bring.error.data as { issues?: { path: string; message: string }[] })?.issues
      : undefined
  return (
    <section className={classes.import} aria-label={t('title')}>
      <h2>{t('title')}</h2>
      <p className={classes.lede}>{isReplacing ? t('replaces') : t('makes')}</p>
      <div className={classes.row}>
        <FilterSelect
          label={t('format')}
          value={format}
          options={frameworkFormats.map((value) => ({ value, label: file(`formats.${value}`) }))}
          onChange={(value) => setFormat(value as FrameworkFormat)}
        />
        <label className={classes.file}>
          <span className="sr">{t('choose')}</span>
          <input
            type="file"
            accept={format === 'json' || format === 'case' ? '.json,application/json' : '.csv,text/csv'}
            onChange={(event) => {
              setChosen(event.target.files?.[0] ?? null)
              bring.reset()
            }}
          />
        </label>
        <Button size="xs" disabled={!chosen || isTooLarge} loading={bring.isPending} onClick={() => bring.mutate()}>
          {isReplacing ? t('replaceDeed') : t('deed')}
        </Button>
      </div>
      {isTooLarge ? <p className={classes.flaw}>{t('tooLarge')}</p> : null}
      {bring.isError ? (
        <>
          <Problem error={bring.error} title={t('refused')} />
          {issues && issues.length > 3 ? (
            <ul className={classes.issues}>
              {issues.map(({ path, message }) => (
                <li key={`${path} ${message}`}>{`${path}: ${message}`}</li>
              ))}
            </ul>
          ) : null}
        </>
      ) : null}
      {bring.data ? (
        <Notice title={t('done', { edition: bring.data.edition, count: bring.data.notes.length })}>
          {bring.data.notes.map(({ row, message }) => (
            <span key={`${row} ${message}`} className={classes.note}>
              {row === null ? message : t('row', { row, message })}
            </span>
          ))}
        </Notice>
      ) : null}
    </section>
  )
}
