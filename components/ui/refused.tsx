'use client'
import { useTranslations } from 'use-intl/react'
import { Headline } from './headline'
import { Notice } from './notice'

/** A page for whoever has no right to what it is about, in the words of that noun. */
export function Refused({ noun }: { noun: 'cycles' | 'openings' | 'planner' }) {
  const t = useTranslations(noun)
  return (
    <>
      <Headline title={t('title')} />
      <Notice kind="lock" title={t('refused.title')}>
        {t('refused.text')}
      </Notice>
    </>
  )
}
