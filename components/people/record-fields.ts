import type { PersonFields, PersonRecord } from '@/lib/people/change-shapes'

const plain = ['name', 'jobTitle', 'grade', 'location'] as const
const emptied = ['email', 'hiredOn', 'pmoType', 'targetProfile'] as const
const counted = ['priorBusinessMonths', 'priorDeliveryMonths', 'priorPortfolioMonths'] as const

/** Fields as a form holds them: text, with nothing for what is empty. */
export type FieldTexts = Partial<Record<keyof PersonFields, string>>

const textOf = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  return Array.isArray(value) ? value.join('\n') : String(value)
}

/** What stands in the record, as the form shows it; fields of the assessment only where the viewer gets them. */
export function textsOf(fields: Partial<PersonFields>): FieldTexts {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, textOf(value)]))
}

export function fieldsOf(record: PersonRecord): Partial<PersonFields> {
  const { name, email, jobTitle, grade, location, assessment } = record
  return { name, email, jobTitle, grade, location, ...assessment }
}

/** The fields that differ from what the form began with, in the shape the server takes. */
export function changedFields(now: FieldTexts, before: FieldTexts): PersonFields {
  const keys = (Object.keys(now) as (keyof PersonFields)[]).filter((key) => now[key] !== before[key])
  return Object.fromEntries(keys.map((key) => [key, readAs(key, now[key] ?? '')]))
}

function readAs(key: keyof PersonFields, text: string): unknown {
  const trimmed = text.trim()
  if (plain.some((one) => one === key)) return trimmed
  if (emptied.some((one) => one === key)) return trimmed || null
  if (counted.some((one) => one === key)) return trimmed === '' ? null : Number(trimmed)
  if (key === 'isAssessed') return trimmed === 'true'
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
}
