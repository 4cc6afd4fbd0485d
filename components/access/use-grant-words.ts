'use client'
import { useTranslations } from 'use-intl/react'
import type { Grant } from '@/lib/access/shapes'

/** A role with its unit and its holder, as one phrase: "PMO director of Energy Networks for Ruairi Gallagher". */
export function useGrantWords() {
  const t = useTranslations('access')
  return ({ role, unit, person }: Pick<Grant, 'role' | 'unit' | 'person'>) => {
    const held = { role: t(`roles.${role}`), name: person.name }
    return unit ? t('waiting.grantUnit', { ...held, unit: unit.name }) : t('waiting.grant', held)
  }
}
