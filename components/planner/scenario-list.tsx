'use client'
import { Button } from '@mantine/core'
import type { Route } from 'next'
import Link from 'next/link'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useMoment } from '@/components/ui/use-moment'
import type { PlanRunStatus } from '@/db/values'
import type { Scenario } from '@/lib/planner/shapes'
import classes from './planner.module.css'
import { scenarioPath } from './scenario-path'
import { useFigures } from './use-names'

/** The newest run of a scenario that has a plan. */
export const plannedRun = (runs: Scenario['runs']) =>
  runs.find(({ status, value }) => (status === 'planned' || status === 'published') && value !== null)

/** Every plan in a line; two to four of them are compared on the page of the first. */
export function ScenarioList({ scenarios }: { scenarios: readonly Scenario[] }) {
  const t = useTranslations('planner')
  const figures = useFigures()
  const { moment } = useMoment()
  const [chosen, setChosen] = useState<string[]>([])
  const [first, ...others] = chosen
  const toggle = (key: string) =>
    setChosen(chosen.includes(key) ? chosen.filter((one) => one !== key) : [...chosen, key].slice(-4))
  const planned = scenarios.filter(({ runs }) => plannedRun(runs)).length
  return (
    <>
      {planned > 1 ? (
        <div className={classes.bar}>
          <Button
            component={Link}
            href={first ? (`${scenarioPath(first)}?with=${others.join(',')}` as Route) : '/planner'}
            data-disabled={others.length === 0 || undefined}
            aria-disabled={others.length === 0}
            onClick={(event) => others.length === 0 && event.preventDefault()}
          >
            {t('list.compare')}
          </Button>
          <span className={classes.quiet}>{t('list.compareHelp')}</span>
        </div>
      ) : null}
      <div className={classes.scroll}>
        <table className={classes.table} data-stacked>
          <caption className="sr">{t('list.caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('list.name')}</th>
              <th scope="col">{t('list.status')}</th>
              <th scope="col" className={classes.num}>
                {t('list.placements')}
              </th>
              <th scope="col" className={classes.num}>
                {t('list.worth')}
              </th>
            </tr>
          </thead>
          <tbody>
            {scenarios.map(({ id, name, runs }) => {
              const run = plannedRun(runs)
              const status: PlanRunStatus | 'none' = runs[0]?.status ?? 'none'
              return (
                <tr key={id}>
                  <th scope="row">
                    <span className={classes.choice}>
                      {planned > 1 && run ? (
                        <input
                          type="checkbox"
                          aria-label={t('list.compareName', { name })}
                          checked={chosen.includes(id)}
                          onChange={() => toggle(id)}
                        />
                      ) : null}
                      <Link href={scenarioPath(id)}>{name}</Link>
                    </span>
                  </th>
                  <td data-label={t('list.status')}>
                    {t(`status.${status}`)}
                    {runs[0] ? <small>{moment(runs[0].createdAt)}</small> : null}
                  </td>
                  <td className={classes.num} data-label={t('list.placements')}>
                    {run?.placements ?? '–'}
                  </td>
                  <td className={classes.num} data-label={t('list.worth')}>
                    {run ? figures.points(run.value ?? 0) : '–'}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </>
  )
}
