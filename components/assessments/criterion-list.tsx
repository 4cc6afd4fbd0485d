'use client'
import { useTranslations } from 'use-intl/react'
import type { AssessmentForm } from '@/lib/assessments/form-shapes'
import classes from './criterion-list.module.css'
import type { Step } from './steps'
import type { Form } from './use-form'

/** All criteria by domain, each with what was answered; one click leads there. */
export function CriterionList({
  form,
  hands,
  at,
  onGo,
}: {
  form: AssessmentForm
  hands: Form
  at: Step
  onGo: (step: Step) => void
}) {
  const t = useTranslations('assessments.progress')
  return (
    <nav aria-label={t('list')}>
      {form.domains.map(({ key, name, criteria }) => {
        const answered = criteria.filter((each) => hands.contentOf(each.key).kind !== null).length
        return (
          <div key={key}>
            <p className={classes.domain}>
              <span>{name}</span>
              <span>{t('ofDomain', { answered, criteria: criteria.length })}</span>
            </p>
            {criteria.map((each) => (
              <button
                key={each.key}
                type="button"
                className={classes.item}
                aria-current={at.kind === 'criterion' && at.key === each.key ? 'step' : undefined}
                onClick={() => onGo({ kind: 'criterion', key: each.key })}
              >
                <span>{each.name}</span>
                <Mark hands={hands} criterion={each.key} />
              </button>
            ))}
          </div>
        )
      })}
      <button
        type="button"
        className={classes.item}
        aria-current={at.kind === 'review' ? 'step' : undefined}
        onClick={() => onGo({ kind: 'review' })}
      >
        <span>{t('review')}</span>
      </button>
    </nav>
  )
}

/** The level, N, or an empty square; an exclamation mark where the person has to look. */
function Mark({ hands, criterion }: { hands: Form; criterion: string }) {
  const t = useTranslations('common.level')
  const words = useTranslations('assessments.saved')
  const { kind, level } = hands.contentOf(criterion)
  const state = hands.outbox.entries[criterion]?.state
  const needsEyes = state === 'stale' || state === 'refused'
  const said = kind === null ? t('none') : level === null ? t('notObserved') : t('label', { level })
  return (
    <span className={classes.mark} data-open={kind === null || undefined} data-alert={needsEyes || undefined}>
      <span aria-hidden="true">{needsEyes ? '!' : kind === null ? '' : (level ?? t('notObservedShort'))}</span>
      <span className="sr">{needsEyes ? words(state) : said}</span>
    </span>
  )
}
