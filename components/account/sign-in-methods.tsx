'use client'
import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useSearchParams } from 'next/navigation'
import { useTranslations } from 'use-intl/react'
import { ProviderForm } from '@/components/access/provider-form'
import { FormProblem } from '@/components/ui/form'
import { useMoment } from '@/components/ui/use-moment'
import { signInProblems, windowMinutes } from '@/lib/access/sign-in-words'
import type { Account, Identity } from '@/lib/account/shapes'
import { orpc } from '@/lib/api/client'
import classes from './account.module.css'

/** What opens the account at the organisation's sign-in provider: connect it, or take it away again. */
export function SignInMethods({ account: { provider, identities } }: { account: Account }) {
  const t = useTranslations('account.methods')
  const words = useTranslations('signIn.problems')
  const { day } = useMoment()
  const asked = useSearchParams()
  const queries = useQueryClient()
  const settled = { onSettled: () => queries.invalidateQueries({ queryKey: orpc.account.get.key() }) }
  const end = useMutation(orpc.account.endIdentity.mutationOptions(settled))
  if (!provider && identities.length === 0) return null
  const nameOf = ({ issuer }: Identity) => (issuer === provider?.issuer ? provider.name : new URL(issuer).host)
  const isConnected = identities.some(({ issuer }) => issuer === provider?.issuer)
  const problem = signInProblems.find((known) => known === asked.get('error'))
  const said = end.isSuccess ? t('ended') : asked.has('connected') && isConnected ? t('connected') : ''
  return (
    <section>
      <h2>{t('title')}</h2>
      <p className={classes.text}>{t('text')}</p>
      <ul className={classes.methods}>
        {identities.map((identity) => (
          <li key={identity.identityId}>
            <span>
              <span className={classes.browser}>{nameOf(identity)}</span>{' '}
              {t('since', { day: day(identity.connectedAt) })}
            </span>
            <Button
              size="xs"
              aria-label={t('endLabel', { name: nameOf(identity) })}
              loading={end.isPending}
              onClick={() => end.mutate({ identityId: identity.identityId })}
            >
              {t('end')}
            </Button>
          </li>
        ))}
      </ul>
      {provider && !isConnected ? <ProviderForm name={provider.name} fields={{ connect: '1' }} isConnecting /> : null}
      <div role="status" className={said ? classes.after : undefined}>
        {said}
      </div>
      {end.error ? <FormProblem error={end.error} /> : null}
      {problem && !isConnected ? <p role="alert">{words(problem, { minutes: windowMinutes })}</p> : null}
    </section>
  )
}
