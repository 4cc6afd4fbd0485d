'use client'
import { Button, TextInput } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { isSettled, needsReason, presetOf } from '@/lib/agreements/rules'
import type { ComparedCriterion } from '@/lib/agreements/shapes'
import { FormProblem } from '../ui/form'
import { useCloseWarning } from '../ui/use-close-warning'
import { useDay } from '../ui/use-day'
import { useHeld } from '../ui/use-held'
import { ConflictNotice } from './conflict-notice'
import { DraftState } from './draft-state'
import { LevelChoice } from './level-choice'
import classes from './talk-card.module.css'
import type { Compared } from './use-comparison'
import { useLevelKeys } from './use-level-keys'
import type { Settling } from './use-settling'

/** A draft waits so long for the next stroke before it is sent, in milliseconds. */
const pause = 500

/** The agreed level, preset to the manager's, with a reason where it differs. What is chosen is kept as a draft at once. */
export function AgreeForm({
  one,
  answer,
  settling,
  takesFocus,
  isLast,
  onDone,
  onStep,
}: {
  one: ComparedCriterion
  answer: Compared
  settling: Settling
  /** After a step made by hand: the hands stay where they were. */
  takesFocus: boolean
  isLast: boolean
  onDone: () => void
  onStep: (step: 1 | -1) => void
}) {
  const t = useTranslations('agreements.agree')
  const day = useDay()
  const form = useRef<HTMLFormElement>(null)
  const [begun] = useState(() => settling.unsavedOf(one.criterion))
  const [level, setLevel] = useState(begun?.level ?? presetOf(one))
  const [reason, setReason] = useState(begun?.reason ?? one.agreement?.reason ?? '')
  const [isAsked, setAsked] = useState(false)
  const { hold, drop } = useHeld(pause)
  const { criterion } = one
  const lacksReason = level !== null && needsReason(one, level) && reason.trim() === ''
  const clash = settling.clash?.criterion === criterion ? settling.clash : null

  useCloseWarning(settling.saving.state === 'failed' && settling.saving.criterion === criterion)

  useEffect(() => {
    if (takesFocus) form.current?.querySelector<HTMLInputElement>('input:checked, input')?.focus()
  }, [takesFocus])

  function keep(change: { level?: number | null; reason?: string }) {
    const next = { level, reason, ...change }
    setLevel(next.level)
    setReason(next.reason)
    setAsked(false)
    drop()
    if (next.level === null || isSettled(one)) return
    const wanted = { criterion, level: next.level, reason: next.reason }
    hold(() => settling.keep(wanted))
  }

  async function agree() {
    drop()
    if (level === null) return
    if (lacksReason) {
      setAsked(true)
      form.current?.querySelector<HTMLInputElement>('input[type="text"]')?.focus()
      return
    }
    if (await settling.agree([{ criterion, level, reason }])) onDone()
  }

  useLevelKeys({ form, top: answer.top, onLevel: (chosen) => keep({ level: chosen }), onEnter: agree, onStep })
  return (
    <form
      ref={form}
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        void agree()
      }}
    >
      {one.agreement && isSettled(one) ? (
        <p className={classes.quote}>
          {t('done', { level: one.agreement.level, day: day(one.agreement.agreedOn) })} {t('change')}
        </p>
      ) : null}
      <div className={classes.fields}>
        <LevelChoice
          label={t('level')}
          name="agreed"
          value={level}
          scale={answer.scale}
          onChange={(chosen) => keep({ level: chosen })}
        />
        <TextInput
          type="text"
          label={t('reason')}
          description={level !== null && needsReason(one, level) ? t('reasonHint') : undefined}
          error={isAsked ? t('need') : undefined}
          maxLength={2000}
          value={reason}
          onChange={(event) => keep({ reason: event.currentTarget.value })}
        />
      </div>
      <div className={classes.actions}>
        <Button type="submit" variant="filled" disabled={level === null}>
          {level === null ? t('choose') : t(isLast ? 'submitLast' : 'submit', { level })}
        </Button>
        <Button onClick={() => onStep(1)}>{t('later')}</Button>
        <DraftState saving={settling.saving} criterion={criterion} />
      </div>
      {clash ? (
        <ConflictNotice
          clash={clash}
          onTake={() => {
            setLevel(clash.stored?.level ?? level)
            setReason(clash.stored?.reason ?? reason)
            settling.resolve()
          }}
          onKeep={() => {
            settling.resolve()
            if (level !== null && clash.stored?.status === 'draft') void settling.keep({ criterion, level, reason })
          }}
        />
      ) : (
        <FormProblem error={settling.saving.criterion === criterion ? settling.error : null} />
      )}
      <p className={classes.hint}>{t('keys', { top: answer.top })}</p>
    </form>
  )
}
