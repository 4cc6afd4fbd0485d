'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { orpc } from '@/lib/api/client'
import { useMe } from '../ui/can'
import { Notice } from '../ui/notice'
import { Problem } from '../ui/problem'
import { SkeletonTable } from '../ui/skeleton-table'
import { useUrlChoice } from '../ui/use-url-choice'
import { BatchScreen } from './batch-screen'

/** One criterion, all whom the viewer rates, to compare like with like. */
export function BatchView({ cycle }: { cycle: string }) {
  const t = useTranslations('agreements')
  if (useMe().permissions.includes('assessments.write')) return <Permitted cycle={cycle} />
  return (
    <>
      <h1 className="sr">{t('batch.title')}</h1>
      <Notice kind="lock" title={t('batch.title')}>
        {t('state.noRight')}
      </Notice>
    </>
  )
}

function Permitted({ cycle }: { cycle: string }) {
  const t = useTranslations('agreements.batch')
  const [wanted, setWanted] = useUrlChoice('criterion')
  const [looksAt, setLooksAt] = useState<string | null>(null)
  const framework = useQuery(orpc.framework.get.queryOptions({ input: { cycle } }))
  const criteria = framework.data?.domains.flatMap((domain) => domain.criteria) ?? []
  const criterion = criteria.find(({ key }) => key === wanted) ?? criteria[0]
  const batch = useQuery({
    ...orpc.agreements.batch.queryOptions({ input: { cycle, criterion: criterion?.key ?? '-' } }),
    enabled: criterion !== undefined,
    placeholderData: keepPreviousData,
  })
  // The rows stay, and the focus in them, until the next criterion is there as a whole.
  const shown = criteria.find(({ key }) => key === batch.data?.criterion)
  const failed = [framework, batch].find(({ isError, data }) => isError && !data)
  if (failed) {
    return (
      <>
        <h1 className="sr">{t('title')}</h1>
        <Problem error={failed.error} retry={() => failed.refetch()} />
      </>
    )
  }
  if (!batch.data || !framework.data || !shown) return <SkeletonTable rows={6} columns={3} row={64} />
  return (
    <BatchScreen
      batch={batch.data}
      scale={framework.data.scale}
      criteria={criteria}
      criterion={shown}
      onChoose={setWanted}
      looksAt={looksAt}
      onLook={setLooksAt}
    />
  )
}
