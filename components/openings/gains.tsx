'use client'
import { useTranslations } from 'use-intl/react'
import type { HelpfulOpening, Opening } from '@/lib/openings/shapes'
import classes from './openings.module.css'
import { useCriteria, useOpeningWords } from './use-openings'

/** What the place develops; for the viewer with levels and points, as far as their role asks for it. */
export function Gains({ opening, mine }: { opening: Opening; mine: HelpfulOpening | null }) {
  const t = useTranslations('openings')
  const words = useOpeningWords()
  const { name } = useCriteria()
  const gainOf = (criterion: string) => mine?.gains.find((gain) => gain.criterion === criterion)
  const isMine = mine !== null && mine.gains.length > 0
  return (
    <section>
      <h2>{t(isMine ? 'gain.title' : 'gain.develops')}</h2>
      {isMine && mine.points === 0 ? <p className={classes.text}>{t('gain.nothing')}</p> : null}
      <ul className={classes.gains}>
        {opening.criteria.map(({ criterion, exposure }) => {
          const gain = gainOf(criterion)
          return (
            <li key={criterion}>
              <span>
                {name(criterion)}
                {exposure < 100 ? <small>{t('gain.exposure', { exposure })}</small> : null}
              </span>
              {gain ? (
                <>
                  <span>
                    {t('gain.line', { level: words.level(gain.level), next: words.level(gain.level + gain.gain) })}
                  </span>
                  <b>{words.points(gain.points)}</b>
                </>
              ) : isMine ? (
                <b className={classes.none}>–</b>
              ) : null}
            </li>
          )
        })}
      </ul>
      {isMine ? <p className={classes.quiet}>{t('gain.note')}</p> : null}
    </section>
  )
}
