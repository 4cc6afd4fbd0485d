'use client'
import { Button } from '@mantine/core'
import Link from 'next/link'
import { useTranslations } from 'use-intl/react'
import type { ImportRun } from '@/lib/exchange/shapes'
import { useMe } from '../ui/can'
import { Notice } from '../ui/notice'
import { Problem } from '../ui/problem'
import { commitAmount } from './contents'
import classes from './import.module.css'
import type { Deeds } from './use-run'

/** What can be done with an import that waits: commit it, change how it is read, bring corrected files, or drop it. */
export function RunActions({ run, deeds, onMap }: { run: ImportRun; deeds: Deeds; onMap: () => void }) {
  const t = useTranslations('import.actions')
  const isSample = useMe().sampleToday !== null
  const { id, version, status, may, report } = run
  const amount = report?.changes ? commitAmount(report.changes) : null
  const isChecked = status === 'checked'
  const isOver = status === 'committed' || status === 'undone' || status === 'discarded'
  if (isOver && !may.map) return null
  const isBusy = deeds.commit.isPending || deeds.discard.isPending
  const failed = deeds.commit.error ?? deeds.discard.error
  const commits = isChecked && may.commit && !isSample
  return (
    <div className={classes.actions}>
      {isChecked && isSample ? <Notice title={t('sampleTitle')}>{t('sampleText')}</Notice> : null}
      {isChecked && !isSample && !may.commit ? (
        <Notice kind="lock" title={t('notYoursTitle')}>
          {t('notYoursText')}
        </Notice>
      ) : null}
      <div className={classes.buttons}>
        {commits && amount ? (
          <Button
            variant="filled"
            loading={deeds.commit.isPending}
            disabled={isBusy}
            onClick={() => deeds.commit.mutate({ id, version })}
          >
            {t(`${amount.isNew ? 'commitNew' : 'commitChanges'}.${amount.kind}`, { count: amount.count })}
          </Button>
        ) : null}
        {isChecked ? null : (
          <Button component={Link} href="/admin/import" variant="filled">
            {t('corrected')}
          </Button>
        )}
        {may.map && run.sheets.length > 0 ? (
          <Button disabled={isBusy} onClick={onMap}>
            {t('map')}
          </Button>
        ) : null}
        {may.discard ? (
          <Button variant="subtle" disabled={isBusy} onClick={() => deeds.discard.mutate({ id, version })}>
            {t('discard')}
          </Button>
        ) : null}
      </div>
      {failed ? <Problem error={failed} title={t('failed')} /> : null}
    </div>
  )
}
