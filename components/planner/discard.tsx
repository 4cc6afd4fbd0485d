'use client'
import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Dialog } from '@/components/ui/dialog'
import { FormActions, FormProblem, formClasses } from '@/components/ui/form'
import { orpc } from '@/lib/api/client'
import type { Scenario } from '@/lib/planner/shapes'

/** Takes a plan away with all its runs, after asking once. */
export function Discard({ scenario: { id, version, name } }: { scenario: Scenario }) {
  const t = useTranslations('planner.discard')
  const router = useRouter()
  const cache = useQueryClient()
  const [isOpen, setOpen] = useState(false)
  const discard = useMutation(
    orpc.planner.discard.mutationOptions({
      onSuccess: async () => {
        router.push('/planner')
        await cache.invalidateQueries({ queryKey: orpc.planner.list.key() })
      },
    }),
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    discard.mutate({ id, version })
  }
  return (
    <>
      <Button variant="subtle" onClick={() => setOpen(true)}>
        {t('open')}
      </Button>
      {isOpen ? (
        <Dialog title={t('title', { name })} onClose={() => setOpen(false)}>
          <form className={formClasses.form} onSubmit={submit}>
            <p className={formClasses.lead}>{t('text')}</p>
            <FormProblem error={discard.error} />
            <FormActions
              submit={t('submit')}
              isBusy={discard.isPending || discard.isSuccess}
              isDangerous
              cancel={() => setOpen(false)}
            />
          </form>
        </Dialog>
      ) : null}
    </>
  )
}
