'use client'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useLocale, useTranslations } from 'use-intl/react'
import { Deputies } from '@/components/cycles/deputies'
import { Can, useMe } from '@/components/ui/can'
import { Headline } from '@/components/ui/headline'
import { Problem } from '@/components/ui/problem'
import { SkeletonTable } from '@/components/ui/skeleton-table'
import { useMoment } from '@/components/ui/use-moment'
import type { Account } from '@/lib/account/shapes'
import { orpc } from '@/lib/api/client'
import classes from './account.module.css'
import { PasswordForm } from './password-form'
import { PreferencesForm } from './preferences-form'
import { Sessions } from './sessions'
import { SignInMethods } from './sign-in-methods'

/** One's own way in: where it is open, the password, the language; and what the administrator's hat means. */
export function AccountView() {
  const t = useTranslations('account')
  const { data: account, error, refetch } = useQuery(orpc.account.get.queryOptions())
  if (!account) {
    return (
      <>
        <Headline title={t('title')} />
        {error ? <Problem error={error} retry={refetch} /> : <SkeletonTable rows={6} columns={3} row={44} />}
      </>
    )
  }
  return (
    <>
      <Headline
        title={t('headline', { count: account.sessions.length })}
        lede={t('lede', { email: account.email ?? account.name })}
      />
      <div className={classes.columns}>
        <div className={classes.sections}>
          <Sessions sessions={account.sessions} />
          <Password account={account} />
          <SignInMethods account={account} />
        </div>
        <div className={classes.sections}>
          <Preferences account={account} />
          <Can do="team.read">
            <Deputies />
          </Can>
          <Hat account={account} />
          <section>
            <h2>{t('tokens.title')}</h2>
            <p className={classes.text}>{t('tokens.text')}</p>
            <Link href="/admin/tokens">{t('tokens.link')}</Link>
          </section>
        </div>
      </div>
    </>
  )
}

function Password({ account }: { account: Account }) {
  const t = useTranslations('account')
  const { day } = useMoment()
  return (
    <section>
      <h2>{t('password.title')}</h2>
      <p className={classes.text}>
        {account.passwordSetAt ? t('password.set', { day: day(account.passwordSetAt) }) : t('password.none')}
      </p>
      {account.passwordSetAt ? <PasswordForm email={account.email} /> : null}
    </section>
  )
}

function Preferences({ account }: { account: Account }) {
  const t = useTranslations('account.preferences')
  return (
    <section>
      <h2 className={classes.above}>{t('title')}</h2>
      <PreferencesForm account={account} language={useLocale().startsWith('de') ? 'de' : 'en'} />
    </section>
  )
}

/** Sign-in's own code is fetched only by those who leave. */
async function changeHat() {
  const { signOut } = await import('next-auth/react')
  return signOut({ callbackUrl: '/sign-in?hat=administrator' })
}

function Hat({ account }: { account: Account }) {
  const t = useTranslations('account.hat')
  const me = useMe()
  if (account.hat !== 'administrator' && !account.mayWearHat) return null
  const isWorn = account.hat === 'administrator'
  return (
    <section>
      <h2>{t('title')}</h2>
      <p className={classes.text}>{isWorn ? t('worn') : t('may')}</p>
      {isWorn && me.employeeId ? <p className={classes.text}>{t('wornChange')}</p> : null}
      {isWorn ? null : (
        <button type="button" className={classes.link} onClick={changeHat}>
          {t('mayLink')}
        </button>
      )}
    </section>
  )
}
