'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { useLookWords } from '@/components/ui/use-look-words'
import { orpc } from '@/lib/api/client'
import type { AccessLogPage } from '@/lib/trail/shapes'
import { type LookFilters, lookFilters, lookPages } from './address'
import classes from './audit.module.css'
import { Filters } from './filters'
import { Rows } from './rows'
import { useMoment } from './use-moment'

type Look = AccessLogPage['looks'][number]

const csvHead = ['at', 'employee_id', 'name', 'role', 'purpose', 'people', 'first_employee_ids']
const csvRow = ({ at, viewer, role, purpose, people, first }: Look) => [
  ...[at, viewer.employeeId, viewer.name, role, purpose, people],
  first.map(({ employeeId }) => employeeId ?? '').join(' '),
]

/** Who read whose data: the role it was read in, what for and how many people were in the answer. */
export function Looks({
  filters,
  set,
}: {
  filters: LookFilters
  set: (change: Record<string, string | null>) => void
}) {
  const t = useTranslations('audit')
  const question = useInfiniteQuery(orpc.audit.looks.infiniteOptions(lookPages(filters)))
  const looks = question.data?.pages.flatMap((page) => page.looks) ?? []
  return (
    <>
      <Filters values={filters} set={set} />
      <Rows
        question={question}
        count={looks.length}
        isFiltered={lookFilters.some((name) => filters[name])}
        clear={() => set(Object.fromEntries(lookFilters.map((name) => [name, null])))}
        emptyText={t('nothing.emptyLooks')}
        file={() => ({
          name: `looks-to-${looks[0]?.at.slice(0, 10) ?? ''}.csv`,
          rows: [csvHead, ...looks.map(csvRow)],
        })}
      >
        <LooksTable looks={looks} />
      </Rows>
    </>
  )
}

function LooksTable({ looks }: { looks: readonly Look[] }) {
  const t = useTranslations('audit')
  const { roleOf, purposeOf } = useLookWords()
  const moment = useMoment()
  const namesOf = ({ first, people }: Look) => {
    const names = first
      .slice(0, 3)
      .map(({ name }) => name)
      .join(', ')
    const rest = people - Math.min(first.length, 3)
    return rest > 0 ? t('and', { names, count: rest }) : names || t('none')
  }
  return (
    <table className={classes.table}>
      <caption className="sr">{t('captions.looks')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('columns.at')}</th>
          <th scope="col">{t('columns.who')}</th>
          <th scope="col">{t('columns.role')}</th>
          <th scope="col">{t('columns.purpose')}</th>
          <th scope="col" className={classes.wide}>
            {t('columns.people')}
          </th>
        </tr>
      </thead>
      <tbody>
        {looks.map((look) => (
          <tr key={`${look.at} ${look.viewer.employeeId} ${look.purpose}`}>
            <td className={classes.at}>{moment(look.at)}</td>
            <td className={classes.name}>{look.viewer.name}</td>
            <td>{roleOf(look.role)}</td>
            <td>{purposeOf(look.purpose)}</td>
            <td className={classes.muted}>{namesOf(look)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
