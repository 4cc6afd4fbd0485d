import { useTranslations } from 'use-intl/react'
import type { NotChosen } from '@/lib/secondments/not-chosen-shapes'
import { useRuleWords } from './use-rule-words'

const grounds = [
  ...['gain', 'stays', 'dates', 'forbidden', 'single-holder', 'hr-only', 'not-weighed', 'elsewhere', 'others'],
  ...['filled', 'declined'],
] as const satisfies NotChosen['reason'][]

/** Why somebody was not chosen, as they are told it: by the rule's own sentence, or by what the decision hung on. */
export function useOwnReason() {
  const t = useTranslations('openings.notChosen.reason')
  const rule = useRuleWords()
  return ({ reason, facts, way }: NotChosen) => {
    const ground = grounds.find((one) => one === reason)
    if (ground) return t(ground === 'others' && way === 'hand' ? 'otherHand' : ground)
    type Rule = Parameters<typeof rule>[0]['rule']
    return t('rule', { rule: rule({ rule: reason as Rule, outcome: 'fails', facts }) })
  }
}
