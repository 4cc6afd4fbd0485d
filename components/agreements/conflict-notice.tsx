'use client'
import { Button } from '@mantine/core'
import { useTranslations } from 'use-intl/react'
import { Notice } from '../ui/notice'
import classes from './talk-card.module.css'
import type { Clash } from './use-settling'

/** Both versions of a level that somebody changed in the meantime, and the choice between them. */
export function ConflictNotice({ clash, onTake, onKeep }: { clash: Clash; onTake: () => void; onKeep: () => void }) {
  const t = useTranslations('agreements.conflict')
  const { yours, stored } = clash
  const said = ({ level, reason }: { level: number; reason: string }) => ({ level, reason: reason || 'none' })
  return (
    <Notice kind="error" title={t('title')}>
      <span className={classes.quote}>
        {stored ? t('stored', said(stored)) : t('gone')}
        <br />
        {t('yours', said(yours))}
      </span>
      <span className={classes.actions}>
        <Button size="xs" onClick={onTake}>
          {t('take')}
        </Button>
        <Button size="xs" onClick={onKeep}>
          {t('keep')}
        </Button>
      </span>
    </Notice>
  )
}
