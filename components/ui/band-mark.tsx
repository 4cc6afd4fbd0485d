'use client'
import { useTranslations } from 'use-intl/react'
import type { Band } from '@/db/values'
import classes from './band-mark.module.css'

const discs: Record<Band, React.ReactNode> = {
  'ready-now': <circle cx="6" cy="6" r="5.2" fill="currentColor" />,
  'ready-soon': (
    <>
      <circle cx="6" cy="6" r="4.6" fill="none" stroke="currentColor" strokeWidth={1.3} />
      <path d="M6 1.4a4.6 4.6 0 0 1 0 9.2z" fill="currentColor" />
    </>
  ),
  longer: <circle cx="6" cy="6" r="4.6" fill="none" stroke="currentColor" strokeWidth={1.3} />,
  insufficient: (
    <circle cx="6" cy="6" r="4.6" fill="none" stroke="currentColor" strokeWidth={1.3} strokeDasharray="2 1.6" />
  ),
}

/** A readiness band: full, half, open or dashed disc in ink, never a traffic light; words for the eye or, without, for the ear. */
export function BandMark({ band, withWords = true }: { band: Band; withWords?: boolean }) {
  const t = useTranslations('common.bands')
  return (
    <span className={classes.band} title={withWords ? undefined : t(band)}>
      <svg viewBox="0 0 12 12" width={12} height={12} aria-hidden="true">
        {discs[band]}
      </svg>
      <span className={withWords ? undefined : 'sr'}>{t(band)}</span>
    </span>
  )
}
