'use client'
import { useTranslations } from 'use-intl/react'
import { lackingEvidence } from '@/lib/assessments/form-rules'
import type { AssessmentForm, FormCriterion } from '@/lib/assessments/form-shapes'
import { LevelChip } from '../ui/level-chip'
import { HandOver } from './hand-over'
import classes from './review.module.css'
import { ReviewActions } from './review-actions'
import type { Step } from './steps'
import type { Form } from './use-form'

/** Everything at a glance before it is handed in: what is missing first, then every answer with the way back to it. */
export function Review({ form, hands, onGo }: { form: AssessmentForm; hands: Form; onGo: (step: Step) => void }) {
  const t = useTranslations('assessments.review')
  const criteria = form.domains.flatMap((domain) => domain.criteria)
  const missing = criteria.filter(({ key }) => hands.contentOf(key).kind === null)
  const answers = criteria.map(({ key }) => ({ criterion: key, level: hands.contentOf(key).level }))
  const lacking = form.raterType === 'self' ? lackingEvidence(answers, form.withEvidence) : []
  const rule = form.cycle.evidenceRule
  const title =
    form.closed !== null
      ? t(`closed.${form.closed}`)
      : missing.length > 0
        ? t('missing', { count: missing.length, criteria: criteria.length })
        : t('ready', { criteria: criteria.length })
  return (
    <div className={classes.page}>
      <h1 className={classes.title} data-first={form.closed !== null || missing.length > 0 || undefined} tabIndex={-1}>
        {title}
      </h1>
      {form.closed === null && missing.length > 0 ? (
        <Ways label={t('withoutAnswer')} criteria={missing} onGo={onGo} />
      ) : null}
      {form.closed === null && lacking.length > 0 ? (
        <>
          <p className={classes.lede}>{t('evidence', { count: lacking.length, rule })}</p>
          <Ways
            label={t('withoutEvidence')}
            criteria={criteria.filter(({ key }) => lacking.includes(key))}
            onGo={onGo}
          />
        </>
      ) : null}
      <ReviewActions
        form={form}
        hands={hands}
        isWhole={missing.length === 0 && !(rule === 'enforce' && lacking.length > 0)}
      />
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('criterion')}</th>
            <th scope="col">{t('answer')}</th>
          </tr>
        </thead>
        <tbody>
          {criteria.map(({ key, name, levels }) => {
            const { kind, level, comment } = hands.contentOf(key)
            const isConfirmed = hands.answers[key]?.isConfirmed && !hands.outbox.entries[key]
            return (
              <tr key={key}>
                <th scope="row">
                  <button type="button" onClick={() => onGo({ kind: 'criterion', key })}>
                    {name}
                  </button>
                </th>
                <td>
                  <LevelChip
                    level={level}
                    state={kind === null ? 'none' : kind === 'rated' ? 'record' : 'not-observed'}
                  />
                  <span>
                    {kind === null ? t('open') : levels.find((each) => each.level === level)?.descriptor}
                    {rule !== 'ask' && lacking.includes(key) ? <small>{t('evidenceMissing')}</small> : null}
                    {isConfirmed ? <small>{t('confirmed')}</small> : null}
                    {comment ? <q>{comment}</q> : null}
                  </span>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      <HandOver form={form} hands={hands} />
    </div>
  )
}

/** Criteria by name, each the way to its question. */
function Ways({
  label,
  criteria,
  onGo,
}: {
  label: string
  criteria: readonly FormCriterion[]
  onGo: (step: Step) => void
}) {
  return (
    <ul className={classes.missing} aria-label={label}>
      {criteria.map(({ key, name }) => (
        <li key={key}>
          <button type="button" onClick={() => onGo({ kind: 'criterion', key })}>
            {name}
          </button>
        </li>
      ))}
    </ul>
  )
}
