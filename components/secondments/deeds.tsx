'use client'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useMe } from '@/components/ui/can'
import type { Deed } from '@/lib/secondments/machine'
import type { SecondmentDetail } from '@/lib/secondments/shapes'
import { AppealForm, DecideForm } from './appeal-forms'
import { MoveForm } from './move-form'
import classes from './secondments.module.css'
import { StepForm } from './step-form'

/** Deeds that stand beside the cover that is arranged with them; whoever may release says no there too. */
const besideCover = (may: readonly Deed[]): readonly Deed[] =>
  may.includes('release') ? ['release', 'extend', 'refuse'] : ['release', 'extend']
const primary: readonly Deed[] = ['consent', 'ask', 'accept', 'approve', 'close']

/** What the viewer may do about a placement now. */
export function Deeds({ one }: { one: SecondmentDetail }) {
  const t = useTranslations('secondments.do')
  const me = useMe()
  const [doing, setDoing] = useState<Deed | 'move' | 'appeal' | 'decide' | null>(null)
  const close = () => setDoing(null)
  const isOwn = one.person.employeeId === me.employeeId
  const deeds = one.may.filter((deed) => !besideCover(one.may).includes(deed))
  const mayDecide = one.isAppealed && me.permissions.includes('secondments.manage') && !isOwn
  const word = (deed: Deed) =>
    deed === 'withdraw' && isOwn ? t('withdrawOwn') : t(deed as 'ask', { name: one.person.name })
  if (deeds.length === 0 && !one.mayMove && !one.mayAppeal && !mayDecide) return null
  return (
    <div className={classes.deeds}>
      {deeds.map((deed) => (
        <Button key={deed} variant={primary.includes(deed) ? 'filled' : 'default'} onClick={() => setDoing(deed)}>
          {word(deed)}
        </Button>
      ))}
      {one.mayMove ? <Button onClick={() => setDoing('move')}>{t('move')}</Button> : null}
      {one.mayAppeal ? <Button onClick={() => setDoing('appeal')}>{t('appeal')}</Button> : null}
      {mayDecide ? (
        <Button variant="filled" onClick={() => setDoing('decide')}>
          {t('decide')}
        </Button>
      ) : null}
      {doing === 'move' ? <MoveForm placement={one} others={[]} onClose={close} /> : null}
      {doing === 'appeal' ? <AppealForm id={one.id} onClose={close} /> : null}
      {doing === 'decide' ? <DecideForm one={one} onClose={close} /> : null}
      {doing !== null && doing !== 'move' && doing !== 'appeal' && doing !== 'decide' ? (
        <StepForm id={one.id} version={one.version} end={one.to} deed={doing} title={word(doing)} onClose={close} />
      ) : null}
    </div>
  )
}
