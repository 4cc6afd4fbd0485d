'use client'
import { TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Dialog } from '@/components/ui/dialog'
import { FormActions, FormProblem, formClasses, issueOf } from '@/components/ui/form'
import { Segmented } from '@/components/ui/segmented'
import { useDay } from '@/components/ui/use-day'
import { useToday } from '@/components/ui/use-today'
import type { Grant } from '@/lib/access/shapes'
import { orpc } from '@/lib/api/client'

/** At once, or after a last day. */
export function EndGrant({
  grant,
  what,
  onDone,
  onClose,
}: {
  grant: Grant
  what: string
  onDone: () => void
  onClose: () => void
}) {
  const t = useTranslations('access.grants')
  const day = useDay()
  const today = useToday()
  const queries = useQueryClient()
  const [when, setWhen] = useState<'now' | 'day'>('now')
  const [lastDay, setLastDay] = useState(today)
  const end = useMutation(
    orpc.grants.end.mutationOptions({ onSettled: () => queries.invalidateQueries({ queryKey: orpc.grants.key() }) }),
  )
  const { grantId, version } = grant
  return (
    <Dialog title={t('endTitle')} onClose={onClose}>
      <form
        className={formClasses.form}
        onSubmit={(event) => {
          event.preventDefault()
          end.mutate({ grantId, version, lastDay: when === 'now' ? undefined : lastDay }, { onSuccess: onDone })
        }}
      >
        <p className={formClasses.lead}>{t('endLead', { what })}</p>
        <div>
          <Segmented
            label={t('endHow')}
            value={when}
            options={[
              { value: 'now', label: t('endNow') },
              { value: 'day', label: t('endOnDay') },
            ]}
            onChange={setWhen}
          />
        </div>
        {when === 'day' ? (
          <TextInput
            type="date"
            label={t('lastDay')}
            error={issueOf(end.error, 'lastDay')}
            required
            withAsterisk={false}
            min={today}
            value={lastDay}
            onChange={(event) => setLastDay(event.target.value)}
          />
        ) : null}
        <FormProblem error={end.error} />
        <FormActions
          submit={t('endSubmit', { when, day: lastDay ? day(lastDay) : '–' })}
          isBusy={end.isPending}
          isDangerous
          cancel={onClose}
        />
      </form>
    </Dialog>
  )
}
