'use client'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { orpc } from '@/lib/api/client'
import type { HomeRule } from '@/lib/openings/home-shapes'
import { Headline } from '../ui/headline'
import { Problem } from '../ui/problem'
import { SkeletonTable } from '../ui/skeleton-table'
import { useDay } from '../ui/use-day'
import { HomeRuleForm } from './home-rule-form'
import classes from './openings.module.css'
import { useCriteria } from './use-openings'

/** What each unit keeps at home, in the order of the tree; HR changes it a unit at a time. */
export function HomeRules() {
  const t = useTranslations('openings')
  const query = useQuery(orpc.homeRules.list.queryOptions())
  const [changing, setChanging] = useState<string | null>(null)
  const rules = query.data?.rules
  const set = rules?.filter(({ version }) => version > 0).length ?? 0
  const chosen = rules?.find(({ unit }) => unit.unitId === changing)
  return (
    <>
      <Headline title={rules ? t('home.headline', { count: set }) : t('views.home')} lede={t('home.lede')} />
      {query.isPending ? <SkeletonTable rows={8} columns={5} row={44} /> : null}
      {query.isError && !rules ? <Problem error={query.error} retry={() => query.refetch()} /> : null}
      {rules ? <Table rules={rules} onChange={setChanging} /> : null}
      {chosen ? <HomeRuleForm key={chosen.version} rule={chosen} onClose={() => setChanging(null)} /> : null}
    </>
  )
}

function Table({ rules, onChange }: { rules: readonly HomeRule[]; onChange: (unitId: string) => void }) {
  const t = useTranslations('openings.home')
  const spans = useTranslations('openings')
  const day = useDay()
  const { name } = useCriteria()
  const usual = t('usual')
  return (
    <table className={classes.table} data-stacked>
      <caption className="sr">{t('caption')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('unit')}</th>
          <th scope="col" className={classes.number}>
            {t('heads')}
          </th>
          <th scope="col" className={classes.number}>
            {t('minHeads')}
          </th>
          <th scope="col" className={classes.number}>
            {t('notice')}
          </th>
          <th scope="col">{t('holders')}</th>
          <th scope="col">{t('blackouts')}</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {rules.map(({ unit, heads, minHeads, noticeDays, holders, blackouts }) => (
          <tr key={unit.unitId}>
            <th scope="row">{unit.name}</th>
            <td className={classes.number} data-label={t('heads')}>
              {heads ?? '–'}
            </td>
            <td className={classes.number} data-label={t('minHeads')}>
              {minHeads ?? usual}
            </td>
            <td className={classes.number} data-label={t('notice')}>
              {noticeDays === null ? usual : t('days', { days: noticeDays })}
            </td>
            <td data-label={t('holders')}>
              {holders.length === 0 ? '–' : null}
              {holders.map(({ criterion, minHolders }) => (
                <span key={criterion} className={classes.line}>
                  {name(criterion)}: {minHolders}
                </span>
              ))}
            </td>
            <td data-label={t('blackouts')}>
              {blackouts.length === 0 ? '–' : null}
              {blackouts.map(({ from, to, reason }) => (
                <span key={from} className={classes.line}>
                  {spans('span', { from: day(from), to: day(to) })}
                  <small>{reason}</small>
                </span>
              ))}
            </td>
            <td>
              <Button
                size="compact-sm"
                aria-label={t('changeOne', { unit: unit.name })}
                onClick={() => onChange(unit.unitId)}
              >
                {t('change')}
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
