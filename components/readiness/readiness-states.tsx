'use client'
import { Button } from '@mantine/core'
import Link from 'next/link'
import { useTranslations } from 'use-intl/react'
import { Can } from '../ui/can'
import { EmptyState } from '../ui/empty-state'
import { Notice } from '../ui/notice'
import { Problem } from '../ui/problem'
import type { Voice } from './address'
import classes from './readiness.module.css'
import { ReadinessFilters } from './readiness-filters'
import type { PersonAnswer } from './use-person-readiness'

/** The own page needs its heading in every state; the page about somebody has their name. */
function Titled({ voice, children }: { voice: Voice; children: React.ReactNode }) {
  const t = useTranslations('readiness')
  return (
    <div className={classes.state}>
      {voice === 'you' ? <h1 className={classes.stateTitle}>{t('title')}</h1> : null}
      {children}
    </div>
  )
}

/** For people whose post is not assessed: why there is nothing, and what they may open instead. */
export function NotAssessed({ voice, name }: { voice: Voice; name: string }) {
  const t = useTranslations('readiness.state')
  return (
    <Titled voice={voice}>
      <EmptyState
        icon="person"
        title={t('notAssessedTitle', { voice, name })}
        text={t('notAssessedText', { voice })}
        action={
          voice === 'you' ? (
            <p className={classes.links}>
              <Can do="team.read">
                <Link href="/team">{t('toTeam')}</Link>
              </Can>
              <Can do="gapMap.read">
                <Link href="/organisation">{t('toMap')}</Link>
              </Can>
              <Link href="/people">{t('toPeople')}</Link>
            </p>
          ) : null
        }
      />
    </Titled>
  )
}

/** Before the first published cycle. */
export function NoResults({ voice }: { voice: Voice }) {
  const t = useTranslations('readiness.state')
  return (
    <Titled voice={voice}>
      <EmptyState icon="list" title={t('noResultsTitle')} text={t('noResultsText')} />
    </Titled>
  )
}

/** Assessed, but without a single level in this cycle; another cycle may have some. */
export function NothingRated({
  voice,
  name,
  answer,
  onChange,
}: {
  voice: Voice
  name: string
  answer: PersonAnswer
  onChange: (change: Record<string, string | null>) => void
}) {
  const t = useTranslations('readiness.state')
  return (
    <Titled voice={voice}>
      {answer.cycles.length > 1 ? <ReadinessFilters answer={answer} onChange={onChange} /> : null}
      <EmptyState
        icon="list"
        title={t('nothingTitle')}
        text={t('nothingText', { voice, name, cycle: answer.readiness.cycle })}
      />
    </Titled>
  )
}

/** It did not come: the server's sentence, a second try, and a way back from an address that leads nowhere. */
export function ReadinessProblem({
  voice,
  failed,
  onReset,
}: {
  voice: Voice
  failed: { error: unknown; refetch: () => unknown }
  onReset: () => void
}) {
  const t = useTranslations('readiness.state')
  return (
    <Titled voice={voice}>
      <Problem error={failed.error} retry={() => failed.refetch()} />
      <Button mt={12} onClick={onReset}>
        {t('reset')}
      </Button>
    </Titled>
  )
}

/** The own page for an account without a post, and for the administrator's hat. */
export function NoPage({ reason }: { reason: 'noPost' | 'refused' }) {
  const t = useTranslations('readiness.state')
  return (
    <Titled voice="you">
      <Notice kind="lock" title={t(`${reason}Title`)}>
        {t(`${reason}Text`)}
      </Notice>
    </Titled>
  )
}

/** The page while it is on its way, in the shape it will have. */
export function ReadinessSkeleton({ voice }: { voice: Voice }) {
  const t = useTranslations('readiness')
  const rows = Array.from({ length: 14 }, (_, row) => `row-${row}`)
  return (
    <div role="status">
      {voice === 'you' ? <h1 className="sr">{t('title')}</h1> : null}
      <span className="sr">{t('state.loading')}</span>
      <div className={classes.bones} aria-hidden="true">
        <i style={{ width: '82%', height: 26 }} />
        <i style={{ width: '54%', height: 26 }} />
        <i style={{ width: '36%', height: 14, marginBlock: '6px 14px' }} />
        <i style={{ width: '100%', height: 44, marginBottom: 26 }} />
        {rows.map((row) => (
          <i key={row} style={{ width: '62%', height: 14, marginBlock: 4 }} />
        ))}
      </div>
    </div>
  )
}
