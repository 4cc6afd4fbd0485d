'use client'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'
import { readAddress } from '@/components/readiness/address'
import { PersonChip, personPath } from '@/components/ui/person-chip'
import { useDay } from '@/components/ui/use-day'
import { useUrlState } from '@/components/ui/use-url-state'
import type { Person } from '@/lib/people/shapes'
import { keyInWords } from './key-in-words'
import classes from './person.module.css'

/** Post, experience and reports as the files have them; what nobody filled in is left out. */
export function PersonFacts({ person }: { person: Person }) {
  const t = useTranslations('people.person')
  const day = useDay()
  const { profile, cycle } = readAddress(useUrlState().get)
  const kept = { profile, cycle }
  const months = (count: number | null) => (count === null ? null : t('months', { months: count }))
  return (
    <div className={classes.sections}>
      <section>
        <h2>{t('about')}</h2>
        <dl className={classes.facts}>
          <Fact name={t('unit')}>{person.unit?.name}</Fact>
          <Fact name={t('manager')}>
            {person.manager ? (
              <Link href={personPath(person.manager.employeeId, kept)}>{person.manager.name}</Link>
            ) : null}
          </Fact>
          <Fact name={t('email')}>{person.email ? <a href={`mailto:${person.email}`}>{person.email}</a> : null}</Fact>
          <Fact name={t('location')}>{person.location}</Fact>
          <Fact name={t('grade')}>{person.grade}</Fact>
          <Fact name={t('hired')}>{person.hiredOn ? day(person.hiredOn) : null}</Fact>
          <Fact name={t('pmoType')}>{person.pmoType && keyInWords(person.pmoType)}</Fact>
          <Fact name={t('priorBusiness')}>{months(person.priorBusinessMonths)}</Fact>
          <Fact name={t('priorDelivery')}>{months(person.priorDeliveryMonths)}</Fact>
          <Fact name={t('priorPortfolio')}>{months(person.priorPortfolioMonths)}</Fact>
          <Fact name={t('credentials')}>{person.credentials.map(keyInWords).join(', ')}</Fact>
        </dl>
      </section>
      {person.reports.length > 0 ? (
        <section>
          <h2>{t('reports')}</h2>
          <ul className={classes.reports}>
            {person.reports.map((report) => (
              <li key={report.employeeId}>
                <PersonChip person={report} kept={kept} />
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </div>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  if (!children) return null
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
