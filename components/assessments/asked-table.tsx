'use client'
import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'use-intl/react'
import type { AskedOfMe } from '@/lib/assessments/form-shapes'
import { useMoment } from '../ui/use-moment'
import classes from './asked.module.css'

type Asked = AskedOfMe['forms'][number]

/** Where a form lies: the cycle's name and the person's id, both as they are, encoded. */
export const addressOfForm = ({ cycle, person }: Pick<Asked, 'cycle' | 'person'>) =>
  `/assessments/${encodeURIComponent(cycle.name)}/${encodeURIComponent(person.employeeId)}` as Route

export function AskedTable({ forms, title }: { forms: readonly Asked[]; title: string }) {
  const t = useTranslations('assessments.asked')
  const { moment } = useMoment()
  return (
    <table className={classes.table}>
      <caption className="sr">{title}</caption>
      <thead>
        <tr>
          <th scope="col">{t('person')}</th>
          <th scope="col">{t('cycle')}</th>
          <th scope="col">{t('state')}</th>
          <th scope="col">{t('closes')}</th>
        </tr>
      </thead>
      <tbody>
        {forms.map((form) => {
          const name = form.raterType === 'self' ? t('own') : form.person.name
          return (
            <tr key={`${form.cycle.name} ${form.person.employeeId}`}>
              <th scope="row">
                <Link href={addressOfForm(form)}>{name}</Link>
                {form.raterType === 'self' || !form.person.unit ? null : <small>{form.person.unit}</small>}
              </th>
              <td>{form.cycle.name}</td>
              <td>
                <State form={form} />
              </td>
              <td>{moment(form.deadline.closesAt)}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function State({ form: asked }: { form: Asked }) {
  const t = useTranslations('assessments.asked')
  const tBefore = useTranslations('agreements.before')
  const { moment } = useMoment()
  const { closed, answered, criteria, form, raterType } = asked
  if (closed === 'revealed' && raterType !== 'peer') {
    return <Link href={`${addressOfForm(asked)}/compare` as Route}>{tBefore('toCompare')}</Link>
  }
  if (closed === 'submitted') return t('submitted', { moment: moment(form?.submittedAt ?? '') })
  if (closed !== null) return t(closed)
  if (answered === 0) return t('fresh')
  return answered === criteria ? t('answered', { criteria }) : t('done', { answered, criteria })
}
