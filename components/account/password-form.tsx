'use client'
import { Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { FormProblem, formClasses, issueOf } from '@/components/ui/form'
import { orpc } from '@/lib/api/client'
import classes from './account.module.css'

/** The current password, then a new one twice; every other session ends with it. Cleared only once it is changed. */
export function PasswordForm({ email }: { email: string | null }) {
  const t = useTranslations('account.password')
  const queries = useQueryClient()
  const [wrong, setWrong] = useState<{ current?: string; again?: string }>({})
  const change = useMutation(
    orpc.account.setPassword.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: orpc.account.get.key() }),
    }),
  )
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const given = (name: string) => String(new FormData(form).get(name) ?? '')
    const [current, next, again] = [given('current'), given('next'), given('again')]
    const problems = {
      ...(current ? {} : { current: t('missing') }),
      ...(next === again ? {} : { again: t('different') }),
    }
    setWrong(problems)
    const [first] = Object.keys(problems)
    if (first) return (form.elements.namedItem(first) as HTMLInputElement).focus()
    change.mutate({ current, password: next }, { onSuccess: () => form.reset() })
  }
  return (
    <form className={`${formClasses.form} ${classes.narrow}`} onSubmit={submit} noValidate>
      <input type="hidden" name="email" autoComplete="username" value={email ?? ''} readOnly />
      <TextInput
        name="current"
        type="password"
        autoComplete="current-password"
        label={t('current')}
        error={wrong.current ?? issueOf(change.error, 'current')}
      />
      <TextInput
        name="next"
        type="password"
        autoComplete="new-password"
        label={t('next')}
        description={t('hint')}
        error={issueOf(change.error, 'password')}
      />
      <TextInput name="again" type="password" autoComplete="new-password" label={t('again')} error={wrong.again} />
      <FormProblem error={change.error} />
      <div className={formClasses.actions}>
        <Button type="submit" loading={change.isPending}>
          {t('submit')}
        </Button>
      </div>
      <p role="status" className={formClasses.saved}>
        {change.data ? t('saved') : ''}
      </p>
    </form>
  )
}
