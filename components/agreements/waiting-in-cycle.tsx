'use client'
import type { Route } from 'next'
import Link from 'next/link'
import { useId } from 'react'
import { useTranslations } from 'use-intl/react'
import type { Waiting, WaitingRatee } from '@/lib/agreements/shapes'
import { useMoment } from '../ui/use-moment'
import { PeersButton } from './peers-button'
import classes from './waiting.module.css'

type OpenCycle = Waiting['cycles'][number]

/** Whether the next step is the viewer's. */
const isMine = ({ form, toAgree, disputed }: WaitingRatee) => form !== 'submitted' || toAgree > 0 || disputed > 0

const formOf = (cycle: string, employeeId: string, page = '') =>
  `/assessments/${encodeURIComponent(cycle)}/${encodeURIComponent(employeeId)}${page}` as Route

/** Who of one cycle waits for the manager, and for what; nothing of what people say. */
export function WaitingInCycle({ cycle }: { cycle: OpenCycle }) {
  const t = useTranslations('agreements.waiting')
  const { moment } = useMoment()
  const heading = useId()
  return (
    <section className={classes.waiting} aria-labelledby={heading}>
      <div className={classes.top}>
        <h2 id={heading}>{t('title', { count: cycle.people.filter(isMine).length, cycle: cycle.cycle })}</h2>
        <p>{t('until', { rate: moment(cycle.rateBy), agree: moment(cycle.agreeBy) })}</p>
        <Link href={`/assessments/${encodeURIComponent(cycle.cycle)}/batch` as Route}>{t('batch')}</Link>
      </div>
      <table className={classes.table}>
        <caption className="sr">{t('caption', { cycle: cycle.cycle })}</caption>
        <thead>
          <tr>
            <th scope="col">{t('person')}</th>
            <th scope="col">{t('form')}</th>
            <th scope="col">{t('next')}</th>
          </tr>
        </thead>
        <tbody>
          {cycle.people.map((ratee) => (
            <tr key={ratee.person.employeeId}>
              <th scope="row">{ratee.person.name}</th>
              <td>{t(ratee.form, { answered: ratee.answered, all: cycle.criteria })}</td>
              <td>
                <div className={classes.next}>
                  <Next ratee={ratee} cycle={cycle.cycle} />
                  {cycle.asksPeers ? <PeersButton cycle={cycle.cycle} person={ratee.person} /> : null}
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Next({ ratee, cycle }: { ratee: WaitingRatee; cycle: string }) {
  const t = useTranslations('agreements.waiting')
  const { person, form, hasSubmitted, mayAgree, toAgree, disputed, isAcknowledged } = ratee
  const name = person.name.split(' ')[0] ?? person.name
  const submitted = hasSubmitted ? 'yes' : 'no'
  const compare = formOf(cycle, person.employeeId, '/compare')
  if (form !== 'submitted') {
    return (
      <>
        <Link href={formOf(cycle, person.employeeId)}>{form === 'none' ? t('give', { name }) : t('goOn')}</Link>
        <span>{t('theirTurn', { submitted })}</span>
      </>
    )
  }
  if (!mayAgree) return <span>{t('yourTurnDone', { submitted, name })}</span>
  return (
    <>
      <Link href={compare}>{toAgree > 0 ? t('compare', { count: toAgree }) : t('see')}</Link>
      {toAgree === 0 ? <span>{t('settled')}</span> : null}
      {disputed > 0 ? <b>{t('disputed', { count: disputed })}</b> : null}
      {isAcknowledged ? <span>{t('acknowledged')}</span> : null}
    </>
  )
}
