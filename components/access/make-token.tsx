'use client'
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useMe } from '@/components/ui/can'
import { Dialog } from '@/components/ui/dialog'
import { FormActions, FormProblem, formClasses, issueOf } from '@/components/ui/form'
import { SecretOnce } from '@/components/ui/secret-once'
import { useDay } from '@/components/ui/use-day'
import { type TokenScope, tokenScopes } from '@/db/values'
import { orpc } from '@/lib/api/client'
import classes from './access.module.css'

const lives = [7, 30, 90, 180, 365]

/** A name, what it may do and for how long; then the token itself, this one time. */
export function MakeToken({ mayScopes, onClose }: { mayScopes: readonly TokenScope[]; onClose: () => void }) {
  const t = useTranslations('access.tokens')
  const words = useTranslations('common.dialog')
  const day = useDay()
  const { hat } = useMe()
  const queries = useQueryClient()
  const [missing, setMissing] = useState<{ name?: string; scopes?: string }>({})
  const make = useMutation(
    orpc.tokens.make.mutationOptions({ onSettled: () => queries.invalidateQueries({ queryKey: orpc.tokens.key() }) }),
  )
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const given = new FormData(event.currentTarget)
    const name = String(given.get('name') ?? '').trim()
    const scopes = tokenScopes.filter((scope) => given.getAll('scopes').includes(scope))
    setMissing({
      name: name ? undefined : t('missingName'),
      scopes: scopes.length > 0 ? undefined : t('missingScopes'),
    })
    if (name && scopes.length > 0) make.mutate({ name, scopes, days: Number(given.get('days')) })
  }
  if (make.data) {
    return (
      <Dialog title={t('made', { name: make.variables.name })} onClose={onClose}>
        <SecretOnce secret={make.data.token} label={t('label')}>
          {t('once', { day: day(make.data.expiresAt) })}
        </SecretOnce>
        <Button mt={16} onClick={onClose}>
          {words('done')}
        </Button>
      </Dialog>
    )
  }
  return (
    <Dialog title={t('makeTitle')} onClose={onClose}>
      <form className={formClasses.form} onSubmit={submit} noValidate>
        <TextInput
          name="name"
          label={t('name')}
          description={t('nameHint')}
          error={missing.name ?? issueOf(make.error, 'name')}
          maxLength={100}
        />
        <fieldset className={classes.scopes}>
          <legend>{t('scopes')}</legend>
          {mayScopes.map((scope) => (
            <label key={scope} className={formClasses.check}>
              <input type="checkbox" name="scopes" value={scope} defaultChecked={scope === 'read'} />
              <span>{t(`scope.${scope}`)}</span>
              <small>{t(`scopeText.${scope}`)}</small>
            </label>
          ))}
          {missing.scopes ? <p className={classes.missing}>{missing.scopes}</p> : null}
        </fieldset>
        <NativeSelect
          name="days"
          label={t('days')}
          defaultValue="90"
          data={lives.map((count) => ({ value: String(count), label: t('daysCount', { count }) }))}
        />
        {hat === 'administrator' ? <p className={formClasses.lead}>{t('asAdministrator')}</p> : null}
        <FormProblem error={make.error} />
        <FormActions submit={t('submit')} isBusy={make.isPending} cancel={onClose} />
      </form>
    </Dialog>
  )
}
