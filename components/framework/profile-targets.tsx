'use client'
import { Button } from '@mantine/core'
import { useTranslations } from 'use-intl/react'
import type { Document, DocumentProfile } from '@/lib/framework/document'
import { scaledTo100, withRestShared } from '@/lib/framework/weights'
import classes from './draft.module.css'

type Asked = DocumentProfile['criteria'][number]

/** A row for each criterion: target, minimum, weight. Weights are percent, and help makes them 100. */
export function ProfileTargets({
  document: { domains, criteria, scale },
  criteria: asked,
  onChange,
}: {
  document: Document
  criteria: Asked[]
  onChange: (criteria: Asked[]) => void
}) {
  const t = useTranslations('framework.draft.targets')
  const of = (key: string): Asked =>
    asked.find(({ criterion }) => criterion === key) ?? {
      ...{ criterion: key, target: 0, weight: 0, mustHave: false, minimum: null },
    }
  const whole = criteria.map(({ key }) => of(key))
  const set = (key: string, change: Partial<Asked>) =>
    onChange(whole.map((each) => (each.criterion === key ? { ...each, ...change } : each)))
  const sum = whole.reduce((all, { weight, target }) => all + (target > 0 ? weight : 0), 0)
  const reweigh = (make: (weights: readonly number[]) => number[]) => {
    const weights = make(whole.map(({ weight, target }) => (target > 0 ? weight : 0)))
    onChange(whole.map((each, at) => ({ ...each, weight: weights[at]! })))
  }
  return (
    <>
      <div className={classes.sum} data-off={sum === 100 ? undefined : true}>
        <p role="status">
          {sum === 100 ? t('whole') : t('sum', { sum, rest: Math.abs(100 - sum), more: sum > 100 ? 'yes' : 'no' })}
        </p>
        {sum === 100 ? null : (
          <div className={classes.row}>
            <Button size="xs" disabled={sum === 0} onClick={() => reweigh(scaledTo100)}>
              {t('scale')}
            </Button>
            <Button size="xs" disabled={sum === 0} onClick={() => reweigh(withRestShared)}>
              {t('share')}
            </Button>
          </div>
        )}
      </div>
      <table className={classes.targets}>
        <caption className="sr">{t('caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('criterion')}</th>
            <th scope="col">{t('target')}</th>
            <th scope="col">{t('minimum')}</th>
            <th scope="col">{t('weight')}</th>
          </tr>
        </thead>
        {domains.map((domain) => (
          <tbody key={domain.key}>
            <tr>
              <th colSpan={4} scope="rowgroup" className={classes.domainRow}>
                {domain.name}
              </th>
            </tr>
            {criteria
              .filter((each) => each.domain === domain.key)
              .map(({ key, name }) => {
                const { target, minimum, weight } = of(key)
                return (
                  <tr key={key}>
                    <th scope="row">{name || key}</th>
                    <td data-label={t('target')}>
                      <select
                        aria-label={t('targetOf', { name })}
                        value={target}
                        onChange={(event) => {
                          const next = Number(event.target.value)
                          const floor = minimum === null ? null : Math.min(minimum, next)
                          const kept = floor === 0 ? null : floor
                          set(key, {
                            target: next,
                            minimum: kept,
                            mustHave: kept !== null,
                            weight: next === 0 ? 0 : weight || 1,
                          })
                        }}
                      >
                        <option value={0}>{t('nothing')}</option>
                        {scale.slice(1).map(({ level, name: word }) => (
                          <option key={level} value={level}>{`${level} ${word}`}</option>
                        ))}
                      </select>
                    </td>
                    <td data-label={t('minimum')}>
                      <select
                        aria-label={t('minimumOf', { name })}
                        value={minimum ?? ''}
                        disabled={target === 0}
                        onChange={(event) => {
                          const next = event.target.value === '' ? null : Number(event.target.value)
                          set(key, { minimum: next, mustHave: next !== null })
                        }}
                      >
                        <option value="">{t('noMinimum')}</option>
                        {scale.slice(1, target + 1).map(({ level }) => (
                          <option key={level} value={level}>
                            {level}
                          </option>
                        ))}
                      </select>
                    </td>
                    <td data-label={t('weight')}>
                      <input
                        type="number"
                        inputMode="numeric"
                        min={0}
                        max={100}
                        aria-label={t('weightOf', { name })}
                        value={weight}
                        disabled={target === 0}
                        onChange={(event) =>
                          set(key, { weight: Math.max(0, Math.min(100, Math.trunc(Number(event.target.value) || 0))) })
                        }
                      />
                      {' %'}
                    </td>
                  </tr>
                )
              })}
          </tbody>
        ))}
      </table>
    </>
  )
}
