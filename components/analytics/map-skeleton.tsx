'use client'
import { useTranslations } from 'use-intl/react'
import { SkeletonTable } from '../ui/skeleton-table'
import classes from './organisation.module.css'

/** The screen while it is on its way, in the shape it will have. */
export function MapSkeleton() {
  const t = useTranslations('organisation')
  return (
    <div className={classes.skeleton}>
      <h1 className="sr">{t('title')}</h1>
      <div className={classes.bones} aria-hidden="true">
        <i style={{ width: '78%', height: 26 }} />
        <i style={{ width: '61%', height: 26 }} />
        <i style={{ width: '38%', height: 14, marginTop: 8 }} />
        <i style={{ width: '56%', height: 32, marginTop: 10 }} />
      </div>
      <SkeletonTable rows={20} columns={26} />
    </div>
  )
}
