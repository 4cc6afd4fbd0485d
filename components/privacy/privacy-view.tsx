'use client'
import dynamic from 'next/dynamic'
import { useTranslations } from 'use-intl/react'
import { useMe } from '@/components/ui/can'
import { Segmented } from '@/components/ui/segmented'
import { useUrlState } from '@/components/ui/use-url-state'
import { privacyViews, readPrivacyView } from './address'
import { MyData } from './my-data'
import { MyLooks } from './my-looks'
import classes from './privacy.module.css'
import { WhoSees } from './who-sees'

const ErasePerson = dynamic(() => import('./erase-person').then((file) => file.ErasePerson))
const Retention = dynamic(() => import('./retention').then((file) => file.Retention))

/** What is known about the viewer and to whom; for HR also erasing somebody; for everyone how long things are kept. */
export function PrivacyView() {
  const t = useTranslations('privacy.views')
  const { get, set } = useUrlState()
  const mayErase = useMe().permissions.includes('people.erase')
  const views = privacyViews.filter((view) => view !== 'erase' || mayErase)
  const view = views.find((one) => one === readPrivacyView(get('view'))) ?? 'you'
  const choice = (
    <div className={classes.views}>
      <Segmented
        label={t('label')}
        value={view}
        options={views.map((value) => ({ value, label: t(value) }))}
        onChange={(next) => set({ view: next === 'you' ? null : next })}
      />
    </div>
  )
  if (view === 'erase') return <ErasePerson choice={choice} />
  if (view === 'retention') return <Retention choice={choice} />
  return (
    <>
      <WhoSees choice={choice} />
      <MyLooks />
      <MyData />
    </>
  )
}
