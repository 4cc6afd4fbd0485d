'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { useDay } from '@/components/ui/use-day'
import { orpc } from '@/lib/api/client'
import { keyInWords } from './key-in-words'

const names = {
  name: 'name',
  email: 'email',
  jobTitle: 'jobTitle',
  grade: 'grade',
  location: 'location',
  hiredOn: 'hiredOn',
  pmoType: 'pmoType',
  priorBusinessMonths: 'priorBusinessMonths',
  priorDeliveryMonths: 'priorDeliveryMonths',
  priorPortfolioMonths: 'priorPortfolioMonths',
  isAssessed: 'isAssessed',
  targetProfile: 'targetProfile',
  credentials: 'credentials',
  unitId: 'unit',
  managerId: 'manager',
  lastDay: 'lastDay',
  from: 'from',
} as const

/** The names of a record's fields, and their values as people read them. */
export function useFieldWords() {
  const t = useTranslations('peopleAdmin')
  const day = useDay()
  const units = useQuery({ ...orpc.units.list.queryOptions(), enabled: false })
  const framework = useQuery({ ...orpc.framework.get.queryOptions({ input: {} }), enabled: false })
  const isField = (key: string): key is keyof typeof names => key in names
  return {
    isField,
    nameOf: (key: string) => (isField(key) ? t(`fields.${names[key]}`) : key),
    valueOf(key: string, value: unknown): string {
      if (key === 'targetProfile' && value === null) return t('standardProfile')
      if (value === null || value === undefined || value === '') return t('nothing')
      if (typeof value === 'boolean') return t(value ? 'yes' : 'no')
      if (Array.isArray(value)) return value.join(', ') || t('nothing')
      if (key === 'hiredOn' || key === 'lastDay' || key === 'from') return day(String(value))
      if (key === 'unitId') return units.data?.units.find(({ unitId }) => unitId === value)?.name ?? String(value)
      if (key === 'targetProfile') {
        return framework.data?.profiles.find((profile) => profile.key === value)?.name ?? String(value)
      }
      if (key === 'pmoType') return keyInWords(String(value))
      return String(value)
    },
  }
}
