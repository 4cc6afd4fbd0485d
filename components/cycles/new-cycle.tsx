'use client'
import { TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Route } from 'next'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useMe } from '@/components/ui/can'
import { FormActions, FormProblem, formClasses, issueOf } from '@/components/ui/form'
import { Headline } from '@/components/ui/headline'
import { Refused } from '@/components/ui/refused'
import { orpc } from '@/lib/api/client'
import classes from './cycles.module.css'
import { cyclePath } from './use-cycle'

/** A name, and the draft stands. */
export function NewCycle() {
  const t = useTranslations('cycles.new')
  const router = useRouter()
  const cache = useQueryClient()
  const [name, setName] = useState('')
  const draft = useMutation(
    orpc.cycles.draft.mutationOptions({
      onSuccess: async (plan) => {
        await cache.invalidateQueries({ queryKey: orpc.cycles.runs.key() })
        router.push(cyclePath(plan.name) as Route)
      },
    }),
  )
  if (!useMe().permissions.includes('cycles.manage')) return <Refused noun="cycles" />
  return (
    <>
      <Headline title={t('title')} lede={t('lede')} />
      <form
        className={`${formClasses.form} ${classes.short}`}
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          draft.mutate({ name })
        }}
      >
        <TextInput
          label={t('name')}
          description={t('nameHelp')}
          error={issueOf(draft.error, 'name')}
          required
          withAsterisk={false}
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <div>
          <FormProblem error={draft.error} />
          <FormActions submit={t('submit')} isBusy={draft.isPending || draft.isSuccess} />
        </div>
      </form>
      <p className={classes.back}>
        <Link href="/cycles">{t('back')}</Link>
      </p>
    </>
  )
}
