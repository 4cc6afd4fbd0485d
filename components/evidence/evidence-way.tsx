'use client'
import { useTranslations } from 'use-intl/react'
import type { Evidence } from '@/lib/evidence/shapes'
import classes from './evidence.module.css'
import { FileLink } from './file-link'

/** The way to what a piece points to: its address in a page of its own, or its file to save. */
export function EvidenceWay({ id, title, url, file }: Pick<Evidence, 'id' | 'title' | 'url' | 'file'>) {
  const t = useTranslations('evidence')
  return (
    <span className={classes.way}>
      {url ? (
        <a href={url} target="_blank" rel="noopener noreferrer nofollow" aria-label={t('openLink', { title })}>
          {new URL(url).hostname}
        </a>
      ) : null}
      {file ? <FileLink id={id} file={file} /> : null}
    </span>
  )
}
