'use client'
import { useTranslations } from 'use-intl/react'
import { Notice } from '@/components/ui/notice'
import type { Run } from '@/lib/planner/shapes'
import type { NamesOf } from './use-names'

/** Which pins exclude each other, and what the planner asks to be changed. */
export function Clash({ run, names }: { run: Run; names: NamesOf }) {
  const t = useTranslations('planner.clash')
  const asked = useTranslations('planner.asked')
  const pins = run.inputs.pins.map(({ employeeId, openingId }) =>
    asked('at', { person: names.person(employeeId), opening: names.opening(openingId) }),
  )
  return (
    <Notice title={t('title')}>
      {t('pins', { pins: pins.join('; ') })} {t('text')}
    </Notice>
  )
}
