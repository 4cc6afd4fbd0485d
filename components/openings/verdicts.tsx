'use client'
import { useTranslations } from 'use-intl/react'
import type { Verdict } from '@/lib/openings/shapes'
import { Icon, type IconName } from '../ui/icon'
import classes from './openings.module.css'
import { useRuleWords } from './use-rule-words'

const icons: Record<Verdict['outcome'], IconName> = { ok: 'check', fails: 'close', override: 'form', unknown: 'info' }
const order: Verdict['outcome'][] = ['fails', 'override', 'unknown', 'ok']

/** Rule by rule how it comes out, what stands in the way first. Each says so in words, not by its sign alone. */
export function Verdicts({
  title,
  verdicts,
  isDefault,
}: {
  title: string
  verdicts: readonly Verdict[]
  isDefault: boolean
}) {
  const t = useTranslations('openings.rules')
  const words = useRuleWords()
  const sorted = [...verdicts].sort((a, b) => order.indexOf(a.outcome) - order.indexOf(b.outcome))
  return (
    <section>
      <h2>{title}</h2>
      <ul className={classes.rules}>
        {sorted.map((verdict) => (
          <li key={`${verdict.rule} ${verdict.facts.criterion ?? ''}`} data-outcome={verdict.outcome}>
            <Icon name={icons[verdict.outcome]} size={14} />
            <span>{words(verdict)}</span>
            <small>{t(`outcome.${verdict.outcome}`)}</small>
          </li>
        ))}
      </ul>
      {isDefault ? <p className={classes.quiet}>{t('defaults')}</p> : null}
    </section>
  )
}
