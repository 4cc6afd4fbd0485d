'use client'
import { useTranslations } from 'use-intl/react'
import { Notice } from '@/components/ui/notice'
import type { Run } from '@/lib/planner/shapes'
import type { NamesOf } from './use-names'

type Found = NonNullable<NonNullable<Run['outcome']>['clash']>

/** Which pins and rules exclude each other; without any one of them the rest would have a plan. */
export function Clash({ run, names }: { run: Run; names: NamesOf }) {
  const t = useTranslations('planner.clash')
  const asked = useTranslations('planner.asked')
  const { pins, rules }: Found = run.outcome?.clash ?? { pins: [], rules: [] }
  const pinned = pins.flatMap((at) => {
    const pin = run.inputs.pins[at]
    return pin ? [asked('at', { person: names.person(pin.employeeId), opening: names.opening(pin.openingId) })] : []
  })
  const words = rules.map(({ rule, key }) => {
    const [unit = '', criterion = ''] = key.split(' ')
    if (rule === 'seats') return t('seats', { opening: names.opening(key) })
    if (rule === 'heads') return t('heads', { unit: names.unit(key) })
    if (rule === 'holders') return t('holders', { unit: names.unit(unit), criterion: names.criterion(criterion) })
    return rule === 'manager' ? t('manager', { person: names.person(key) }) : t('budget')
  })
  return (
    <Notice title={t('title')}>
      {t('pins', { pins: pinned.join('; ') })} {words.length > 0 ? t('rules', { rules: words.join('; ') }) : ''}{' '}
      {t('text')}
    </Notice>
  )
}
