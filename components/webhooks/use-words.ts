'use client'
import { useTranslations } from 'use-intl/react'
import { useMoment } from '@/components/ui/use-moment'
import type { Delivery } from '@/lib/webhooks/shapes'

/** How a message went, in a few words: "Delivered, answer 204", "Next attempt 22 Nov 2026, 10:42", "Given up". */
export function useOutcome() {
  const t = useTranslations('webhooks.deliveries')
  const { moment } = useMoment()
  return ({ status, answeredWith, attempts, nextAt }: Delivery) => {
    if (status === 'delivered') return answeredWith ? t('answered', { status: answeredWith }) : t('delivered')
    if (status === 'failed') return t('failed')
    return attempts > 0 && nextAt ? t('again', { at: moment(nextAt) }) : t('waiting')
  }
}

/** Why the last attempt failed, in a sentence; null where it did not. */
export function useWhy() {
  const t = useTranslations('webhooks.problems')
  return ({ problem, answeredWith }: Pick<Delivery, 'problem' | 'answeredWith'>) =>
    problem === null ? null : t(problem, { status: answeredWith ?? 0 })
}
