'use client'
import { Button } from '@mantine/core'
import { useTranslations } from 'use-intl/react'
import { Dialog } from '@/components/ui/dialog'
import { SecretOnce } from '@/components/ui/secret-once'
import type { NewWebhook } from '@/lib/webhooks/shapes'
import { hostOf } from './state-of'

/** The signing secret, this one time. */
export function ShownSecret({ made: { url, secret }, onClose }: { made: NewWebhook; onClose: () => void }) {
  const t = useTranslations('webhooks.secret')
  const words = useTranslations('common.dialog')
  return (
    <Dialog title={t('madeTitle', { host: hostOf(url) })} onClose={onClose}>
      <SecretOnce secret={secret} label={t('label')}>
        {t('once')}
      </SecretOnce>
      <Button mt={16} onClick={onClose}>
        {words('done')}
      </Button>
    </Dialog>
  )
}
