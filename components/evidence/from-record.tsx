'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { Icon } from '@/components/ui/icon'
import { orpc } from '@/lib/api/client'
import classes from './evidence.module.css'

/** Months of experience from before joining, where the person's record says them. */
export function FromRecord({ employeeId }: { employeeId: string }) {
  const t = useTranslations('evidence.record')
  const { data } = useQuery(orpc.people.get.queryOptions({ input: { employeeId } }))
  const { priorDeliveryMonths: delivery, priorBusinessMonths: business } = data ?? {}
  if (delivery == null && business == null) return null
  return (
    <p className={classes.record}>
      <Icon name="info" size={14} />
      <b>{t('title')}</b>
      <span>{t('months', { delivery: delivery ?? 0, business: business ?? 0 })}</span>
    </p>
  )
}
