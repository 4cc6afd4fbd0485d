'use client'
import { useTranslations } from 'use-intl/react'
import type { Side } from '@/lib/agreements/shapes'
import { EvidenceWay } from '../evidence/evidence-way'
import { Icon } from '../ui/icon'
import { LevelChip } from '../ui/level-chip'
import { useDay } from '../ui/use-day'
import classes from './talk-card.module.css'
import type { Compared } from './use-comparison'

/** A level from which evidence is asked for. */
const provenFrom = 3

/** What one side chose: the descriptor, the words beside it, and what it points to. */
export function SideCard({
  side,
  criterion,
  answer,
  party,
}: {
  side: Side | null
  criterion: string
  answer: Compared
  party: { who: 'me' | 'they'; name: string }
}) {
  const t = useTranslations('agreements.card')
  const day = useDay()
  if (side === null || side.level === null) {
    return (
      <div className={classes.side}>
        <h3>{t(side ? 'notObserved' : 'silent', party)}</h3>
        {side?.comment ? <p className={classes.comment}>{side.comment}</p> : null}
      </div>
    )
  }
  const { level, comment, basis, isConfirmed, evidence } = side
  const descriptor = answer.words.get(criterion)?.levels.find((one) => one.level === level)?.descriptor
  const isNeeded = level >= provenFrom && answer.comparison.evidenceRule !== 'ask'
  const name = answer.scale.find((one) => one.level === level)?.name
  return (
    <div className={classes.side}>
      <h3>
        {t('chose', party)} <LevelChip level={level} /> {name}
      </h3>
      {descriptor ? <p>{descriptor}</p> : null}
      {comment ? <p className={classes.comment}>“{comment}”</p> : null}
      {basis ? <p className={classes.aside}>{t('basis', { basis, ...party })}</p> : null}
      {isConfirmed ? <p className={classes.aside}>{t('confirmed')}</p> : null}
      {evidence.length > 0 ? (
        <ul className={classes.aside}>
          {evidence.map(({ id, title, datedOn, url, file }) => (
            <li key={id}>
              <Icon name={file ? 'file' : 'link'} size={14} /> {t('evidence', { title, day: day(datedOn) })}{' '}
              <EvidenceWay id={id} title={title} url={url} file={file} />
            </li>
          ))}
        </ul>
      ) : (
        <p className={classes.aside}>
          <Icon name="link" size={14} /> {t(isNeeded ? 'noEvidenceNeeded' : 'noEvidence')}
        </p>
      )}
    </div>
  )
}
