'use client'
import { Button } from '@mantine/core'
import Link from 'next/link'
import { useRef } from 'react'
import { useTranslations } from 'use-intl/react'
import type { Batch } from '@/lib/agreements/shapes'
import type { Criterion } from '@/lib/framework/shapes'
import { useWords } from '../readiness/use-words'
import { Headline } from '../ui/headline'
import { useMoment } from '../ui/use-moment'
import classes from './batch.module.css'
import { BatchRow } from './batch-row'
import { useLevelKeys } from './use-level-keys'

/** The descriptors of one criterion once, and under them everybody whom the viewer rates. */
export function BatchScreen({
  batch,
  scale,
  criteria,
  criterion,
  onChoose,
  looksAt,
  onLook,
}: {
  batch: Batch
  scale: readonly { level: number; name: string }[]
  criteria: readonly Criterion[]
  criterion: Criterion
  onChoose: (criterion: string) => void
  /** Whose two versions are to be settled. */
  looksAt: string | null
  onLook: (employeeId: string | null) => void
}) {
  const t = useTranslations('agreements.batch')
  const { inSentence } = useWords()
  const { moment } = useMoment()
  const rows = useRef<HTMLUListElement>(null)
  const place = criteria.indexOf(criterion)
  const open = batch.rows.filter(({ kind }) => kind === null).length
  const go = (by: number) => {
    const next = criteria[place + by]
    if (next) onChoose(next.key)
  }
  /** From a person to the next; from nowhere into the list. */
  const walk = (from: Element | null, by: 1 | -1) => {
    const groups = [...(rows.current?.querySelectorAll<HTMLElement>('fieldset') ?? [])]
    const at = groups.findIndex((group) => group.parentElement?.contains(from))
    const next = at < 0 ? groups.at(by > 0 ? 0 : -1) : groups[at + by]
    next?.querySelector<HTMLInputElement>('input:checked, input')?.focus()
  }
  useLevelKeys({ onStep: (by) => walk(null, by), onAcross: go })
  return (
    <>
      <Headline
        title={t('headline', { open, all: batch.rows.length, criterion: inSentence(criterion.name) })}
        lede={t('lede')}
        meta={
          <>
            <span>{t('until', { at: moment(batch.rateBy) })}</span>
            <Link href="/team">{t('back')}</Link>
          </>
        }
      />
      <div className={classes.bar}>
        <Button onClick={() => go(-1)} disabled={place === 0}>
          {t('previous')}
        </Button>
        <label>
          <span className="sr">{t('criterion')}</span>
          <select value={criterion.key} onChange={(event) => onChoose(event.currentTarget.value)}>
            {criteria.map(({ key, name }) => (
              <option key={key} value={key}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <Button onClick={() => go(1)} disabled={place === criteria.length - 1}>
          {t('next')}
        </Button>
      </div>
      <p className={classes.definition}>{criterion.definition}</p>
      <ol className={classes.levels}>
        {criterion.levels.map(({ level, descriptor }) => (
          <li key={level}>
            <b>{level}</b> {descriptor}
          </li>
        ))}
      </ol>
      <ul className={classes.rows} ref={rows}>
        {batch.rows.map((row) => (
          <BatchRow
            key={row.person.employeeId}
            row={row}
            cycle={batch.cycle}
            criterion={criterion.key}
            scale={scale}
            isLookedAt={looksAt === row.person.employeeId}
            onLook={(key) => {
              onLook(key && row.person.employeeId)
              if (key) onChoose(key)
            }}
            onStep={walk}
          />
        ))}
      </ul>
      <p className={classes.hint}>{t('keys', { top: scale.length - 1 })}</p>
    </>
  )
}
