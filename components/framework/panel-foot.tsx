'use client'
import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'
import { Notice } from '@/components/ui/notice'
import { Problem } from '@/components/ui/problem'
import classes from './draft.module.css'
import type { Panel } from './use-panel'

/** Under a form: save, take back, how it went; and both versions when somebody else was quicker. */
export function PanelFoot<Value>({
  panel,
  describe,
  children,
}: {
  panel: Panel<Value>
  /** Their version in words, to compare with what stands in the form. */
  describe?: (value: Value) => ReactNode
  children?: ReactNode
}) {
  const t = useTranslations('framework.draft.save')
  return (
    <div className={classes.foot}>
      {panel.theirs !== undefined ? (
        <Notice
          kind="error"
          title={t('conflictTitle')}
          action={
            <div className={classes.row}>
              <Button size="xs" onClick={panel.keepMine}>
                {t('keepMine')}
              </Button>
              <Button size="xs" onClick={panel.takeTheirs}>
                {t('takeTheirs')}
              </Button>
            </div>
          }
        >
          {panel.theirs === null ? t('theyRemoved') : t('conflictText')}
          {panel.theirs !== null && describe ? <span className={classes.theirs}>{describe(panel.theirs)}</span> : null}
        </Notice>
      ) : null}
      {panel.error ? <Problem error={panel.error} title={t('failed')} /> : null}
      <div className={classes.row}>
        <Button variant="filled" disabled={!panel.isTyped} loading={panel.isSaving} onClick={panel.save}>
          {t('save')}
        </Button>
        {panel.isTyped ? (
          <Button variant="subtle" onClick={panel.drop}>
            {t('undo')}
          </Button>
        ) : null}
        <span className={classes.saved} role="status">
          {panel.isSaving ? t('saving') : panel.isTyped ? t('unsaved') : panel.isSaved ? t('saved') : ''}
        </span>
        {children}
      </div>
    </div>
  )
}
