'use client'
import { useEffect, useRef, useState } from 'react'
import type { AssessmentForm } from '@/lib/assessments/form-shapes'
import { unsentCount } from '@/lib/assessments/outbox'
import { useEarlyKeys } from '../ui/use-early-keys'
import { useUrlChoice } from '../ui/use-url-choice'
import { Aside } from './aside'
import classes from './assessment.module.css'
import { ConfirmRest } from './confirm-rest'
import { CriterionList } from './criterion-list'
import { Foot } from './foot'
import { KeysHelp } from './keys-help'
import { Locked } from './locked'
import { Progress } from './progress'
import { Question } from './question'
import { Review } from './review'
import { addressOf, around, firstOpen, type Step, stepAt, stepsOf } from './steps'
import { useForm } from './use-form'
import { useFormKeys } from './use-form-keys'

/** The list at the side, one criterion at a time, evidence and keys; the review at the end. */
export function AssessmentScreen({ form }: { form: AssessmentForm }) {
  const [wanted, setWanted] = useUrlChoice('at')
  const early = useEarlyKeys()
  const hands = useForm(form)
  const [showsKeys, setShowsKeys] = useState(false)
  const [showsSeparates, setShowsSeparates] = useState(false)
  const criteria = form.domains.flatMap((domain) => domain.criteria)
  const given = (key: string) => ({
    ...hands.contentOf(key),
    isConfirmed: hands.outbox.entries[key] === undefined && hands.answers[key]?.isConfirmed,
  })
  const [start] = useState(() => (form.closed === null ? firstOpen(criteria, given) : ({ kind: 'review' } as const)))
  const at = stepAt(wanted, criteria) ?? start
  const steps = stepsOf(criteria, given, at)
  const { before, after } = around(steps, at)
  const place = useRef<HTMLDivElement>(null)
  const moved = useRef(false)
  const go = (step: Step | undefined) => {
    if (!step) return
    moved.current = true
    setWanted(addressOf(step))
  }
  const address = addressOf(at)
  useEffect(() => {
    if (!moved.current || !address) return
    window.scrollTo({ top: 0 })
    place.current?.querySelector<HTMLElement>('[data-first]')?.focus({ preventScroll: true })
  }, [address])
  const criterion = at.kind === 'criterion' ? criteria.find(({ key }) => key === at.key) : undefined
  useFormKeys({
    criterion: form.closed === null ? criterion : undefined,
    content: criterion ? hands.contentOf(criterion.key) : null,
    onWrite: (content) => criterion && hands.write(criterion.key, content),
    onBack: () => go(before),
    onNext: () => go(after),
    onSeparates: () => setShowsSeparates(!showsSeparates),
    onHelp: () => setShowsKeys(true),
  })
  if (hands.outbox.line === 'locked') return <Locked unsent={unsentCount(hands.outbox)} isKept={hands.isKept} />
  const list = (onGo: typeof go) => <CriterionList form={form} hands={hands} at={at} onGo={onGo} />
  return (
    <div className={classes.screen} {...early}>
      <div className={classes.list}>
        <Progress form={form} given={given} />
        {list(go)}
      </div>
      <div className={classes.question}>
        <Progress
          form={form}
          given={given}
          list={(close) =>
            list((step) => {
              close()
              go(step)
            })
          }
          isBrief
        />
        <div ref={place} className={classes.body}>
          {criterion ? (
            <Question
              key={criterion.key}
              form={form}
              criterion={criterion}
              hands={hands}
              showsSeparates={showsSeparates}
              onSeparates={() => setShowsSeparates(!showsSeparates)}
            />
          ) : null}
          {at.kind === 'confirm' ? <ConfirmRest form={form} hands={hands} given={given} onGo={go} /> : null}
          {at.kind === 'review' ? <Review form={form} hands={hands} onGo={go} /> : null}
        </div>
        <Foot form={form} hands={hands} before={before} after={after} onGo={go} criteria={criteria} />
      </div>
      <Aside form={form} hands={hands} criterion={criterion} onHelp={() => setShowsKeys(true)} />
      {showsKeys ? <KeysHelp onClose={() => setShowsKeys(false)} /> : null}
    </div>
  )
}
