'use client'
import { Button, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useMe } from '@/components/ui/can'
import { Dialog } from '@/components/ui/dialog'
import { FormActions, FormProblem, formClasses } from '@/components/ui/form'
import { orpc } from '@/lib/api/client'
import type { Run, Scenario } from '@/lib/planner/shapes'
import classes from './planner.module.css'

/** The head approves a plan with a reason; HR is told whom to send it to. */
export function Publish({
  scenario,
  run,
  placed,
  uncovered,
}: {
  scenario: Scenario
  run: Run
  placed: number
  uncovered: number
}) {
  const t = useTranslations('planner.publish')
  const cache = useQueryClient()
  const mayPublish = useMe().permissions.includes('planner.publish')
  const [isOpen, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const publish = useMutation(
    orpc.planner.publish.mutationOptions({
      onSuccess: async () => {
        setOpen(false)
        await cache.invalidateQueries({ queryKey: orpc.planner.key() })
      },
      onError: () => cache.invalidateQueries({ queryKey: orpc.planner.get.queryKey({ input: { id: scenario.id } }) }),
    }),
  )
  if (run.status !== 'planned' || placed === 0) return null
  if (!mayPublish) return <span className={classes.quiet}>{t('byHead')}</span>
  const submit = (event: FormEvent) => {
    event.preventDefault()
    publish.mutate({ id: run.id, version: run.version, scenarioVersion: scenario.version, reason })
  }
  return (
    <>
      <Button variant="filled" onClick={() => setOpen(true)}>
        {t('open')}
      </Button>
      {isOpen ? (
        <Dialog title={t('title')} onClose={() => setOpen(false)}>
          <form className={formClasses.form} onSubmit={submit}>
            <p className={formClasses.lead}>{t('text', { count: placed })}</p>
            {uncovered > 0 ? <p className={formClasses.lead}>{t('uncovered', { count: uncovered })}</p> : null}
            <Textarea
              label={t('reason')}
              description={t('reasonHelp')}
              required
              withAsterisk={false}
              autosize
              minRows={3}
              maxLength={2000}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
            <FormProblem error={publish.error} />
            <FormActions submit={t('submit')} isBusy={publish.isPending} cancel={() => setOpen(false)} />
          </form>
        </Dialog>
      ) : null}
    </>
  )
}
