'use client'
import { useTranslations } from 'use-intl/react'
import type { Source } from '@/lib/exchange/mapping-shapes'
import type { ImportSheet } from '@/lib/exchange/shapes'
import type { Messages } from '@/lib/messages'
import { examplesOf, sourceFor, type Way, wayOf } from './drafts'
import classes from './mapping.module.css'

type Column = keyof Messages['import']['columns']

/** Columns that can be filled from more than one header or by what a title says. */
const special: Partial<Record<string, Way>> = { name: 'headers', assessed: 'contains' }

/** One column of ours: what fills it, and what that gives for the first rows. */
export function MappingRow({
  id,
  column: { name, isNeeded },
  sheet,
  source,
  isMissing,
  onChange,
}: {
  id: string
  column: { name: string; isNeeded: boolean }
  sheet: ImportSheet
  source: Source | undefined
  isMissing: boolean
  onChange: (source: Source | null) => void
}) {
  const t = useTranslations('import.mapping')
  const words = useTranslations('import.columns')
  const label = words(name as Column)
  const way = wayOf(source)
  const { headers } = sheet
  const examples = examplesOf(source, sheet)
  const choose = (value: string) =>
    onChange(
      value.startsWith('@')
        ? { header: headers[Number(value.slice(1))] ?? '' }
        : sourceFor(value as Way, headers, source),
    )
  const chosen = source && 'header' in source ? `@${headers.indexOf(source.header)}` : way
  return (
    <tr data-missing={isMissing || undefined}>
      <th scope="row">
        <label htmlFor={`from-${id}`}>{label}</label>
        <small>
          {name}
          {isNeeded ? `, ${t('needed')}` : null}
        </small>
      </th>
      <td>
        <div className={classes.from}>
          <select
            id={`from-${id}`}
            name={`from-${id}`}
            value={chosen}
            aria-invalid={isMissing || undefined}
            aria-describedby={isMissing ? `why-${id}` : undefined}
            onChange={(event) => choose(event.target.value)}
          >
            <option value="none">{t('none')}</option>
            {headers.map((header, at) =>
              header && headers.indexOf(header) === at ? (
                <option key={header} value={`@${at}`}>
                  {header}
                </option>
              ) : null,
            )}
            {special[name] === 'headers' ? <option value="headers">{t('two')}</option> : null}
            {special[name] === 'contains' ? <option value="contains">{t('contains')}</option> : null}
            <option value="constant">{t('constant')}</option>
          </select>
          {source ? <Details source={source} label={label} headers={headers} onChange={onChange} /> : null}
        </div>
        {isMissing ? (
          <p id={`why-${id}`} className={classes.problem}>
            {way === 'none' ? t('choose') : t('complete')}
          </p>
        ) : null}
      </td>
      <td className={classes.examples} data-label={t('examples')}>
        {examples.length > 0 ? examples.join(' · ') : '–'}
      </td>
    </tr>
  )
}

/** What two headers, a constant or words in a title still ask for. */
function Details({
  source,
  label,
  headers,
  onChange,
}: {
  source: Source
  label: string
  headers: readonly string[]
  onChange: (source: Source) => void
}) {
  const t = useTranslations('import.mapping')
  const list = (value: string, name: string, pick: (header: string) => Source) => (
    <select aria-label={`${label}: ${name}`} value={value} onChange={(event) => onChange(pick(event.target.value))}>
      {[...new Set(headers.filter(Boolean))].map((header) => (
        <option key={header}>{header}</option>
      ))}
    </select>
  )
  if ('header' in source) return null
  if ('headers' in source) {
    const [first, last] = source.headers
    return (
      <>
        {list(first, t('first'), (header) => ({ ...source, headers: [header, last] }))}
        {list(last, t('last'), (header) => ({ ...source, headers: [first, header] }))}
      </>
    )
  }
  if ('constant' in source) {
    return (
      <input
        aria-label={`${label}: ${t('value')}`}
        placeholder={t('value')}
        value={source.constant}
        maxLength={200}
        onChange={(event) => onChange({ constant: event.target.value })}
      />
    )
  }
  const { header, text } = source.contains
  return (
    <>
      {list(header, t('in'), (next) => ({ contains: { header: next, text } }))}
      <input
        aria-label={`${label}: ${t('words')}`}
        placeholder={t('words')}
        value={text}
        maxLength={100}
        onChange={(event) => onChange({ contains: { header, text: event.target.value } })}
      />
    </>
  )
}
