'use client'
import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type KeyboardEvent, useEffect, useEffectEvent, useRef } from 'react'
import { useTranslations } from 'use-intl/react'
import type { BatchRow as Row } from '@/lib/agreements/shapes'
import { orpc } from '@/lib/api/client'
import type { AssessmentForm } from '@/lib/assessments/form-shapes'
import { Conflict } from '../assessments/conflict'
import { Saved } from '../assessments/saved'
import { useAssessmentForm, useForm } from '../assessments/use-form'
import { LevelChip } from '../ui/level-chip'
import classes from './batch.module.css'
import { LevelChoice } from './level-choice'

interface Props {
  row: Row
  cycle: string
  criterion: string
  scale: readonly { level: number; name: string }[]
  onStep: (from: Element, by: 1 | -1) => void
  /** The choice between two versions in this row is wanted, and gets the focus once it is there. */
  isLookedAt: boolean
  /** Asks for the choice on a criterion; null: it has the focus. */
  onLook: (criterion: string | null) => void
}

/** One person on the criterion: the choice while their form is open, else what stands. */
export function BatchRow(props: Props) {
  const { row, cycle } = props
  const t = useTranslations('agreements.batch')
  const { person, isOpen, target } = row
  const form = useAssessmentForm({ cycle, employeeId: person.employeeId })
  return (
    <li>
      <div className={classes.who}>
        <b>{person.name}</b>
        <small>{target === null ? null : t('target', { target })}</small>
      </div>
      {isOpen && form.data ? (
        <OpenRow {...props} form={form.data} />
      ) : isOpen ? (
        <p aria-busy="true" />
      ) : (
        <p className={classes.closed}>
          <LevelChip level={row.level} state={row.kind === 'not-observed' ? 'not-observed' : undefined} />
          {row.status === 'submitted' ? t('closed') : null}
        </p>
      )}
    </li>
  )
}

function OpenRow({ row, criterion, cycle, scale, onStep, isLookedAt, onLook, form }: Props & { form: AssessmentForm }) {
  const t = useTranslations('agreements.batch')
  const client = useQueryClient()
  const hands = useForm(form)
  const { person } = row
  const { kind, level } = hands.contentOf(criterion)
  const version = hands.answers[criterion]?.version ?? 0
  const isNews = version > row.version
  useEffect(() => {
    if (!isNews) return
    const { queryKey } = orpc.agreements.batch.queryOptions({ input: { cycle, criterion } })
    void client.invalidateQueries({ queryKey })
  }, [isNews, client, cycle, criterion])
  const choice = useRef<HTMLDivElement>(null)
  const state = hands.outbox.entries[criterion]?.state
  const look = useEffectEvent(() => {
    choice.current?.querySelector('button')?.focus()
    onLook(null)
  })
  useEffect(() => {
    if (isLookedAt && (state === 'stale' || state === 'refused')) look()
  }, [isLookedAt, state])
  const rate = (chosen: number) => hands.write(criterion, { kind: 'rated', level: chosen })
  const skip = () => hands.write(criterion, { kind: 'not-observed', level: null })
  const top = scale.length - 1

  function hear(event: KeyboardEvent) {
    const { key, ctrlKey, metaKey, altKey, currentTarget } = event
    if (ctrlKey || metaKey || altKey) return
    if (/^[0-9]$/.test(key) && Number(key) <= top) rate(Number(key))
    else if (key.toLowerCase() === 'n') skip()
    else if (key === 'ArrowDown') onStep(currentTarget, 1)
    else if (key === 'ArrowUp') onStep(currentTarget, -1)
    else return
    event.preventDefault()
  }

  return (
    <>
      <div className={classes.answer}>
        <LevelChoice
          label={t('levelsOf', { name: person.name })}
          isLabelHidden
          name={`level-${person.employeeId}`}
          value={kind === 'rated' ? level : null}
          scale={scale}
          onChange={rate}
          onKeyDown={hear}
        />
        <Button aria-pressed={kind === 'not-observed'} className={classes.skip} onClick={skip} onKeyDown={hear}>
          {t('notObserved')}
        </Button>
        <Saved hands={hands} onGo={(step) => step.kind === 'criterion' && onLook(step.key)} />
      </div>
      <div ref={choice}>
        <Conflict hands={hands} criterion={criterion} />
      </div>
    </>
  )
}
