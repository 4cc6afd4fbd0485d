'use client'
import { useTranslations } from 'use-intl/react'
import { Headline } from '@/components/ui/headline'
import { Notice } from '@/components/ui/notice'

/** For whoever does not run cycles. */
export function Refused() {
  const t = useTranslations('cycles')
  return (
    <>
      <Headline title={t('title')} />
      <Notice kind="lock" title={t('refused.title')}>
        {t('refused.text')}
      </Notice>
    </>
  )
}
