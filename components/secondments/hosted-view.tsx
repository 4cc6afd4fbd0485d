'use client'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Headline } from '@/components/ui/headline'
import { Problem } from '@/components/ui/problem'
import { SkeletonTable } from '@/components/ui/skeleton-table'
import { useDay } from '@/components/ui/use-day'
import { orpc } from '@/lib/api/client'
import type { Deed } from '@/lib/secondments/machine'
import type { Hosted } from '@/lib/secondments/shapes'
import { useHostedWords } from './hosted-list'
import classes from './secondments.module.css'
import { StepForm } from './step-form'
import { Targets } from './terms'
import { useCriterionNames } from './use-secondments'

/** One whom the viewer hosts: what hosts may know, and what they decide. */
export function HostedView({ id }: { id: string }) {
  const t = useTranslations('secondments')
  const query = useQuery(orpc.hosted.get.queryOptions({ input: { id } }))
  return (
    <>
      <p className={classes.back}>
        <Link href="/secondments">{t('one.back')}</Link>
      </p>
      {query.isPending ? <SkeletonTable rows={4} columns={2} row={32} /> : null}
      {query.isError && !query.data ? <Problem error={query.error} retry={() => query.refetch()} /> : null}
      {query.data ? <Shown one={query.data} /> : null}
    </>
  )
}

function Shown({ one }: { one: Hosted }) {
  const t = useTranslations('secondments')
  const day = useDay()
  const said = useHostedWords()
  const nameOf = useCriterionNames()
  const isLater = one.state === 'selection' || one.state === 'confirmed'
  return (
    <>
      <Headline title={said(one)} lede={t('hosted.lede')} />
      <Decide one={one} />
      <section className={classes.section} aria-labelledby="asked">
        <h2 id="asked">{t('hosted.entry')}</h2>
        {one.entry.length === 0 ? <p className={classes.quiet}>{t('hosted.noEntry')}</p> : null}
        <ul className={classes.list}>
          {one.entry.map(({ criterion, level }) => (
            <li key={criterion}>{t('hosted.entryLevel', { criterion: nameOf(criterion), level })}</li>
          ))}
        </ul>
        {one.entry.length > 0 ? <p className={classes.quiet}>{t('hosted.met')}</p> : null}
      </section>
      {isLater && one.targets.length === 0 ? (
        <section className={classes.section}>
          <h2>{t('one.targets')}</h2>
          <p className={classes.quiet}>{t('hosted.targetsLater', { day: day(one.from) })}</p>
        </section>
      ) : (
        <Targets targets={one.targets} />
      )}
      <dl className={classes.terms}>
        <dt>{t('one.days')}</dt>
        <dd>{t('one.daysOf', { from: day(one.from), to: day(one.to) })}</dd>
        <dt>{t('one.share')}</dt>
        <dd>{one.share === 100 ? t('one.whole') : t('one.part', { share: one.share })}</dd>
        <dt>{t('one.home')}</dt>
        <dd>{one.home?.name ?? '–'}</dd>
      </dl>
    </>
  )
}

function Decide({ one }: { one: Hosted }) {
  const t = useTranslations('secondments.do')
  const [doing, setDoing] = useState<Deed | null>(null)
  const word = (deed: Deed) => t(deed as 'accept', { name: one.person.name })
  return (
    <div className={classes.deeds}>
      {one.may.map((deed) => (
        <Button key={deed} variant={deed === 'accept' ? 'filled' : 'default'} onClick={() => setDoing(deed)}>
          {word(deed)}
        </Button>
      ))}
      {doing ? (
        <StepForm
          {...{ id: one.id, version: one.version, end: one.to, deed: doing }}
          title={word(doing)}
          isHost
          onClose={() => setDoing(null)}
        />
      ) : null}
    </div>
  )
}
