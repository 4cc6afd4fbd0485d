'use client'
import { TextInput } from '@mantine/core'
import { ORPCError } from '@orpc/client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { orpc } from '@/lib/api/client'
import type { Standing as Held } from '@/lib/openings/home-shapes'
import { FormActions, FormProblem, formClasses, issueOf } from '../ui/form'
import { Problem } from '../ui/problem'
import { SkeletonTable } from '../ui/skeleton-table'
import classes from './openings.module.css'

const days = ['probationUntil', 'contractEndsOn', 'inPostSince'] as const

/** What HR alone knows of somebody and every placement must respect; shown to HR, on others' pages. */
export function Standing({ employeeId, name }: { employeeId: string; name: string }) {
  const t = useTranslations('openings.standing')
  const query = useQuery(orpc.standings.get.queryOptions({ input: { employeeId } }))
  return (
    <section className={classes.standing} aria-labelledby="standing">
      <h2 id="standing">{t('title')}</h2>
      <p className={classes.text}>{t('text', { name })}</p>
      {query.isPending ? <SkeletonTable rows={2} columns={2} row={60} /> : null}
      {query.isError && !query.data ? <Problem error={query.error} retry={() => query.refetch()} /> : null}
      {query.data ? <StandingForm held={query.data} /> : null}
    </section>
  )
}

function StandingForm({ held }: { held: Held }) {
  const t = useTranslations('openings.standing')
  const cache = useQueryClient()
  const { employeeId, version, ...stored } = held
  const [typed, setTyped] = useState(stored)
  const options = orpc.standings.get.queryOptions({ input: { employeeId } })
  const keep = useMutation(
    orpc.standings.keep.mutationOptions({
      onSuccess: (kept) => cache.setQueryData(options.queryKey, kept),
      onError: (error) => {
        if (error instanceof ORPCError && error.status === 409) cache.invalidateQueries({ queryKey: options.queryKey })
      },
    }),
  )
  const write = (change: Partial<typeof typed>) => {
    setTyped({ ...typed, ...change })
    // No longer true of what stands here.
    keep.reset()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    keep.mutate({ employeeId, version, ...typed })
  }
  return (
    <form className={formClasses.form} onSubmit={submit}>
      <div className={classes.fields}>
        {days.map((key) => (
          <TextInput
            key={key}
            type="date"
            label={t(key)}
            description={t(`help.${key}`)}
            error={issueOf(keep.error, key)}
            value={typed[key] ?? ''}
            onChange={(event) => write({ [key]: event.target.value || null })}
          />
        ))}
      </div>
      <label className={formClasses.check}>
        <input
          type="checkbox"
          checked={typed.isUnderProcess}
          onChange={(event) => write({ isUnderProcess: event.target.checked })}
        />
        <span>{t('isUnderProcess')}</span>
        <small>{t('help.isUnderProcess')}</small>
      </label>
      <FormProblem error={keep.error} />
      <FormActions submit={t('save')} isBusy={keep.isPending} />
      <p role="status" className={classes.status}>
        {keep.isSuccess ? t('saved') : ''}
      </p>
    </form>
  )
}
