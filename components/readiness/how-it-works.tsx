'use client'
import { useTranslations } from 'use-intl/react'
import classes from './readiness.module.css'
import type { Told } from './use-person-readiness'
import { useWords } from './use-words'

/** The formula with the person's own figures, then what makes a band, with whose settings they are. */
export function HowItWorks({ told }: { told: Told }) {
  const t = useTranslations('readiness.how')
  const own = useOwnFigures(told)
  const { percent } = useWords()
  const { version, isDefault, value } = told.answer.readiness.policy
  const { managerWeight, peerWeight, minPeers, minCoverage, freshMonths, expiryMonths, ...policy } = value
  const share = ([part, of]: Readonly<[number, number]>) => percent(part / of)
  return (
    <div className={classes.explained}>
      <p className={classes.formula}>{t('formula')}</p>
      <ul>
        {own.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <ul>
        <li>{t('level', { peers: minPeers, manager: share(managerWeight), peer: share(peerWeight) })}</li>
        <li>{t('age', { fresh: freshMonths, expiry: expiryMonths })}</li>
        <li>{t('now', { cut: policy.nowCut, gap: policy.heavyMaxGap })}</li>
        <li>
          {t('soon', {
            cut: policy.soonCut,
            short: policy.maxShortMustHaves,
            by: policy.maxShortBy,
            gap: policy.notableMaxGap,
          })}
        </li>
        <li>{t('both', { share: share(minCoverage) })}</li>
      </ul>
      <p>{isDefault ? t('default') : t('set', { version })}</p>
    </div>
  )
}

/** What the person's points, dearest gap and ranges come from, in sentences. */
function useOwnFigures({ answer: { readiness, role, criteria } }: Told): string[] {
  const t = useTranslations('readiness.how')
  const { tenth, whole, level } = useWords()
  const { points, costs, likely, low, high, coverage } = readiness
  if (points === null) return []
  const weights = new Map(role.targets.map(({ criterion, weight }) => [criterion, weight]))
  const sum = (keys: readonly string[]) => keys.reduce((total, key) => total + (weights.get(key) ?? 0), 0)
  const rated = costs.filter((cost) => cost.level !== null).map(({ criterion }) => criterion)
  const weight = sum(rated)
  const total = sum(costs.map(({ criterion }) => criterion))
  const sentences = [
    t('own', {
      rated: rated.length,
      all: costs.length,
      weight,
      total,
      earned: tenth((points * weight) / 100),
      points: tenth(points),
    }),
  ]
  const [dear] = costs
  if (dear?.points)
    sentences.push(
      t('gap', {
        criterion: criteria.get(dear.criterion)?.name ?? dear.criterion,
        weight: weights.get(dear.criterion) ?? 0,
        missing: level(dear.gap ?? 0),
        target: dear.target,
        total: weight,
        points: tenth(dear.points),
      }),
    )
  if (coverage < 1) sentences.push(t('missing', { low: whole(low), high: whole(high) }))
  if (likely) sentences.push(t('likely', { error: whole(Math.max(points - likely[0], likely[1] - points)) }))
  return sentences
}
