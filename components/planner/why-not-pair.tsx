'use client'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Can } from '@/components/ui/can'
import type { ToldPerson } from '@/lib/planner/told-shapes'
import classes from './plan.module.css'
import { useAnswers } from './use-answer'
import type { Changes } from './use-changes'
import { type NamesOf, useFigures } from './use-names'
import { useReasonWords } from './use-reason-words'

/** One person at one opening: the rule that excludes, or on demand what the plan would lose by it and who would move. */
export function WhyNotPair({
  runId,
  employeeId,
  pair,
  names,
  changes,
}: {
  runId: string
  employeeId: string
  pair: ToldPerson['pairs'][number]
  names: NamesOf
  changes: Changes
}) {
  const t = useTranslations('planner.whyNot')
  const figures = useFigures()
  const words = useReasonWords(names)
  const [isAsked, setAsked] = useState(false)
  const { openingId, state, best, reason, facts } = pair
  const isForbidden = changes.isForbidden(employeeId, openingId)
  return (
    <li data-state={state}>
      <p>
        <b>{names.opening(openingId)}</b>
        <small>{names.host(openingId)}</small>
      </p>
      {reason ? <p>{words.excluded(reason, facts)}</p> : null}
      {best ? (
        <p>
          {state === 'planned'
            ? t('planned', { span: figures.span(best) })
            : t('possible', { span: figures.span(best), points: figures.fine(best.value) })}
        </p>
      ) : null}
      {state === 'possible' && isAsked ? <Cost {...{ runId, employeeId, openingId, names }} /> : null}
      <Can do="planner.run">
        <div className={classes.deeds}>
          {state === 'possible' && !isAsked ? (
            <Button size="xs" onClick={() => setAsked(true)}>
              {t('ask')}
            </Button>
          ) : null}
          {state === 'possible' && !changes.isPinned(employeeId, openingId) ? (
            <Button size="xs" onClick={() => changes.pin(employeeId, openingId, true)}>
              {t('pin')}
            </Button>
          ) : null}
          {changes.isPinned(employeeId, openingId) ? <span>{t('pinned')}</span> : null}
          {isForbidden ? (
            <Button size="xs" onClick={() => changes.forbid(employeeId, openingId, false)}>
              {t('allow')}
            </Button>
          ) : null}
        </div>
      </Can>
    </li>
  )
}

function Cost({
  runId,
  employeeId,
  openingId,
  names,
}: {
  runId: string
  employeeId: string
  openingId: string
  names: NamesOf
}) {
  const t = useTranslations('planner.whyNot')
  const figures = useFigures()
  const [told = 'asking'] = useAnswers(runId, [{ ask: 'why-not', employeeId, openingId }])
  const person = names.person(employeeId)
  if (told === 'asking') return <p role="status">{t('asking')}</p>
  if (told === 'failed') return <p role="status">{t('failed')}</p>
  if (told === null) return <p role="status">{t('never')}</p>
  const points = figures.fine(-told.difference)
  const gone = told.gone.map((one) => names.person(one.employeeId))
  const sentence =
    told.difference === 0 ? t('equal', { person }) : t(told.isProven ? 'costs' : 'costsAtMost', { person, points })
  const moved = gone.length > 0 ? t('displaces', { people: gone.join(', ') }) : t('displacesNobody')
  return (
    <p role="status">
      {sentence} {moved}
    </p>
  )
}
