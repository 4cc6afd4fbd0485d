'use client'
import { Button } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { ImportRun } from '@/lib/exchange/shapes'
import { Problem } from '../ui/problem'
import { draftsOf, makesUnits, missingIn } from './drafts'
import classes from './mapping.module.css'
import { MappingOptions, optionsOf } from './mapping-options'
import { MappingSheet } from './mapping-sheet'
import type { Deeds } from './use-run'

/** Whose header is which column of ours, and how the files are meant; saved and tried in one go. What was chosen stays on a refusal. */
export function MappingForm({
  run,
  deeds,
  onDone,
  onBack,
}: {
  run: ImportRun
  deeds: Deeds
  onDone: () => void
  /** Leaves everything as it was tried; null where nothing was tried yet. */
  onBack: (() => void) | null
}) {
  const t = useTranslations('import.mapping')
  const [drafts, setDrafts] = useState(() => draftsOf(run))
  const [options, setOptions] = useState(() => optionsOf(run))
  const [isTried, setIsTried] = useState(false)
  const sheetOf = (seq: number) => run.sheets.find((sheet) => sheet.seq === seq)
  const lacking = drafts.flatMap((draft) => {
    const sheet = sheetOf(draft.seq)
    return sheet ? missingIn(draft, sheet).map((column) => `${draft.seq}-${column}`) : []
  })
  const kinds = new Set(drafts.map(({ kind }) => kind))
  const needsCycle = kinds.has('ratings') && options.cycle.trim() === ''
  const isEmpty = drafts.every(({ kind }) => kind === null)
  const isBusy = deeds.map.isPending || deeds.check.isPending

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setIsTried(true)
    const form = event.currentTarget
    const first = lacking[0] ? `from-${lacking[0]}` : needsCycle ? 'cycle' : null
    if (first) {
      const field = form.elements.namedItem(first)
      if (field instanceof HTMLElement) field.focus()
      return
    }
    const { source, cycle, effective, asOf, fullList } = options
    const saved = await deeds.map
      .mutateAsync({
        ...{ id: run.id, version: run.version, source: source.trim() || null },
        options: {
          cycle: kinds.has('ratings') ? cycle.trim() : null,
          effective: effective || null,
          asOf: kinds.has('ratings') && asOf ? asOf : null,
          fullList: kinds.has('people') && fullList,
        },
        sheets: drafts.map(({ seq, kind, mapping }) => ({ seq, kind, mapping: kind ? mapping : null })),
      })
      .catch(() => null)
    if (!saved) return
    const checked = await deeds.check.mutateAsync({ id: run.id, version: saved.version }).catch(() => null)
    if (checked) onDone()
  }

  const failed = deeds.map.error ?? deeds.check.error ?? deeds.discard.error
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      {drafts.map((draft) => {
        const sheet = sheetOf(draft.seq)
        if (!sheet) return null
        return (
          <MappingSheet
            key={draft.seq}
            sheet={sheet}
            draft={draft}
            isTried={isTried}
            makesUnits={draft.kind === 'people' && makesUnits(drafts)}
            onChange={(next) => setDrafts(drafts.map((each) => (each.seq === next.seq ? next : each)))}
          />
        )
      })}
      <MappingOptions kinds={kinds} options={options} isTried={isTried} onChange={setOptions} />
      <div role="alert">
        {isTried && lacking.length > 0 ? (
          <p className={classes.problem}>{t('lacking', { count: lacking.length })}</p>
        ) : null}
      </div>
      {failed ? <Problem error={failed} title={t('failed')} /> : null}
      <div className={classes.end}>
        <Button type="submit" variant="filled" loading={isBusy} disabled={isEmpty}>
          {t('submit', { count: run.files.length })}
        </Button>
        {onBack ? (
          <Button disabled={isBusy} onClick={onBack}>
            {t('back')}
          </Button>
        ) : null}
        {run.may.discard && !onBack ? (
          <Button
            variant="subtle"
            disabled={isBusy || deeds.discard.isPending}
            onClick={() => deeds.discard.mutate({ id: run.id, version: run.version })}
          >
            {t('discard')}
          </Button>
        ) : null}
        <p className={classes.note}>{t('nothingYet')}</p>
      </div>
    </form>
  )
}
