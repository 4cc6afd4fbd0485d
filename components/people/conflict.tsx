'use client'
import { Button } from '@mantine/core'
import { ORPCError } from '@orpc/client'
import { useTranslations } from 'use-intl/react'
import { formClasses } from '@/components/ui/form'
import classes from './record.module.css'
import { useFieldWords } from './use-field-words'

interface Conflict {
  yours: Record<string, unknown>
  stored: Record<string, unknown> & { version: number }
}

/** Both versions of what two people changed, when the server refused the older one. */
export function conflictOf(error: unknown): Conflict | null {
  if (!(error instanceof ORPCError) || error.code !== 'CONFLICT') return null
  const { yours, stored } = (error.data ?? {}) as Partial<Conflict>
  return yours && stored && typeof stored.version === 'number' ? { yours, stored } : null
}

/** Lays both versions side by side and asks which one stands. Nothing typed is lost by either answer. */
export function ConflictNote({
  conflict,
  onMine,
  onStored,
  isBusy,
}: {
  conflict: Conflict
  onMine: () => void
  onStored: () => void
  isBusy: boolean
}) {
  const t = useTranslations('peopleAdmin.conflict')
  const words = useFieldWords()
  const { yours, stored } = conflict
  const fields = Object.keys(yours).filter((key) => words.isField(key) && key in stored)
  return (
    <div className={classes.conflict} role="alert">
      <h3>{t('title')}</h3>
      <p>{t('text')}</p>
      <table>
        <caption className="sr">{t('title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('field')}</th>
            <th scope="col">{t('stored')}</th>
            <th scope="col">{t('yours')}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map((key) => (
            <tr key={key}>
              <th scope="row">{words.nameOf(key)}</th>
              <td>{words.valueOf(key, stored[key])}</td>
              <td>{words.valueOf(key, yours[key])}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className={formClasses.actions}>
        <Button variant="filled" onClick={onMine} loading={isBusy}>
          {t('mine')}
        </Button>
        <Button onClick={onStored} disabled={isBusy}>
          {t('theirs')}
        </Button>
      </div>
    </div>
  )
}
