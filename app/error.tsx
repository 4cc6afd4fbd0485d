'use client'
import { Button } from '@mantine/core'
import { useTranslations } from 'use-intl/react'
import { BrandMark } from '@/components/ui/icon'

/** Shown in place of a page that failed to draw. The digest finds the cause in the server's log. */
export default function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const t = useTranslations('home.broken')
  const state = useTranslations('common.state')
  return (
    <main className="plain">
      <BrandMark height={25} />
      <h1>{t('title')}</h1>
      <p role="alert">{t('text', { code: error.digest ?? '–' })}</p>
      <Button onClick={reset}>{state('tryAgain')}</Button>
    </main>
  )
}
