'use client'
import { useTranslations } from 'use-intl/react'

/** A table in words; one that has none yet is called by its own name. */
export function usePartName() {
  const t = useTranslations('privacy.data.parts')
  return (part: string) => (t.has(part as 'person') ? t(part as 'person') : part.replaceAll('_', ' '))
}
