'use client'
import { Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { orpc } from '@/lib/api/client'
import type { HelpfulOpening } from '@/lib/openings/shapes'
import { Dialog } from '../ui/dialog'
import { FormActions, FormProblem, formClasses, issueOf } from '../ui/form'
import classes from './openings.module.css'

/** Somebody offers to go, with days inside the opening's own; what comes of it is a placement that they say yes to. */
export function Volunteer({ mine: { opening, from, to } }: { mine: HelpfulOpening }) {
  const t = useTranslations('openings.volunteer')
  const router = useRouter()
  const cache = useQueryClient()
  const [isOpen, setOpen] = useState(false)
  const [days, setDays] = useState({ from, to })
  const volunteer = useMutation(
    orpc.secondments.volunteer.mutationOptions({
      onSuccess: async ({ id }) => {
        router.push(`/secondments/${id}` as Route)
        await cache.invalidateQueries({ queryKey: orpc.secondments.key() })
      },
    }),
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    volunteer.mutate({ openingId: opening.openingId, ...days })
  }
  return (
    <div className={classes.bar}>
      <Button variant="filled" onClick={() => setOpen(true)}>
        {t('open')}
      </Button>
      {isOpen ? (
        <Dialog title={t('title', { opening: opening.title })} onClose={() => setOpen(false)}>
          <form className={formClasses.form} onSubmit={submit}>
            <p className={formClasses.lead}>{t('text')}</p>
            <div className={formClasses.pair}>
              {(['from', 'to'] as const).map((end) => (
                <TextInput
                  key={end}
                  type="date"
                  label={t(end)}
                  required
                  withAsterisk={false}
                  error={issueOf(volunteer.error, end)}
                  value={days[end]}
                  onChange={(event) => setDays({ ...days, [end]: event.target.value })}
                />
              ))}
            </div>
            <FormProblem error={volunteer.error} />
            <FormActions
              submit={t('submit')}
              isBusy={volunteer.isPending || volunteer.isSuccess}
              cancel={() => setOpen(false)}
            />
          </form>
        </Dialog>
      ) : null}
    </div>
  )
}
