'use client'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'
import { Icon } from '@/components/ui/icon'
import { useDay } from '@/components/ui/use-day'
import { monthsOld } from '@/lib/evidence/rules'
import type { Evidence } from '@/lib/evidence/shapes'
import classes from './evidence.module.css'
import { EvidenceWay } from './evidence-way'

/** One piece: what it is, its day and age, and where else it is used. */
export function EvidenceLine({
  piece,
  cycle,
  criterion,
  names,
  today,
  children,
}: {
  piece: Evidence
  cycle: string
  criterion: { key: string }
  names: ReadonlyMap<string, string>
  today: string
  children?: ReactNode
}) {
  const t = useTranslations('evidence')
  const day = useDay()
  const elsewhere = piece.uses
    .filter((use) => use.cycle === cycle && use.isMine === piece.isOwn && use.criterion !== criterion.key)
    .map((use) => names.get(use.criterion) ?? use.criterion)
  const facts = [
    day(piece.datedOn),
    t('age', { months: monthsOld(piece.datedOn, today) }),
    ...(elsewhere.length > 0 ? [t('alsoFor', { criteria: elsewhere.join(', ') })] : []),
    ...(piece.isShared ? [t('shared')] : []),
  ]
  return (
    <li className={classes.line}>
      <Icon name={piece.kind === 'link' ? 'link' : 'file'} size={14} />
      <span>
        <span className={classes.name}>{piece.title}</span>
        {piece.note ? <span className={classes.words}>{piece.note}</span> : null}
        <span className={classes.facts}>{facts.join(' · ')}</span>
        <EvidenceWay id={piece.id} title={piece.title} url={piece.url} file={piece.file} />
      </span>
      {children}
    </li>
  )
}
