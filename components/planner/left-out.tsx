'use client'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { PersonChip } from '@/components/ui/person-chip'
import { useUrlState } from '@/components/ui/use-url-state'
import type { Exclusions, LeftOut as Left } from '@/lib/planner/told-shapes'
import classes from './planner.module.css'
import { type NamesOf, useFigures } from './use-names'
import { useReasonWords } from './use-reason-words'

const first = 8

/** Pairs that were not considered, counted by the rule named first. */
export function Excluded({ exclusions, pairs }: { exclusions: Exclusions; pairs: number }) {
  const t = useTranslations('planner.left')
  const figures = useFigures()
  const { counted } = useReasonWords()
  const out = exclusions.reduce((sum, one) => sum + one.pairs, 0)
  if (out === 0) return null
  return (
    <div className={classes.proof}>
      <b>{t('pairs', { out: figures.count(out), all: figures.count(out + pairs) })}</b>
      {exclusions.map((one) => (
        <span key={one.reason}>{counted(one.reason, one.pairs)}</span>
      ))}
    </div>
  )
}

/** Who gets nothing by this plan: those who could have gone first, each with the way to their reasons. */
export function LeftOut({ left, names }: { left: readonly Left[]; names: NamesOf }) {
  const t = useTranslations('planner.left')
  const url = useUrlState()
  const figures = useFigures()
  const [isWhole, setWhole] = useState(false)
  if (left.length === 0) return null
  const could = left.filter(({ openings }) => openings > 0).length
  const shown = isWhole ? left : left.slice(0, first)
  return (
    <section className={classes.block} aria-labelledby="left-out">
      <h2 id="left-out">{t('title', { count: left.length })}</h2>
      <p className={classes.text}>{t('text', { could, never: left.length - could })}</p>
      <table className={classes.table} aria-labelledby="left-out" data-stacked>
        <thead>
          <tr>
            <th scope="col">{t('person')}</th>
            <th scope="col">{t('could')}</th>
            <th scope="col">{t('best')}</th>
            <th scope="col">{t('reasons')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ employeeId, openings, best }) => (
            <tr key={employeeId}>
              <th scope="row">
                <PersonChip person={names.personRef(employeeId)} />
              </th>
              <td data-label={t('could')}>{t('places', { count: openings })}</td>
              <td data-label={t('best')}>{openings > 0 ? figures.gain(best) : '–'}</td>
              <td>
                <button
                  type="button"
                  className={classes.link}
                  onClick={() => url.set({ ask: 'why', who: employeeId, at: null })}
                  aria-label={t('whyNotName', { person: names.person(employeeId) })}
                >
                  {t('whyNot')}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {left.length > shown.length ? (
        <Button mt={12} onClick={() => setWhole(true)}>
          {t('all', { count: left.length })}
        </Button>
      ) : null}
    </section>
  )
}
