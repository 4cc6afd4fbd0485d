'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { Headline } from '@/components/ui/headline'
import { Problem } from '@/components/ui/problem'
import { SkeletonTable } from '@/components/ui/skeleton-table'
import { useDay } from '@/components/ui/use-day'
import { orpc } from '@/lib/api/client'
import type { Glimpse } from '@/lib/privacy/rules'
import type { WhoSees as Answer, Watcher } from '@/lib/privacy/shapes'
import classes from './privacy.module.css'

/** Names shown before the rest is only counted. */
const few = 8

/** A dot in a key of the catalogue is a step down. */
type KeyOf<Name> = Name extends `${infer Noun}.${infer Verb}` ? `${Noun}-${Verb}` : never
const keyOf = <Name extends Glimpse>(glimpse: Name) => glimpse.replace('.', '-') as KeyOf<Name>

/** How many may read about the viewer today. */
export function WhoSeesHeadline() {
  const t = useTranslations('privacy')
  const day = useDay()
  const { data } = useQuery(orpc.privacy.who.queryOptions())
  if (!data) return <Headline title={t('title')} />
  // Somebody may stand in two rows: HR and on the line.
  const everyone = new Set(
    data.audiences.flatMap(({ people }) => people.map(({ employeeId, name }) => employeeId ?? name)),
  )
  const counted = Math.max(everyone.size, ...data.audiences.map(({ count }) => count))
  return <Headline title={t('headline.you', { count: counted })} lede={t('lede.you', { day: day(data.asOf) })} />
}

/** Who may read about the viewer today, nearest first, and what; drawn from the rules that decide. */
export function WhoSees() {
  const t = useTranslations('privacy')
  const { data, error, refetch } = useQuery(orpc.privacy.who.queryOptions())
  if (!data) return error ? <Problem error={error} retry={refetch} /> : <SkeletonTable rows={6} columns={2} row={52} />
  return (
    <>
      <h2 className={classes.title}>{t('who.title')}</h2>
      <table className={classes.table}>
        <caption className="sr">{t('who.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('who.audience')}</th>
            <th scope="col">{t('who.people')}</th>
            <th scope="col">{t('who.sees')}</th>
          </tr>
        </thead>
        <tbody>
          {data.audiences.map((audience) => (
            <AudienceRow key={audience.audience} audience={audience} />
          ))}
        </tbody>
      </table>
      <p className={classes.quiet}>{t('who.host')}</p>
    </>
  )
}

function AudienceRow({ audience: { audience, count, people, sees } }: { audience: Answer['audiences'][number] }) {
  const t = useTranslations('privacy.who')
  const nameOf = ({ name, unit }: Watcher) => (unit ? t('over', { name, unit: unit.name }) : name)
  const named = people.slice(0, few)
  return (
    <tr data-none={count === 0 || undefined}>
      <th scope="row">{t(`audiences.${audience}`)}</th>
      <td>
        {count === 0 ? <span className={classes.quiet}>{t('none')}</span> : null}
        {named.map((person) => (
          <span key={`${person.employeeId} ${person.name} ${person.unit?.unitId}`} className={classes.watcher}>
            {nameOf(person)}
          </span>
        ))}
        {count > named.length ? (
          <span className={classes.quiet}>{t('more', { count: count - named.length })}</span>
        ) : null}
      </td>
      <td className={classes.sees}>
        {count === 0 ? null : sees.map((glimpse) => t(`glimpses.${keyOf(glimpse)}`)).join('; ')}
      </td>
    </tr>
  )
}
