'use client'
import { useTranslations } from 'use-intl/react'
import { Headline } from '@/components/ui/headline'
import { Notice } from '@/components/ui/notice'

/** For whoever has put on the administrator’s hat. */
export function Refused() {
  const t = useTranslations('openings')
  return (
    <>
      <Headline title={t('title')} />
      <Notice kind="lock" title={t('refused.title')}>
        {t('refused.text')}
      </Notice>
    </>
  )
}
