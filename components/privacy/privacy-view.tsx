'use client'
import dynamic from 'next/dynamic'
import { useTranslations } from 'use-intl/react'
import { useMe } from '@/components/ui/can'
import { Headline } from '@/components/ui/headline'
import { Segmented } from '@/components/ui/segmented'
import { useUrlState } from '@/components/ui/use-url-state'
import { privacyViews, readPrivacyView } from './address'
import { MyData } from './my-data'
import { MyLooks } from './my-looks'
import classes from './privacy.module.css'
import { WhoSees, WhoSeesHeadline } from './who-sees'

const ErasePerson = dynamic(() => import('./erase-person').then((file) => file.ErasePerson))
const Retention = dynamic(() => import('./retention').then((file) => file.Retention))

/** What is known about the viewer and to whom; for HR also erasing somebody; for everyone how long things are kept. */
export function PrivacyView() {
  const t = useTranslations('privacy')
  const { get, set } = useUrlState()
  const mayErase = useMe().permissions.includes('people.erase')
  const views = privacyViews.filter((view) => view !== 'erase' || mayErase)
  const view = views.find((one) => one === readPrivacyView(get('view'))) ?? 'you'
  return (
    <>
      {view === 'you' ? <WhoSeesHeadline /> : <Headline title={t(`headline.${view}`)} lede={t(`lede.${view}`)} />}
      <div className={classes.views}>
        <Segmented
          label={t('views.label')}
          value={view}
          options={views.map((value) => ({ value, label: t(`views.${value}`) }))}
          onChange={(next) => set({ view: next === 'you' ? null : next })}
        />
      </div>
      {view === 'you' ? (
        <>
          <WhoSees />
          <MyLooks />
          <MyData />
        </>
      ) : null}
      {view === 'erase' ? <ErasePerson /> : null}
      {view === 'retention' ? <Retention /> : null}
    </>
  )
}
