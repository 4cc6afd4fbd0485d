'use client'
import { Button } from '@mantine/core'
import { ORPCError } from '@orpc/client'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'
import classes from './form.module.css'

/** Why a change was not made, read out as soon as it is known; the server's own sentence. What was typed stays. */
export function FormProblem({ error }: { error: unknown }) {
  const t = useTranslations('common.state')
  const sentence = error instanceof ORPCError ? error.message : t('notSaved')
  return <div role="alert">{error ? <p className={classes.problem}>{sentence}</p> : null}</div>
}

/** The sentence about one field of a refused form, to stand under it. */
export function issueOf(error: unknown, path: string): string | undefined {
  if (!(error instanceof ORPCError)) return undefined
  const issues: unknown = error.data?.issues
  const found = Array.isArray(issues) ? issues.find((issue) => issue?.path === path) : undefined
  return typeof found?.message === 'string' ? found.message : undefined
}

/** The button that does it, in words that say what, and the way out. */
export function FormActions({
  submit,
  isBusy,
  isDangerous = false,
  cancel,
}: {
  submit: ReactNode
  isBusy: boolean
  isDangerous?: boolean
  cancel?: () => void
}) {
  const t = useTranslations('common.dialog')
  return (
    <div className={classes.actions}>
      <Button type="submit" variant="filled" className={isDangerous ? classes.danger : undefined} loading={isBusy}>
        {submit}
      </Button>
      {cancel ? (
        <Button variant="subtle" onClick={cancel} disabled={isBusy}>
          {t('cancel')}
        </Button>
      ) : null}
    </div>
  )
}

export const formClasses = classes
