'use client'
import { useTranslations } from 'use-intl/react'
import type { AssessmentForm, FormCriterion } from '@/lib/assessments/form-shapes'
import { useDay } from '../ui/use-day'
import classes from './assessment.module.css'
import { Basis } from './basis'
import { Comment } from './comment'
import { Conflict } from './conflict'
import { Rungs } from './rungs'
import type { Form } from './use-form'

/** One criterion: what it is, the question to oneself, the ladder, then what belongs to the answer. */
export function Question({
  form,
  criterion,
  hands,
  showsSeparates,
  onSeparates,
}: {
  form: AssessmentForm
  criterion: FormCriterion
  hands: Form
  showsSeparates: boolean
  onSeparates: () => void
}) {
  const t = useTranslations('assessments.form')
  const { key, name, definition, prompt, previous, why } = criterion
  const content = hands.contentOf(key)
  const criteria = form.domains.flatMap((domain) => domain.criteria)
  const domain = form.domains.find((each) => each.criteria.some((one) => one.key === key))
  const place = criteria.findIndex((one) => one.key === key) + 1
  const isFixed = form.closed !== null
  const promptId = `prompt-${key}`
  return (
    <article>
      <p className={classes.crumb}>
        {t('place', { domain: domain?.name ?? '', place, criteria: criteria.length })}
        {form.raterType === 'self' ? null : <b> · {form.person.name}</b>}
      </p>
      <h1 className={classes.name} data-first tabIndex={-1}>
        {name}
      </h1>
      <p className={classes.definition}>{definition}</p>
      {why ? <p className={classes.why}>{t(`why.${why}`)}</p> : null}
      <p className={classes.prompt} id={promptId}>
        {prompt || t('ladder', { criterion: name })}
      </p>
      <Conflict hands={hands} criterion={key} />
      <Rungs
        form={form}
        criterion={criterion}
        labelledBy={promptId}
        content={content}
        isFixed={isFixed}
        showsSeparates={showsSeparates}
        onSeparates={onSeparates}
        onChoose={(chosen) => hands.write(key, chosen)}
      />
      {previous && content.kind !== null ? <Previous previous={previous} /> : null}
      {form.raterType === 'self' ? null : (
        <Basis value={content.basis} isFixed={isFixed} onChange={(basis) => hands.write(key, { basis })} />
      )}
      <Comment form={form} value={content.comment} onChange={(comment) => hands.write(key, { comment })} />
    </article>
  )
}

/** The level of before, once one has said one's own: it should not lead the hand. */
function Previous({ previous }: { previous: NonNullable<FormCriterion['previous']> }) {
  const t = useTranslations('assessments.form')
  const day = useDay()
  const { level, cycle, ratedOn } = previous
  return <p className={classes.previous}>{t('previous', { level: level / 1000, cycle, day: day(ratedOn) })}</p>
}
