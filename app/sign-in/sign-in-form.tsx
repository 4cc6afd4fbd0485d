'use client'
import { Button, TextInput } from '@mantine/core'
import { useMounted } from '@mantine/hooks'
import type { Route } from 'next'
import Link from 'next/link'
import { signIn } from 'next-auth/react'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { type SignInProblem, signInProblems, windowMinutes } from '@/lib/access/sign-in-words'
import classes from './sign-in-form.module.css'

/** E-mail and password. What was typed stays on a refusal, the reason stands over the fields and is read out. */
export function SignInForm({
  to,
  problem,
  isSample,
  asAdministrator,
}: {
  to: Route
  problem: string | null
  isSample: boolean
  /** Wear the administrator's hat, for people who also have a post. */
  asAdministrator: boolean
}) {
  const t = useTranslations('signIn')
  const isReady = useMounted()
  const [refusal, setRefusal] = useState(problem)
  const [missing, setMissing] = useState<{ email?: string; password?: string }>({})
  const [isBusy, setIsBusy] = useState(false)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const given = new FormData(form)
    const email = String(given.get('email')).trim()
    const password = String(given.get('password'))
    setRefusal(null)
    setMissing({
      email: email ? undefined : t('missingEmail'),
      password: password ? undefined : t('missingPassword'),
    })
    if (!email || !password) return focusOn(form, email ? 'password' : 'email')
    setIsBusy(true)
    const hat = asAdministrator ? 'administrator' : ''
    const answer = await signIn('credentials', { email, password, hat, redirect: false }).catch(() => null)
    if (answer?.ok && !answer.error) return window.location.assign(to)
    setIsBusy(false)
    setRefusal(answer?.error ?? 'Unavailable')
    focusOn(form, 'password')
  }
  return (
    <form className={classes.form} method="post" onSubmit={submit} noValidate>
      <div role="alert">{refusal ? <p className={classes.refusal}>{t(...sentence(refusal))}</p> : null}</div>
      <TextInput
        size="md"
        name="email"
        type="email"
        autoComplete="username"
        label={t('email')}
        error={missing.email}
        autoFocus
      />
      <TextInput
        size="md"
        name="password"
        type="password"
        autoComplete="current-password"
        label={t('password')}
        error={missing.password}
      />
      <Button type="submit" size="md" fullWidth variant="filled" mt={6} disabled={!isReady} loading={isBusy}>
        {isBusy ? t('busy') : t('submit')}
      </Button>
      <details className={classes.forgotten}>
        <summary>{t('forgotten')}</summary>
        <p>{t('forgottenText')}</p>
        {asAdministrator ? null : <Link href="/sign-in?hat=administrator">{t('asAdministrator')}</Link>}
      </details>
      {asAdministrator ? <p className={classes.sample}>{t('hat')}</p> : null}
      {isSample ? <p className={classes.sample}>{t.rich('sample', sampleWords)}</p> : null}
    </form>
  )
}

const sampleWords = {
  hr: 'anjali.deshmukh@example.com',
  administrator: 'admin@example.com',
  password: 'sample-organisation-2026',
}

function sentence(code: string): [`problems.${SignInProblem}`, { minutes: number }] {
  const known = signInProblems.find((problem) => problem === code) ?? 'Unavailable'
  return [`problems.${known}`, { minutes: windowMinutes }]
}

function focusOn(form: HTMLFormElement, name: string) {
  const field = form.elements.namedItem(name)
  if (field instanceof HTMLInputElement) field.focus()
}
