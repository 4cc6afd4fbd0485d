'use client'
import { ORPCError } from '@orpc/client'
import { useTranslations } from 'use-intl/react'
import { useMe } from '../ui/can'
import { EmptyState } from '../ui/empty-state'
import { Notice } from '../ui/notice'
import { Problem } from '../ui/problem'
import { SkeletonTable } from '../ui/skeleton-table'
import { BeforeReveal } from './before-reveal'
import { CompareScreen } from './compare-screen'
import { useComparison } from './use-comparison'

/** Self and manager of one person in one cycle, and the level both settle on. */
export function CompareView({ cycle, employeeId }: { cycle: string; employeeId: string }) {
  return useMe().permissions.includes('agreements.read') ? (
    <Permitted cycle={cycle} employeeId={employeeId} />
  ) : (
    <Refused />
  )
}

function Refused() {
  const t = useTranslations('agreements')
  return (
    <>
      <h1 className="sr">{t('title')}</h1>
      <Notice kind="lock" title={t('title')}>
        {t('state.noRight')}
      </Notice>
    </>
  )
}

function Permitted(input: { cycle: string; employeeId: string }) {
  const t = useTranslations('agreements')
  const { answer, failed } = useComparison(input)
  if (failed) {
    const isMissing = failed.error instanceof ORPCError && failed.error.status === 404
    return (
      <>
        <h1 className="sr">{t('title')}</h1>
        {isMissing ? (
          <EmptyState icon="people" title={t('state.missing')} text={t('state.missingText')} />
        ) : (
          <Problem error={failed.error} retry={() => failed.refetch()} />
        )}
      </>
    )
  }
  if (!answer) return <SkeletonTable rows={12} columns={6} row={37} />
  return answer.comparison.isRevealed ? <CompareScreen answer={answer} /> : <BeforeReveal answer={answer} />
}
