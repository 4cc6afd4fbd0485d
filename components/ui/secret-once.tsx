'use client'
import { Button } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'
import { Icon } from './icon'
import classes from './secret-once.module.css'

/** A link or token that is shown this one time: whole, to select by hand, and with a button that copies it. */
export function SecretOnce({ secret, label, children }: { secret: string; label: string; children: ReactNode }) {
  const t = useTranslations('common.secret')
  const { copy, copied, error } = useClipboard({ timeout: 4000 })
  return (
    <div>
      <p className={classes.once}>{children}</p>
      <div className={classes.secret}>
        <output aria-label={label}>{secret}</output>
        <Button
          size="xs"
          leftSection={<Icon name={copied ? 'check' : 'copy'} size={14} />}
          onClick={() => copy(secret)}
        >
          {copied ? t('copied') : t('copy')}
        </Button>
      </div>
      <p role="status" className="sr">
        {copied ? t('copied') : error ? t('byHand') : ''}
      </p>
    </div>
  )
}
