'use client'
import { Button } from '@mantine/core'
import { useTranslations } from 'use-intl/react'
import { WaitingOnMe } from '../agreements/waiting-on-me'
import { Notice } from '../ui/notice'
import { Problem } from '../ui/problem'
import classes from './team.module.css'
import { TeamAbsence } from './team-absence'
import type { TeamAddress } from './team-address'
import { TeamBlocks } from './team-blocks'
import { TeamFilters } from './team-filters'
import { TeamHeadline } from './team-headline'
import { TeamMatrix } from './team-matrix'
import type { TeamAnswer } from './use-team'

/** Headline, who waits, filters, matrix, then what blocks each person beside what an absence costs. */
export function TeamScreen({
  answer,
  address,
  isUpdating,
  failed,
  more,
  onChange,
}: {
  answer: TeamAnswer
  address: TeamAddress
  isUpdating: boolean
  failed: { error: unknown; refetch: () => unknown } | undefined
  more: { isLoading: boolean; load: () => unknown } | null
  onChange: (change: Record<string, string | null>) => void
}) {
  const t = useTranslations('team.state')
  const isPartial = !answer.isWhole
  return (
    <div className={classes.screen} aria-busy={isUpdating}>
      <TeamHeadline answer={answer} who={address.who} />
      <WaitingOnMe />
      <TeamFilters answer={answer} address={address} onChange={onChange} />
      {failed ? <Problem error={failed.error} retry={() => failed.refetch()} /> : null}
      <TeamMatrix answer={answer} show={address.show} />
      {isPartial && more ? (
        <div className={classes.partial}>
          <Notice
            title={t('partialTitle', { count: answer.members.length })}
            action={
              <Button mt={8} size="xs" loading={more.isLoading} onClick={() => more.load()}>
                {t('more')}
              </Button>
            }
          >
            {t('partialText')}
          </Notice>
        </div>
      ) : null}
      <div className={classes.columns}>
        <TeamBlocks answer={answer} />
        {answer.rests ? (
          <TeamAbsence answer={answer} away={address.away} onChoose={(away) => onChange({ away })} />
        ) : null}
      </div>
    </div>
  )
}
