'use client'
import { useQuery } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import Link from 'next/link'
import { useTranslations } from 'use-intl/react'
import { ReadinessView } from '@/components/readiness/readiness-view'
import { useMe } from '@/components/ui/can'
import { Notice } from '@/components/ui/notice'
import { Avatar } from '@/components/ui/person-chip'
import { Problem } from '@/components/ui/problem'
import { SkeletonTable } from '@/components/ui/skeleton-table'
import { orpc } from '@/lib/api/client'
import classes from './person.module.css'
import { PersonFacts } from './person-facts'

const Standing = dynamic(() => import('@/components/openings/standing').then((file) => file.Standing))

/** One person: who they are, where they stand for the role they aim at, and the facts behind it. */
export function PersonView({ employeeId }: { employeeId: string }) {
  const t = useTranslations('people.person')
  const me = useMe()
  const { data: person, error, refetch } = useQuery(orpc.people.get.queryOptions({ input: { employeeId } }))
  if (error && !person) {
    return (
      <>
        <h1 className="sr">{t('one')}</h1>
        <Problem error={error} retry={refetch} />
        <p className={classes.back}>
          <Link href="/people">{t('back')}</Link>
        </p>
      </>
    )
  }
  if (!person) return <SkeletonTable rows={10} columns={3} row={36} />
  const mayRead = me.permissions.includes('readiness.read')
  const unit = person.unit && !person.jobTitle.includes(person.unit.name) ? person.unit.name : null
  const post = [person.jobTitle, unit].filter(Boolean).join(', ')
  return (
    <>
      <div className={classes.who}>
        <Avatar name={person.name} />
        <h1 className={classes.name}>{person.name}</h1>
        <p className={classes.post}>{post}</p>
      </div>
      {employeeId === me.employeeId ? (
        <p className={classes.you}>
          {t('you')} {mayRead ? <Link href="/me">{t('yourPage')}</Link> : null}
        </p>
      ) : null}
      {mayRead ? (
        <ReadinessView employeeId={employeeId} voice="they" />
      ) : (
        <Notice kind="lock" title={t('noRatingsTitle')}>
          {t('noRatingsText')}
        </Notice>
      )}
      <PersonFacts person={person} />
      {employeeId !== me.employeeId && me.permissions.includes('standings.keep') ? (
        <Standing employeeId={employeeId} name={person.name} />
      ) : null}
    </>
  )
}
