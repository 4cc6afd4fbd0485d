'use client'
import { TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { useTranslations } from 'use-intl/react'
import type { ImportKind } from '@/db/values'
import { orpc } from '@/lib/api/client'
import type { ImportRun } from '@/lib/exchange/shapes'
import classes from './mapping.module.css'

export type Options = { source: string; cycle: string; effective: string; asOf: string; fullList: boolean }

export const optionsOf = ({ source, options }: ImportRun): Options => ({
  ...{ source: source ?? '', cycle: options.cycle ?? '', fullList: options.fullList },
  ...{ effective: options.effective ?? '', asOf: options.asOf ?? '' },
})

/** What a field is for stands under it, so that fields side by side are level. */
const under = {
  inputWrapperOrder: ['label', 'input', 'error', 'description'] as ('label' | 'input' | 'error' | 'description')[],
}

/** How the files are meant: the cycle of the ratings, the day from which units and managers hold, who leaves, and a name to remember all that by. */
export function MappingOptions({
  kinds,
  options,
  isTried,
  onChange,
}: {
  kinds: ReadonlySet<ImportKind | null>
  options: Options
  isTried: boolean
  onChange: (options: Options) => void
}) {
  const t = useTranslations('import.options')
  const sources = useQuery(orpc.imports.sources.queryOptions())
  const known = useId()
  const consequence = useId()
  const set = (change: Partial<Options>) => onChange({ ...options, ...change })
  const isTree = kinds.has('units') || kinds.has('people')
  return (
    <section className={classes.options}>
      <h2>{t('title')}</h2>
      <div className={classes.fields}>
        {kinds.has('ratings') ? (
          <>
            <TextInput
              {...under}
              name="cycle"
              label={t('cycle')}
              description={t('cycleHint')}
              placeholder="2026-H2"
              value={options.cycle}
              maxLength={100}
              error={isTried && options.cycle.trim() === '' ? t('cycleMissing') : undefined}
              onChange={(event) => set({ cycle: event.target.value })}
            />
            <TextInput
              {...under}
              type="date"
              label={t('asOf')}
              description={t('asOfHint')}
              value={options.asOf}
              onChange={(event) => set({ asOf: event.target.value })}
            />
          </>
        ) : null}
        {isTree ? (
          <TextInput
            {...under}
            type="date"
            label={t('effective')}
            description={t('effectiveHint')}
            value={options.effective}
            onChange={(event) => set({ effective: event.target.value })}
          />
        ) : null}
        <TextInput
          {...under}
          label={t('source')}
          description={t('sourceHint')}
          value={options.source}
          maxLength={100}
          list={known}
          autoComplete="off"
          onChange={(event) => set({ source: event.target.value })}
        />
        <datalist id={known}>
          {sources.data?.sources.map(({ name }) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      </div>
      {kinds.has('people') ? (
        <label className={classes.tick}>
          <input
            type="checkbox"
            checked={options.fullList}
            aria-describedby={consequence}
            onChange={(event) => set({ fullList: event.target.checked })}
          />
          <span>{t('fullList')}</span>
          <small id={consequence} aria-live="polite">
            {options.fullList ? t('fullListOn') : t('fullListOff')}
          </small>
        </label>
      ) : null}
    </section>
  )
}
