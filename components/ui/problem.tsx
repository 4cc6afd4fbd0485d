'use client'
import { Button } from '@mantine/core'
import { ORPCError } from '@orpc/client'
import { useTranslations } from 'use-intl/react'
import { Notice } from './notice'

/** A failed question, in a sentence: the server's own where it wrote one for people, else that nothing was changed. */
export function Problem({ error, retry, title }: { error: unknown; retry?: () => void; title?: string }) {
  const t = useTranslations('common.state')
  const known = error instanceof ORPCError ? error : null
  const refused = known?.status === 403
  const missing = known?.status === 404
  const heading = refused ? t('refusedTitle') : missing ? t('missingTitle') : t('failedTitle')
  const isWorthRetrying = retry && !refused && !missing
  return (
    <Notice
      kind={refused ? 'lock' : missing ? 'info' : 'error'}
      title={title ?? heading}
      action={
        isWorthRetrying ? (
          <Button size="xs" mt={8} onClick={retry}>
            {t('tryAgain')}
          </Button>
        ) : null
      }
    >
      {known?.message ?? t('failedText')}
    </Notice>
  )
}
