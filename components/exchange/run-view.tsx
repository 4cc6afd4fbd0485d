'use client'
import dynamic from 'next/dynamic'
import Link from 'next/link'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { ImportStatus } from '@/db/values'
import type { ImportRun } from '@/lib/exchange/shapes'
import { Headline } from '../ui/headline'
import { Notice } from '../ui/notice'
import { Problem } from '../ui/problem'
import { SkeletonTable } from '../ui/skeleton-table'
import { changesIn } from './contents'
import { Findings } from './findings'
import classes from './import.module.css'
import { RunActions } from './run-actions'
import { RunProgress } from './run-progress'
import { RunReport } from './run-report'
import { RunSteps } from './run-steps'
import { UndoPanel } from './undo-panel'
import { type Deeds, isWorking, useDeeds, useRun } from './use-run'
import { useHeadline, useMoment } from './use-words'

const MappingForm = dynamic(() => import('./mapping-form').then((file) => file.MappingForm))

/** Where a sentence from the job stands beside the headline and does not take the place of the lede. */
const waits: readonly ImportStatus[] = ['mapping', 'checked']

/** One import from its files to its end: what it has come to, and the one thing to do next. */
export function RunView({ id }: { id: string }) {
  const t = useTranslations('import')
  const query = useRun(id)
  const deeds = useDeeds(id)
  const run = query.data
  if (query.isError && !run) {
    return (
      <>
        <h1 className="sr">{t('title')}</h1>
        <Problem error={query.error} retry={() => query.refetch()} />
        <p className={classes.back}>
          <Link href="/admin/import">{t('all')}</Link>
        </p>
      </>
    )
  }
  if (!run) return <SkeletonTable rows={8} columns={3} row={44} />
  return <Run run={run} deeds={deeds} />
}

function Run({ run, deeds }: { run: ImportRun; deeds: Deeds }) {
  const t = useTranslations('import')
  const headline = useHeadline()
  const moment = useMoment()
  const [isMapping, setIsMapping] = useState(run.status === 'mapping')
  const showsMapping = run.may.map && run.sheets.length > 0 && (isMapping || run.status === 'mapping')
  const { report, requestedBy } = run
  // While the columns of a tried import are looked at again, the page is about the columns.
  const shown: ImportRun = showsMapping ? { ...run, status: 'mapping' } : run
  const who = requestedBy?.name ?? t('someone')
  const names = run.files.map(({ name }) => name).join(', ')
  return (
    <>
      <Headline
        title={headline(shown)}
        lede={<Lede run={shown} />}
        meta={
          <>
            <span>{t(run.door === 'api' ? 'broughtByApi' : 'brought', { who, at: moment(run.requestedAt) })}</span>
            <span>{names}</span>
          </>
        }
      />
      <RunSteps status={shown.status} />
      {run.problem && waits.includes(run.status) ? (
        <div className={classes.notice}>
          <Notice title={t('note')}>{run.problem}</Notice>
        </div>
      ) : null}
      {isWorking(run.status) ? <RunProgress run={run} /> : null}
      {showsMapping ? (
        <MappingForm
          key={run.status}
          run={run}
          deeds={deeds}
          onDone={() => setIsMapping(false)}
          onBack={run.status === 'mapping' ? null : () => setIsMapping(false)}
        />
      ) : null}
      {!showsMapping && !isWorking(run.status) ? (
        <div className={classes.outcome}>
          {run.status === 'checked' ? <RunActions run={run} deeds={deeds} onMap={() => setIsMapping(true)} /> : null}
          {report?.changes ? <RunReport run={run} report={report} /> : null}
          {report && report.groups.length > 0 ? <Findings run={run} report={report} /> : null}
          {run.status === 'checked' ? null : <RunActions run={run} deeds={deeds} onMap={() => setIsMapping(true)} />}
          {run.status === 'committed' ? <UndoPanel run={run} deeds={deeds} /> : null}
        </div>
      ) : null}
      <p className={classes.back}>
        <Link href="/admin/import">{t('all')}</Link>
      </p>
    </>
  )
}

/** The sentence under the headline: what has and has not happened, and what to do. */
function Lede({ run }: { run: ImportRun }) {
  const t = useTranslations('import.lede')
  const { status, report, problem } = run
  if (problem && (status === 'refused' || status === 'failed')) return problem
  if (status === 'checked' && report?.changes && changesIn(report.changes) === 0) return t('nothing')
  if (status === 'checked') return t('checked', { warnings: report?.warnings ?? 0 })
  return t(status)
}
