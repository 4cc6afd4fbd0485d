'use client'
import { Fragment } from 'react'
import { useTranslations } from 'use-intl/react'
import type { Content } from '@/lib/assessments/form-rules'
import type { AssessmentForm, FormCriterion } from '@/lib/assessments/form-shapes'
import classes from './rungs.module.css'

type Choice = Pick<Content, 'kind' | 'level'>

/** The six descriptors and “not observed” as one group of radios; the whole rung is the target. */
export function Rungs({
  form,
  criterion,
  labelledBy,
  content,
  isFixed,
  showsSeparates,
  onSeparates,
  onChoose,
}: {
  form: AssessmentForm
  criterion: FormCriterion
  labelledBy: string
  content: Content
  isFixed: boolean
  showsSeparates: boolean
  onSeparates: () => void
  onChoose: (choice: Choice) => void
}) {
  const t = useTranslations('assessments.form')
  const { key, levels } = criterion
  const isNear = (level: number) => content.level === null || Math.abs(content.level - level) <= 1
  const isBetween = (level: number) => content.level === null || level === content.level || level + 1 === content.level
  return (
    <>
      {levels.some(({ separatesNext }) => separatesNext) ? (
        <button type="button" className={classes.show} aria-pressed={showsSeparates} onClick={onSeparates}>
          {t('showSeparates')}
        </button>
      ) : null}
      <div role="radiogroup" aria-labelledby={labelledBy}>
        <div className={classes.ladder}>
          {levels.map(({ level, descriptor, separatesNext }) => (
            <Fragment key={level}>
              <label className={classes.rung} data-far={!isNear(level) || undefined}>
                <input
                  className="sr"
                  type="radio"
                  disabled={isFixed}
                  name={`level-${key}`}
                  checked={content.kind === 'rated' && content.level === level}
                  onChange={() => onChoose({ kind: 'rated', level })}
                />
                <span className={classes.key}>{level}</span>
                <span className={classes.descriptor}>{descriptor}</span>
                <span className={classes.levelName}>{form.scale.find((step) => step.level === level)?.name}</span>
              </label>
              {showsSeparates && separatesNext && isBetween(level) ? (
                <p className={classes.between}>
                  <b>{t('separates', { level, next: level + 1 })}</b> {separatesNext}
                </p>
              ) : null}
            </Fragment>
          ))}
        </div>
        <label className={`${classes.rung} ${classes.unseen}`}>
          <input
            className="sr"
            type="radio"
            disabled={isFixed}
            name={`level-${key}`}
            checked={content.kind === 'not-observed'}
            onChange={() => onChoose({ kind: 'not-observed', level: null })}
          />
          <span className={classes.key}>N</span>
          <span className={classes.descriptor}>
            {t('notObserved')}{' '}
            <small>· {t(form.raterType === 'self' ? 'notObservedText' : 'notObservedTextOther')}</small>
          </span>
        </label>
      </div>
    </>
  )
}
