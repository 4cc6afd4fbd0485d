'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { orpc } from '@/lib/api/client'
import { EmptyState } from '../ui/empty-state'
import { Headline } from '../ui/headline'
import { Problem } from '../ui/problem'
import { SkeletonTable } from '../ui/skeleton-table'
import { useMoment } from '../ui/use-moment'
import classes from './asked.module.css'
import { AskedTable } from './asked-table'

const kinds = ['self', 'manager', 'peer'] as const

/** /assessments: what waits for me, the next deadline first, then every form that is asked of me. */
export function AskedView() {
  const title = useTranslations('assessments')
  const t = useTranslations('assessments.asked')
  const { moment } = useMoment()
  const { data, error, refetch } = useQuery(orpc.assessments.list.queryOptions())
  if (!data && !error) return <SkeletonTable rows={6} columns={3} row={44} />
  if (!data) {
    return (
      <>
        <h1 className="sr">{title('title')}</h1>
        <Problem error={error} retry={() => refetch()} />
      </>
    )
  }
  const waiting = data.forms.filter(({ closed }) => closed === null)
  const [next] = waiting.map(({ deadline }) => deadline.closesAt).sort()
  return (
    <>
      <Headline
        title={t('headline', { count: waiting.length })}
        lede={next ? t('next', { moment: moment(next) }) : undefined}
      />
      {data.forms.length === 0 ? (
        <EmptyState icon="form" title={t('headline', { count: 0 })} text={t('nothing')} />
      ) : null}
      {kinds.map((kind) => {
        const forms = data.forms.filter(({ raterType }) => raterType === kind)
        return forms.length > 0 ? (
          <section key={kind} className={classes.part}>
            <h2>{t(kind)}</h2>
            <AskedTable forms={forms} title={t(kind)} />
          </section>
        ) : null
      })}
    </>
  )
}
