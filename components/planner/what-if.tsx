'use client'
import { Button, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Can } from '@/components/ui/can'
import type { Run } from '@/lib/planner/shapes'
import type { Told } from '@/lib/planner/told-shapes'
import { Moves } from './moves'
import classes from './planner.module.css'
import { type PlanQuestion, useRawAnswers } from './use-answer'
import { type NamesOf, useFigures } from './use-names'

/** A tenth more for cover. */
const percent = 10

/** Questions about the whole plan, each answered by solving it again: a no, one more seat, more money, wishes first. */
export function WhatIf({ run, told, names }: { run: Run; told: Told; names: NamesOf }) {
  const t = useTranslations('planner.whatIf')
  const [question, setQuestion] = useState<PlanQuestion | null>(null)
  const people = told.placements.map(({ employeeId }) => ({ value: employeeId, label: names.person(employeeId) }))
  const openings = told.names.openings.map(({ openingId, title }) => ({ value: openingId, label: title }))
  return (
    <Can do="planner.run">
      <section className={classes.block} aria-labelledby="what-if">
        <h2 id="what-if">{t('title')}</h2>
        <div className={classes.asks}>
          <NativeSelect
            label={t('without')}
            data={[{ value: '', label: t('nobody') }, ...people]}
            value={question?.ask === 'without' ? question.employeeId : ''}
            onChange={({ target }) => setQuestion(target.value ? { ask: 'without', employeeId: target.value } : null)}
          />
          <NativeSelect
            label={t('seat')}
            data={[{ value: '', label: t('nowhere') }, ...openings]}
            value={question?.ask === 'one-more-seat' ? question.openingId : ''}
            onChange={({ target }) =>
              setQuestion(target.value ? { ask: 'one-more-seat', openingId: target.value } : null)
            }
          />
          {run.inputs.budget === null ? null : (
            <Button onClick={() => setQuestion({ ask: 'more-budget', percent })}>{t('budget', { percent })}</Button>
          )}
          <Button onClick={() => setQuestion({ ask: 'stops' })}>{t('stops')}</Button>
        </div>
        {question ? <Answered run={run} question={question} names={names} /> : null}
      </section>
    </Can>
  )
}

function Answered({ run, question, names }: { run: Run; question: PlanQuestion; names: NamesOf }) {
  const t = useTranslations('planner.whatIf')
  const figures = useFigures()
  const [answer = 'asking'] = useRawAnswers(run.id, [question])
  if (answer === 'asking') return <p role="status">{t('asking')}</p>
  if (answer === 'failed') return <p role="status">{t('failed')}</p>
  if (answer.kind === 'stops') {
    return (
      <ol role="status" className={classes.lines}>
        {answer.stops.map(({ onChoice, value, placements }) => (
          <li key={onChoice}>{t('stop', { onChoice, placed: placements.length, points: figures.points(value) })}</li>
        ))}
      </ol>
    )
  }
  if (answer.kind !== 'difference') return <p role="status">{t('never')}</p>
  const { difference } = answer
  const key = difference === 0 ? 'same' : difference > 0 ? 'more' : 'less'
  return (
    <div role="status">
      <p>{t(key, { points: figures.fine(Math.abs(difference)) })}</p>
      <Moves answer={answer} names={names} without={question.ask === 'without' ? question.employeeId : undefined} />
    </div>
  )
}
