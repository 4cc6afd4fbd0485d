'use client'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useFormatter, useTranslations } from 'use-intl/react'
import { Headline } from '@/components/ui/headline'
import { Problem } from '@/components/ui/problem'
import { SkeletonTable } from '@/components/ui/skeleton-table'
import { orpc } from '@/lib/api/client'
import type { Health } from '@/lib/health/shapes'
import { BackupsTable } from './backups-table'
import { FindingsTable } from './findings-table'
import classes from './health.module.css'
import { QueuesTable } from './queues-table'

/** How the installation stands: what needs somebody first, then every look with its sentence, jobs and backups. */
export function HealthView() {
  const t = useTranslations('health')
  const { data, error, isPending, isFetching, refetch } = useQuery(orpc.health.get.queryOptions())
  if (error && !data) {
    return (
      <>
        <Headline title={t('title')} />
        <Problem error={error} retry={refetch} />
      </>
    )
  }
  if (isPending || !data) {
    return (
      <>
        <Headline title={t('title')} />
        <SkeletonTable rows={11} columns={2} row={48} />
      </>
    )
  }
  return (
    <>
      <div className={classes.head}>
        <HealthHeadline health={data} />
        <Button className={classes.again} variant="default" loading={isFetching} onClick={() => refetch()}>
          {t('again')}
        </Button>
      </div>
      {error ? <Problem error={error} retry={refetch} /> : null}
      <FindingsTable findings={data.checks} />
      <div className={classes.columns}>
        <BackupsTable backups={data.backups} />
        <QueuesTable queues={data.queues} />
      </div>
    </>
  )
}

function HealthHeadline({ health: { state, checks, at } }: { health: Health }) {
  const t = useTranslations('health')
  const format = useFormatter()
  const count = checks.filter((check) => check.state === state).length
  const figure = (check: string, name: string) => String(checks.find((one) => one.check === check)?.figures[name] ?? '')
  const time = format.dateTime(new Date(at), { hour: '2-digit', minute: '2-digit', second: '2-digit' })
  const named = { version: figure('release', 'version'), server: figure('server', 'version'), time }
  return (
    <div role="status">
      <Headline title={t(`headline.${state}`, { count })} lede={t('lede', named)} />
    </div>
  )
}
