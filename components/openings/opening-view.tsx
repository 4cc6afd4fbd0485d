'use client'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslations } from 'use-intl/react'
import { orpc } from '@/lib/api/client'
import type { HelpfulOpening } from '@/lib/openings/shapes'
import { useMe } from '../ui/can'
import { Headline } from '../ui/headline'
import { Problem } from '../ui/problem'
import { Refused } from '../ui/refused'
import { SkeletonTable } from '../ui/skeleton-table'
import { Gains } from './gains'
import { NotChosen } from './not-chosen'
import { OpeningActions } from './opening-actions'
import { OpeningFacts } from './opening-facts'
import classes from './openings.module.css'
import { useHelpful, useOpeningWords } from './use-openings'
import { Verdicts } from './verdicts'
import { Volunteer } from './volunteer'

/** Whoever needs a rule set aside asks HR. */
const mayOffer = ({ isEligible, verdicts }: HelpfulOpening) =>
  isEligible && verdicts.every(({ outcome }) => outcome !== 'override')

/** One opening: its terms, what it would bring the viewer, and rule by rule why they can go or not. */
export function OpeningView({ openingId }: { openingId: string }) {
  const t = useTranslations('openings')
  const isAllowed = useMe().permissions.includes('openings.read')
  const query = useQuery({ ...orpc.openings.get.queryOptions({ input: { openingId } }), enabled: isAllowed })
  const { answer, of } = useHelpful()
  const words = useOpeningWords()
  if (!isAllowed) return <Refused noun="openings" />
  const opening = query.data
  if (!opening)
    return query.isError ? (
      <Problem error={query.error} retry={() => query.refetch()} />
    ) : (
      <SkeletonTable rows={6} columns={2} row={44} />
    )
  const mine = of(openingId)
  return (
    <>
      <Headline
        title={opening.title}
        lede={mine && mine.gains.length > 0 ? t('gain.sum', { points: words.tenth(mine.points) }) : opening.host.name}
        meta={
          <>
            <span>{t(`status.${opening.status}`)}</span>
            {mine && answer?.profile ? <span>{words.you(mine)}</span> : null}
          </>
        }
      />
      {opening.isKept ? <OpeningActions key={opening.version} opening={opening} /> : null}
      {mine && mayOffer(mine) && opening.status === 'published' ? (
        <Volunteer key={opening.version} mine={mine} />
      ) : null}
      <NotChosen openingId={openingId} />
      <div className={classes.columns}>
        <div className={classes.stack}>
          <OpeningFacts opening={opening} />
          <Gains opening={opening} mine={mine} />
        </div>
        {mine && answer?.profile ? (
          <Verdicts title={t('rules.title')} verdicts={mine.verdicts} isDefault={answer.isDefaultPolicy} />
        ) : null}
      </div>
      <p className={classes.back}>
        <Link href="/openings">{t('actions.back')}</Link>
      </p>
    </>
  )
}
