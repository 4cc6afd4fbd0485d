'use client'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Headline } from '@/components/ui/headline'
import { Notice } from '@/components/ui/notice'
import { Avatar, personPath } from '@/components/ui/person-chip'
import { Problem } from '@/components/ui/problem'
import { SkeletonTable } from '@/components/ui/skeleton-table'
import { useMoment } from '@/components/ui/use-moment'
import { useToday } from '@/components/ui/use-today'
import { orpc } from '@/lib/api/client'
import type { PersonRecord } from '@/lib/people/change-shapes'
import person from './person.module.css'
import classes from './record.module.css'
import { RecordAccount } from './record-account'
import { RecordFacts } from './record-facts'
import { RecordGrants } from './record-grants'
import { RecordHistory } from './record-history'
import { RecordLine } from './record-line'

/** One person's post and account, where administrators and HR change them. */
export function RecordView({ employeeId }: { employeeId: string }) {
  const t = useTranslations('peopleAdmin.record')
  const { data: record, error, refetch } = useQuery(orpc.people.record.queryOptions({ input: { employeeId } }))
  const [said, say] = useState('')
  if (!record) {
    return (
      <>
        <h1 className="sr">{t('facts')}</h1>
        {error ? <Problem error={error} retry={refetch} /> : <SkeletonTable rows={10} columns={3} row={36} />}
        <p className={classes.links}>
          <Link href="/admin/people">{t('back')}</Link>
        </p>
      </>
    )
  }
  return (
    <>
      <div className={person.who}>
        <Avatar name={record.name} />
        <h1 className={person.name}>{record.name}</h1>
        <p className={person.post}>{[record.jobTitle, record.employeeId].filter(Boolean).join(' · ')}</p>
      </div>
      <Headline order={2} title={<Sentence record={record} />} />
      <p role="status" className={classes.said}>
        {said}
      </p>
      {record.isOwn ? (
        <Notice kind="lock" title={t('own')}>
          {t('ownText')}
        </Notice>
      ) : null}
      <div className={classes.columns} data-own={record.isOwn || undefined}>
        <div className={classes.sections}>
          <RecordLine record={record} say={say} />
          <RecordFacts record={record} say={say} />
          <RecordHistory record={record} />
        </div>
        <div className={classes.sections}>
          <RecordAccount record={record} say={say} />
          <RecordGrants record={record} />
        </div>
      </div>
      <p className={classes.links}>
        <Link href="/admin/people">{t('back')}</Link>
        <Link href={personPath(record.employeeId)}>{t('profile')}</Link>
      </p>
    </>
  )
}

function Sentence({ record }: { record: PersonRecord }) {
  const t = useTranslations('peopleAdmin.record.sentence')
  const { day, moment } = useMoment()
  const today = useToday()
  const { lastDay, startsOn, isDisabled, account } = record
  if (lastDay && lastDay < today) return t('left', { day: day(lastDay) })
  if (isDisabled) return t('disabled')
  if (startsOn && startsOn > today) return t('starting', { day: day(startsOn) })
  if (lastDay) return t('leaving', { day: day(lastDay) })
  if (account.state === 'invited' && account.linkUntil) return t('invited', { day: moment(account.linkUntil) })
  return t(account.state === 'active' ? 'active' : 'none')
}
