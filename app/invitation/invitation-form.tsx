'use client'
import { Button, TextInput } from '@mantine/core'
import { useActionState } from 'react'
import { useTranslations } from 'use-intl/react'
import classes from '../sign-in/sign-in-form.module.css'
import { setPassword } from './set-password'

/** A new password, twice. Works without script too; the e-mail is there for the browser's password store. */
export function InvitationForm({ secret, email }: { secret: string; email: string }) {
  const t = useTranslations('signIn.invitation')
  const [problem, act, isBusy] = useActionState(setPassword, null)
  return (
    <form className={classes.form} action={act}>
      <div role="alert">{problem ? <p className={classes.refusal}>{problem}</p> : null}</div>
      <input type="hidden" name="secret" value={secret} />
      <input type="hidden" name="email" autoComplete="username" value={email} />
      <TextInput
        size="md"
        name="password"
        type="password"
        autoComplete="new-password"
        label={t('password')}
        description={t('hint')}
        minLength={15}
        required
        withAsterisk={false}
      />
      <TextInput
        size="md"
        name="again"
        type="password"
        autoComplete="new-password"
        label={t('again')}
        required
        withAsterisk={false}
      />
      <Button type="submit" size="md" fullWidth variant="filled" mt={6} loading={isBusy}>
        {isBusy ? t('busy') : t('submit')}
      </Button>
    </form>
  )
}
