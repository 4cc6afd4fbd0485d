'use client'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl/react'
import { FormProblem } from '@/components/ui/form'
import { Problem } from '@/components/ui/problem'
import { useDay } from '@/components/ui/use-day'
import { orpc } from '@/lib/api/client'
import type { HomeCover, SecondmentDetail } from '@/lib/secondments/shapes'
import { monthsLong } from './axis'
import { CoverLinks, type Drafted, draftOf, toCover } from './cover-links'
import { RefuseButton } from './refuse-button'
import classes from './secondments.module.css'
import { useCriterionNames, useDeeds } from './use-secondments'

/** What an absence costs at home week by week, how it is covered, and the decision that goes with it. */
export function CoverPanel({ one }: { one: SecondmentDetail }) {
  const query = useQuery(orpc.secondments.cover.queryOptions({ input: { id: one.id } }))
  if (query.isError) return <Problem error={query.error} retry={() => query.refetch()} />
  return query.data ? <Panel one={one} home={query.data} /> : null
}

function Panel({ one, home }: { one: SecondmentDetail; home: HomeCover }) {
  const t = useTranslations('secondments')
  const nameOf = useCriterionNames()
  const { step, arrange } = useDeeds()
  const [links, setLinks] = useState<Drafted[]>(draftOf(one.cover))
  const { id, version, may, person } = one
  // A later end that a director has still to approve waits; cover for it may be arranged meanwhile.
  const deed = may.find((found) => found === 'release' || (found === 'extend' && !one.lacksApproval))
  const { error, isPending } = deed ? step : arrange
  const cover = toCover(links)
  const submit = () => (deed ? step.mutate({ id, version, deed, cover }) : arrange.mutate({ id, version, cover }))
  const months = monthsLong(one.from, deed === 'extend' ? (one.askedEnd ?? one.to) : one.to)
  const below = home.without.filter(({ isBelow }) => isBelow).length
  return (
    <section className={`${classes.panel} ${classes.section}`} aria-labelledby="cover">
      <h2 id="cover">{t('cover.title')}</h2>
      <p>{t('cover.headline', { unit: home.unit.name, heads: home.heads, least: home.leastHeads, below })}</p>
      {home.alone.length > 0 ? (
        <p>{t('cover.alone', { name: person.name, criteria: home.alone.map(nameOf).join(', ') })}</p>
      ) : null}
      {home.reports > 0 ? <p>{t('cover.manages', { name: person.name, reports: home.reports })}</p> : null}
      <Weeks home={home} />
      <h3>{t('cover.how')}</h3>
      <CoverLinks links={links} home={home} onChange={setLinks} />
      {one.lacksApproval ? <p>{t('cover.unapproved')}</p> : null}
      <FormProblem error={error} />
      <div className={classes.deeds}>
        <Button variant="filled" loading={isPending} onClick={submit}>
          {deed === 'release' ? t('do.release', { months }) : deed === 'extend' ? t('do.extend') : t('form.save')}
        </Button>
        {deed === 'release' ? <RefuseButton one={one} /> : null}
      </div>
    </section>
  )
}

/** Weeks that are alike stand in one row. */
function Weeks({ home }: { home: HomeCover }) {
  const t = useTranslations('secondments.cover')
  const day = useDay()
  const format = useFormatter()
  const nameOf = useCriterionNames()
  const heads = (value: number) => format.number(value, { maximumFractionDigits: 1 })
  const rows = home.without.map((week, at) => ({ week, covered: home.covered[at] ?? week, weeks: 1 }))
  const said = ({ week, covered }: (typeof rows)[number]) =>
    JSON.stringify([week.heads, week.holders, covered.heads, covered.isBelow])
  const merged: typeof rows = []
  for (const row of rows) {
    const last = merged.at(-1)
    if (last && said(last) === said(row)) last.weeks += 1
    else merged.push(row)
  }
  return (
    <table className={classes.table}>
      <caption className="sr">{t('weeks')}</caption>
      <thead>
        <tr>
          {(['week', 'without', 'with', 'holders'] as const).map((column) => (
            <th key={column} scope="col">
              {t(column)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {merged.map(({ week, covered, weeks }) => (
          <tr key={week.from}>
            <th scope="row">
              {day(week.from)}
              <small>{t('unchanged', { weeks })}</small>
            </th>
            <td className={week.isBelow ? classes.below : undefined}>
              {heads(week.heads)} {week.isBelow ? t('below') : ''}
            </td>
            <td className={covered.isBelow ? classes.below : undefined}>
              {heads(covered.heads)} {covered.isBelow ? t('below') : ''}
            </td>
            <td>
              {covered.holders.length === 0 ? '–' : null}
              {covered.holders.map(({ criterion, count, least }) => (
                <span key={criterion} style={{ display: 'block' }}>
                  {t('holder', { criterion: nameOf(criterion), count, least })}
                </span>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
