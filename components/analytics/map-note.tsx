'use client'
import { useFormatter, useTranslations } from 'use-intl/react'
import type { Measure } from '@/db/values'
import type { GapMap } from '@/lib/analytics/shapes'
import { useDay } from '../ui/use-day'
import classes from './organisation.module.css'
import { ratedRange } from './rated-range'
import type { OrganisationMap } from './use-organisation'

/** What the numbers mean and what they rest on, with the whole reckoning one press away. */
export function MapNote({ map, measure }: { map: OrganisationMap; measure: Measure }) {
  const t = useTranslations('organisation')
  const day = useDay()
  const { low, high, people } = ratedRange(map.tops, map.targets)
  const { cycle, asOf, version } = map.answer
  return (
    <div className={classes.note}>
      <p>
        {t('note.measure', { measure })} {t('note.mustHaves')}{' '}
        {t('note.rated', { low: low === high ? 'same' : 'other', least: low, high, people })}{' '}
        {t('note.asOf', { cycle, day: day(asOf), version })}
      </p>
      <HowItWorks policy={map.answer.policy} />
    </div>
  )
}

function HowItWorks({ policy }: { policy: GapMap['policy'] }) {
  const t = useTranslations('organisation.how')
  const format = useFormatter()
  const { minPeers, managerWeight, peerWeight, thinShare, staleMonths, expiryMonths } = policy.value
  const percent = ([part, of]: readonly [number, number]) => format.number(part / of, { style: 'percent' })
  return (
    <details className={classes.how}>
      <summary>{t('title')}</summary>
      <ul>
        <li>{t('gap', { peers: minPeers, managerShare: percent(managerWeight), peerShare: percent(peerWeight) })}</li>
        <li>{t('mean', { formula: t('formula') })}</li>
        <li>{t('surplus')}</li>
        <li>{t('colour')}</li>
        <li>{t('hatch', { thin: thinShare.join('/'), stale: staleMonths, expiry: expiryMonths })}</li>
        <li>{t('frozen')}</li>
        <li>{policy.isDefault ? t('policy') : t('policySet', { version: policy.version })}</li>
      </ul>
    </details>
  )
}
