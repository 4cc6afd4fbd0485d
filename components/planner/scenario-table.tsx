'use client'
import { useQueries, useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslations } from 'use-intl/react'
import { FilterSelect } from '@/components/ui/filter-select'
import { useUrlState } from '@/components/ui/use-url-state'
import { orpc } from '@/lib/api/client'
import type { Scenario } from '@/lib/planner/shapes'
import type { Told } from '@/lib/planner/told-shapes'
import classes from './planner.module.css'
import { scenarioPath } from './scenario-path'
import { useFigures } from './use-names'

const most = 4

/** This plan beside up to three others, which the address names. */
export function Compared({ scenario, told }: { scenario: Scenario; told: Told }) {
  const t = useTranslations('planner.list')
  const url = useUrlState()
  const list = useQuery(orpc.planner.list.queryOptions())
  const planned = (list.data?.scenarios ?? []).flatMap(({ id, name, runs }) => {
    const run = runs.find(({ status }) => status === 'planned' || status === 'published')
    return run ? [{ id, name, runId: run.id }] : []
  })
  const wanted = (url.get('with') ?? '')
    .split(',')
    .filter(Boolean)
    .slice(0, most - 1)
  const others = planned.filter(({ id }) => wanted.includes(id) && id !== scenario.id)
  const rest = planned.filter((one) => one.id !== scenario.id && !others.includes(one))
  const answers = useQueries({
    queries: others.map(({ runId }) =>
      orpc.planner.told.queryOptions({ input: { id: runId }, staleTime: Number.POSITIVE_INFINITY }),
    ),
  })
  const rows = [
    { ...scenario, told: told as Told | undefined },
    ...others.map((one, at) => ({ ...one, told: answers[at]?.data })),
  ]
  return (
    <div className={classes.comparing}>
      <Table rows={rows} current={scenario.id} />
      {rest.length > 0 && others.length < most - 1 ? (
        <FilterSelect
          label={t('compare')}
          value=""
          options={[
            { value: '', label: t('chooseOther') },
            ...rest.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(key) => url.set({ with: [...others.map(({ id }) => id), key].join(',') })}
        />
      ) : null}
    </div>
  )
}

function Table({ rows, current }: { rows: { id: string; name: string; told: Told | undefined }[]; current: string }) {
  const t = useTranslations('planner.list')
  const figures = useFigures()
  const isCosted = rows.some(({ told }) => told && told.effect.cost !== null)
  const columns = [
    ...(['placements', 'points', 'onChosen', 'minimums', 'cover', 'moves'] as const),
    ...(isCosted ? (['cost'] as const) : []),
    'options' as const,
  ]
  const cellsOf = ({ placements, effect: { cost, ...effect }, pairs }: Told) => [
    figures.count(placements.length),
    figures.points(effect.points),
    figures.points(effect.onChosen),
    ...[effect.minimums, effect.needCover, effect.moves].map(figures.count),
    ...(isCosted ? [cost === null ? '–' : figures.money(cost)] : []),
    figures.count(pairs),
  ]
  return (
    <div className={classes.compare}>
      <table>
        <caption className="sr">{t('comparing')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('name')}</th>
            {columns.map((column) => (
              <th key={column} scope="col">
                {t(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, name, told }) => (
            <tr key={id} data-current={id === current || undefined}>
              <th scope="row">{id === current ? name : <Link href={scenarioPath(id)}>{name}</Link>}</th>
              {columns.map((column, at) => (
                <td key={column}>{told ? cellsOf(told)[at] : '–'}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
