'use client'
import { useTranslations } from 'use-intl/react'
import { BandMark } from '@/components/ui/band-mark'
import { PersonChip } from '@/components/ui/person-chip'
import type { PersonListItem } from '@/lib/people/shapes'
import classes from './people.module.css'

/** People by name; never by points. On a phone each row becomes a small block of lines. */
export function PeopleTable({
  people,
  seesBands,
  kept,
}: {
  people: readonly PersonListItem[]
  seesBands: boolean
  /** Role and cycle that the bands are of, as the address has them. */
  kept: { profile?: string; cycle?: string }
}) {
  const t = useTranslations('people')
  return (
    <table className={classes.table}>
      <caption className="sr">{t('caption')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('columns.person')}</th>
          <th scope="col">{t('columns.title')}</th>
          <th scope="col">{t('columns.manager')}</th>
          {seesBands ? <th scope="col">{t('columns.readiness')}</th> : null}
          {seesBands ? (
            <th scope="col" className={classes.number}>
              {t('columns.mustHaves')}
            </th>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {people.map((person) => (
          <tr key={person.employeeId}>
            <th scope="row">
              <PersonChip person={person} kept={kept} />
            </th>
            <td>{person.jobTitle}</td>
            <td className={classes.manager}>{person.manager?.name ?? t('noManager')}</td>
            {seesBands ? (
              <td>
                {person.band ? (
                  <BandMark band={person.band} />
                ) : (
                  <span className={classes.muted}>{person.isAssessed ? t('notRated') : t('notAssessed')}</span>
                )}
              </td>
            ) : null}
            {seesBands ? (
              <td className={classes.number} data-label={t('columns.mustHaves')}>
                {person.mustHavesShort ?? '–'}
              </td>
            ) : null}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
