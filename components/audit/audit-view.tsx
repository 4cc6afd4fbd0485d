'use client'
import { useTranslations } from 'use-intl/react'
import { Headline } from '@/components/ui/headline'
import { Segmented } from '@/components/ui/segmented'
import { useUrlState } from '@/components/ui/use-url-state'
import { auditViews, deedFilters, lookFilters, readAuditAddress } from './address'
import classes from './audit.module.css'
import { Deeds, DeedsHeadline } from './deeds'
import { Looks } from './looks'

/** What was done and what was read, each with its filters in the address. */
export function AuditView() {
  const t = useTranslations('audit')
  const { get, set } = useUrlState()
  const { view, deeds, looks } = readAuditAddress(get)
  const others = Object.fromEntries([...deedFilters, ...lookFilters].map((name) => [name, null]))
  return (
    <>
      {view === 'looks' ? (
        <Headline title={t('headline.looks')} lede={t('lede.looks')} />
      ) : (
        <DeedsHeadline filters={deeds} />
      )}
      <div className={classes.views}>
        <Segmented
          label={t('views.label')}
          value={view}
          options={auditViews.map((value) => ({ value, label: t(`views.${value}`) }))}
          onChange={(next) => set({ ...others, view: next === 'deeds' ? null : next })}
        />
      </div>
      {view === 'looks' ? <Looks filters={looks} set={set} /> : <Deeds filters={deeds} set={set} />}
    </>
  )
}
