'use client'
import { Button } from '@mantine/core'
import { useMounted } from '@mantine/hooks'
import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { orpc } from '@/lib/api/client'
import classes from './person-menu.module.css'

/** Sign-in's own code is fetched only by those who leave. What lies unsent on this device goes with them. */
async function leave() {
  const [{ signOut }, { forgetDevice }] = await Promise.all([
    import('next-auth/react'),
    import('@/components/assessments/device'),
  ])
  await forgetDevice()
  return signOut({ callbackUrl: '/sign-in' })
}

/** Ends this session, or every session of the account, and shows the way back in. Nothing of the person stays in the tab. */
export function SignOut() {
  const t = useTranslations('shell.menu')
  const here = useMutation({ mutationFn: leave })
  const everywhere = useMutation(orpc.account.endSessions.mutationOptions({ onSuccess: leave }))
  // The menu opens without our code; what it cannot do yet must not look as if it could.
  const isReady = useMounted()
  const isDisabled = !isReady || here.isPending || everywhere.isPending
  return (
    <div className={classes.out}>
      <Button fullWidth onClick={() => here.mutate()} disabled={isDisabled}>
        {t('signOut')}
      </Button>
      <Button fullWidth variant="subtle" onClick={() => everywhere.mutate({ which: 'all' })} disabled={isDisabled}>
        {t('signOutEverywhere')}
      </Button>
      <div role="alert">
        {here.isError || everywhere.isError ? <p className={classes.failed}>{t('failed')}</p> : null}
      </div>
    </div>
  )
}
