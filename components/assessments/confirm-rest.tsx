'use client'
import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { orpc } from '@/lib/api/client'
import type { AssessmentForm } from '@/lib/assessments/form-shapes'
import { FormProblem, formClasses } from '../ui/form'
import { useDay } from '../ui/use-day'
import classes from './review.module.css'
import { type Step, toConfirm } from './steps'
import type { Form } from './use-form'

/** A delta cycle's list of levels from before: what is ticked is confirmed in one act, the rest is answered in full. */
export function ConfirmRest({
  form,
  hands,
  given,
  onGo,
}: {
  form: AssessmentForm
  hands: Form
  given: (key: string) => { kind: string | null }
  onGo: (step: Step) => void
}) {
  const t = useTranslations('assessments.confirm')
  const day = useDay()
  const rest = toConfirm(
    form.domains.flatMap((domain) => domain.criteria),
    given,
  ).flatMap(({ key }) => form.domains.flatMap(({ criteria }) => criteria.filter((each) => each.key === key)))
  const [unticked, setUnticked] = useState<readonly string[]>([])
  const chosen = rest.filter(({ key }) => !unticked.includes(key)).map(({ key }) => key)
  const left = rest.find(({ key }) => unticked.includes(key))
  const confirm = useMutation({
    // The first answer, which begins a form, may still be on its way.
    mutationFn: async () => {
      await hands.begin()
      return orpc.assessments.confirm.call({ ...hands.input, criteria: chosen })
    },
    onSuccess: async () => {
      await hands.reload()
      onGo(left ? { kind: 'criterion', key: left.key } : { kind: 'review' })
    },
  })
  const toggle = (key: string) =>
    setUnticked(unticked.includes(key) ? unticked.filter((one) => one !== key) : [...unticked, key])
  return (
    <form
      className={classes.page}
      onSubmit={(event) => {
        event.preventDefault()
        confirm.mutate()
      }}
    >
      <h1 className={classes.title} data-first tabIndex={-1}>
        {t('title', { count: rest.length })}
      </h1>
      <p className={classes.lede}>{t('text')}</p>
      <fieldset className={classes.rest}>
        <legend className="sr">{t('legend')}</legend>
        {rest.map(({ key, name, levels, previous }) => {
          const rung = previous?.rung ?? 0
          const isExact = previous?.level === rung * 1000
          return (
            <label key={key} className={classes.before}>
              <input type="checkbox" checked={!unticked.includes(key)} onChange={() => toggle(key)} />
              <span className={classes.level}>{rung}</span>
              <span>
                <b>{name}</b>
                <span>{levels.find(({ level }) => level === rung)?.descriptor}</span>
                <small className={classes.source}>
                  {previous ? t('rated', { cycle: previous.cycle, day: day(previous.ratedOn) }) : null}
                  {previous && !isExact ? ` · ${t('exact', { level: previous.level / 1000 })}` : null}
                </small>
              </span>
            </label>
          )
        })}
      </fieldset>
      <FormProblem error={confirm.error} />
      <div className={formClasses.actions}>
        <Button type="submit" variant="filled" disabled={chosen.length === 0} loading={confirm.isPending}>
          {t('submit', { count: chosen.length })}
        </Button>
        {left ? <Button onClick={() => onGo({ kind: 'criterion', key: left.key })}>{t('full')}</Button> : null}
      </div>
      {unticked.length > 0 ? <p className={classes.lede}>{t('rest', { count: unticked.length })}</p> : null}
    </form>
  )
}
