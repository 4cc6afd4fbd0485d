'use client'
import { useTranslations } from 'use-intl/react'
import { Segmented } from '@/components/ui/segmented'
import { useUrlState } from '@/components/ui/use-url-state'
import { auditViews, deedFilters, lookFilters, readAuditAddress } from './address'
import classes from './audit.module.css'
import { Deeds } from './deeds'
import { Looks } from './looks'

/** What was done and what was read, each with its filters in the address. */
export function AuditView() {
  const t = useTranslations('audit.views')
  const { get, set } = useUrlState()
  const { view, deeds, looks } = readAuditAddress(get)
  const others = Object.fromEntries([...deedFilters, ...lookFilters].map((name) => [name, null]))
  const choice = (
    <div className={classes.views}>
      <Segmented
        label={t('label')}
        value={view}
        options={auditViews.map((value) => ({ value, label: t(value) }))}
        onChange={(next) => set({ ...others, view: next === 'deeds' ? null : next })}
      />
    </div>
  )
  return view === 'looks' ? (
    <Looks choice={choice} filters={looks} set={set} />
  ) : (
    <Deeds choice={choice} filters={deeds} set={set} />
  )
}
