'use client'
import { Button } from '@mantine/core'
import { usePathname, useSearchParams } from 'next/navigation'
import { useTranslations } from 'use-intl/react'
import { Notice } from '../ui/notice'
import classes from './assessment.module.css'

/** In place of the form once the session has ended: nothing of it is read without signing in, and nothing is lost. */
export function Locked({ unsent, isKept }: { unsent: number; isKept: boolean }) {
  const title = useTranslations('assessments')
  const t = useTranslations('assessments.locked')
  const query = useSearchParams().toString()
  const here = `${usePathname()}${query ? `?${query}` : ''}`
  const elsewhere = isKept || unsent === 0 ? {} : { target: '_blank' }
  return (
    <div className={classes.alone}>
      <h1 className="sr">{title('title')}</h1>
      <Notice
        kind="lock"
        title={t('title')}
        action={
          <Button
            component="a"
            mt={12}
            variant="filled"
            href={`/sign-in?to=${encodeURIComponent(here)}`}
            {...elsewhere}
          >
            {t('signIn')}
          </Button>
        }
      >
        {t(isKept ? 'kept' : 'tab', { count: unsent })}
      </Notice>
    </div>
  )
}
