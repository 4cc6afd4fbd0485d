'use client'
import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { isSettled } from '@/lib/agreements/rules'
import { orpc } from '@/lib/api/client'
import { FormProblem } from '../ui/form'
import { useDay } from '../ui/use-day'
import classes from './compare-aside.module.css'
import type { Compared } from './use-comparison'

/** The employee takes note of what was agreed; again where levels changed since. */
export function AcknowledgeBox({ answer: { input, comparison } }: { answer: Compared }) {
  const t = useTranslations('agreements.employee')
  const day = useDay()
  const client = useQueryClient()
  const { queryKey } = orpc.agreements.get.queryOptions({ input })
  const note = useMutation(
    orpc.agreements.acknowledge.mutationOptions({ onSuccess: () => client.invalidateQueries({ queryKey }) }),
  )
  const { may, conversation, criteria } = comparison
  const settled = criteria.filter(isSettled)
  if (!may.acknowledge || settled.length === 0) return null
  const notedAt = conversation?.acknowledgedAt ?? null
  const isChanged = conversation?.isOutdated === true
  return (
    <div className={classes.box}>
      {notedAt ? <p role="status">{t('noted', { day: day(notedAt) })}</p> : null}
      {isChanged ? <p>{t('again')}</p> : null}
      {notedAt && !isChanged ? null : (
        <>
          <Button variant="filled" loading={note.isPending} onClick={() => note.mutate(input)}>
            {t('note')}
          </Button>
          <p className={classes.fine}>{t('noteHint')}</p>
        </>
      )}
      <FormProblem error={note.error} />
    </div>
  )
}
