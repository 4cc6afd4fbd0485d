'use client'
import { TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { orpc } from '@/lib/api/client'
import { formClasses, issueOf } from '../ui/form'
import { Problem } from '../ui/problem'
import classes from './openings.module.css'

type Costs = Record<string, string> | null

/** What cover costs a month by grade; left out, plans have no budget and no cost. */
export function PolicyCosts({
  costs,
  error,
  onChange,
}: {
  costs: Costs
  error: unknown
  onChange: (costs: Costs) => void
}) {
  const t = useTranslations('openings.policy')
  const query = useQuery(orpc.placementPolicy.grades.queryOptions())
  const known = query.data?.grades ?? []
  // A grade that nobody has any more keeps its cost until it is emptied.
  const gone = Object.keys(costs ?? {}).filter((grade) => !known.some((one) => one.grade === grade))
  const rows = [...known, ...gone.map((grade) => ({ grade, people: 0 }))]
  return (
    <section className={classes.section}>
      <h2>{t('costs')}</h2>
      <p className={classes.text}>{t('costsText')}</p>
      <label className={formClasses.check}>
        <input
          type="checkbox"
          checked={costs !== null}
          onChange={(event) => onChange(event.target.checked ? {} : null)}
        />
        <span>{t('reckon')}</span>
      </label>
      {query.isError ? <Problem error={query.error} retry={() => query.refetch()} /> : null}
      {costs ? (
        <div className={classes.fields}>
          {rows.map(({ grade, people }) => (
            <TextInput
              key={grade}
              inputMode="decimal"
              pattern="[0-9]+([.,][0-9]{1,2})?"
              label={t('grade', { grade })}
              description={t('gradePeople', { count: people })}
              error={issueOf(error, `settings.coverCost.${grade}`)}
              value={costs[grade] ?? ''}
              onChange={(event) => onChange({ ...costs, [grade]: event.target.value })}
            />
          ))}
        </div>
      ) : null}
    </section>
  )
}
