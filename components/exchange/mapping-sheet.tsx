'use client'
import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { hrKinds, importKinds } from '@/db/values'
import type { ImportSheet } from '@/lib/exchange/shapes'
import { useMe } from '../ui/can'
import { FilterSelect } from '../ui/filter-select'
import { columnsOf, type Draft, missingIn, withKind, withSource } from './drafts'
import classes from './mapping.module.css'
import { MappingRow } from './mapping-row'

/** One table of a file: what its rows are, where each column of ours comes from, and what is kept out. */
export function MappingSheet({
  sheet,
  draft,
  isTried,
  makesUnits,
  onChange,
}: {
  sheet: ImportSheet
  draft: Draft
  isTried: boolean
  /** Departments become units, so that the one at the top needs a name. */
  makesUnits: boolean
  onChange: (draft: Draft) => void
}) {
  const t = useTranslations('import.mapping')
  const kinds = useTranslations('import.kinds')
  const { persona, organisation } = useMe()
  const allowed = importKinds.filter((kind) => !hrKinds.includes(kind) || persona === 'p_hr')
  const { columns, out } = columnsOf(draft, sheet)
  const [shown, setShown] = useState<ReadonlySet<string>>(() => new Set(Object.keys(draft.mapping.columns)))
  const isShown = ({ name, isKey }: { name: string; isKey: boolean }) =>
    isKey || shown.has(name) || draft.mapping.columns[name] !== undefined
  const others = columns.filter((column) => !isShown(column))
  const missing = missingIn(draft, sheet)
  const name = sheet.sheet ? `${sheet.file}, ${sheet.sheet}` : sheet.file
  const set = (change: Partial<Draft['mapping']>) => onChange({ ...draft, mapping: { ...draft.mapping, ...change } })
  const hasDays = ['hire_date', 'rated_on', 'start_date'].some((column) => draft.mapping.columns[column])
  return (
    <section className={classes.sheet} aria-label={name}>
      <div className={classes.head}>
        <h2>{name}</h2>
        <p>
          {t('rows', { count: sheet.rows })}
          {sheet.headerRow > 1 ? ` ${t('headerRow', { row: sheet.headerRow })}` : null}
          {sheet.remembered ? ` ${t('remembered')}` : null}
        </p>
        <FilterSelect
          label={t('holds')}
          value={draft.kind ?? ''}
          options={[
            ...allowed.map((kind) => ({ value: kind, label: kinds(kind) })),
            { value: '', label: t('leaveOut') },
          ]}
          onChange={(kind) => onChange(withKind(draft, importKinds.find((each) => each === kind) ?? null, sheet))}
        />
      </div>
      {draft.kind ? (
        <>
          <table className={classes.table}>
            <caption className="sr">{t('caption', { name })}</caption>
            <thead>
              <tr>
                <th scope="col">{t('ours')}</th>
                <th scope="col">{t('theirs')}</th>
                <th scope="col">{t('examples')}</th>
              </tr>
            </thead>
            <tbody>
              {columns.filter(isShown).map((column) => (
                <MappingRow
                  key={column.name}
                  id={`${draft.seq}-${column.name}`}
                  column={column}
                  sheet={sheet}
                  source={draft.mapping.columns[column.name]}
                  isMissing={missing.includes(column.name) && (isTried || column.isNeeded)}
                  onChange={(source) => onChange(withSource(draft, column.name, source))}
                />
              ))}
            </tbody>
          </table>
          {others.length > 0 ? (
            <Button
              className={classes.more}
              variant="subtle"
              size="xs"
              onClick={() => setShown(new Set(columns.map(({ name }) => name)))}
            >
              {t('others', { count: others.length })}
            </Button>
          ) : null}
          {out.length > 0 ? (
            <p className={classes.out}>
              {t('keptOut', { count: out.length })} <span>{out.join(', ')}</span>
            </p>
          ) : null}
          <div className={classes.extras}>
            {makesUnits && organisation === null ? (
              <TextInput
                inputWrapperOrder={['label', 'input', 'error', 'description']}
                label={t('organisation')}
                description={t('organisationHint')}
                value={draft.mapping.organisation ?? ''}
                maxLength={200}
                onChange={(event) => set({ organisation: event.target.value || undefined })}
              />
            ) : null}
            {hasDays ? (
              <FilterSelect
                label={t('dayOrder')}
                value={draft.mapping.dayOrder ?? ''}
                options={[
                  { value: '', label: t('dayOrders.none') },
                  { value: 'day-first', label: t('dayOrders.day-first') },
                  { value: 'month-first', label: t('dayOrders.month-first') },
                ]}
                onChange={(order) =>
                  set({ dayOrder: order === 'day-first' || order === 'month-first' ? order : undefined })
                }
              />
            ) : null}
          </div>
        </>
      ) : null}
    </section>
  )
}
