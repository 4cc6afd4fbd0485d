'use client'
import { useTranslations } from 'use-intl/react'
import { Problem } from '../ui/problem'
import classes from './assessment.module.css'
import { AssessmentScreen } from './assessment-screen'
import { useAssessmentForm } from './use-form'

/** /assessments/[cycleId]/[personId]: one rater's form about one person. */
export function AssessmentView({ cycle, employeeId }: { cycle: string; employeeId: string }) {
  const t = useTranslations('assessments')
  const { data, error, refetch } = useAssessmentForm({ cycle, employeeId })
  // By the kind of rater too: whoever else signs in on this browser gets a screen of their own.
  if (data) return <AssessmentScreen key={`${cycle} ${employeeId} ${data.raterType}`} form={data} />
  if (!error) return <FormSkeleton />
  return (
    <div className={classes.alone}>
      <h1 className="sr">{t('title')}</h1>
      <Problem error={error} retry={() => refetch()} />
    </div>
  )
}

function FormSkeleton() {
  const t = useTranslations('common.state')
  return (
    <div className={classes.screen} aria-busy="true">
      <div className={classes.list} />
      <div className={classes.question}>
        <p className="sr" role="status">
          {t('loading')}
        </p>
        <div className={classes.ghost} style={{ width: '46%', height: 34 }} />
        <div className={classes.ghost} style={{ height: 24 }} />
        <div className={classes.ghost} style={{ height: 464 }} />
      </div>
      <div className={classes.aside} />
    </div>
  )
}
