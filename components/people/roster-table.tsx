'use client'
import Link from 'next/link'
import { useTranslations } from 'use-intl/react'
import { PersonChip } from '@/components/ui/person-chip'
import { useDay } from '@/components/ui/use-day'
import type { RosterItem } from '@/lib/people/change-shapes'
import classes from './admin.module.css'
import { recordPath } from './roster-filters'

/** People with their post, their way in and what is planned; each name leads to where it is changed. */
export function RosterTable({ people, isLeft }: { people: readonly RosterItem[]; isLeft: boolean }) {
  const t = useTranslations('peopleAdmin')
  return (
    <table className={classes.table}>
      <caption className="sr">{t('caption')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('columns.person')}</th>
          <th scope="col">{t('columns.post')}</th>
          <th scope="col">{t('columns.manager')}</th>
          <th scope="col">{t('columns.account')}</th>
          <th scope="col">{t('columns.planned')}</th>
        </tr>
      </thead>
      <tbody>
        {people.map((person) => (
          <tr key={person.employeeId}>
            <th scope="row">
              <Link className={classes.who} href={recordPath(person.employeeId)} prefetch={false}>
                <PersonChip person={person} isLink={false} detail={person.employeeId} />
              </Link>
            </th>
            <td>{postOf(person)}</td>
            <td className={`${classes.muted} ${classes.manager}`}>{person.manager?.name ?? t('noManager')}</td>
            <td>
              <State person={person} isLeft={isLeft} />
            </td>
            <td className={classes.muted}>
              <Planned person={person} isLeft={isLeft} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Title and unit, the unit only where the title does not say it already. */
function postOf({ jobTitle, unit }: RosterItem): string {
  return unit && !jobTitle.includes(unit.name) ? [jobTitle, unit.name].filter(Boolean).join(', ') : jobTitle
}

function State({ person, isLeft }: { person: RosterItem; isLeft: boolean }) {
  const t = useTranslations('peopleAdmin.states')
  const state = isLeft ? 'left' : person.isDisabled ? 'disabled' : person.account
  return (
    <span className={classes.state} data-state={state}>
      {t(state)}
    </span>
  )
}

function Planned({ person, isLeft }: { person: RosterItem; isLeft: boolean }) {
  const t = useTranslations('peopleAdmin')
  const day = useDay()
  return [
    person.startsOn ? t('starts', { day: day(person.startsOn) }) : null,
    person.movesOn ? t('moves', { day: day(person.movesOn) }) : null,
    person.lastDay ? t(isLeft ? 'left' : 'leaves', { day: day(person.lastDay) }) : null,
  ]
    .filter(Boolean)
    .join(', ')
}
