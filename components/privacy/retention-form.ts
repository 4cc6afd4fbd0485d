import type { RetentionKind } from '@/db/values'
import type { Retention } from '@/lib/privacy/shapes'

export type Written = { days: string; isKept: boolean }
export type Form = Partial<Record<RetentionKind, Written>>
type Rule = Retention['records'][number]

/** What a row shows: what was typed, else what stands. */
export const shownIn = (form: Form, { kind, days, usual }: Rule): Written =>
  form[kind] ?? { days: String(days ?? usual ?? ''), isKept: days === null }

/** The days that a row now says, null for ever; undefined when it is no number of days that may be set. */
export function daysIn(form: Form, rule: Rule): number | null | undefined {
  const { days, isKept } = shownIn(form, rule)
  if (isKept) return rule.mayKeep ? null : undefined
  const count = /^\d{1,5}$/.test(days.trim()) ? Number(days) : Number.NaN
  return count >= Math.max(1, rule.least) && count <= 36_500 ? count : undefined
}

/** What would be sent: only rows that say something else than what stands. */
export function changesIn(form: Form, rules: readonly Rule[]): Partial<Record<RetentionKind, number | null>> {
  const changed = rules.flatMap((rule) => {
    const days = daysIn(form, rule)
    return days === undefined || days === rule.days ? [] : [[rule.kind, days] as const]
  })
  return Object.fromEntries(changed)
}

/** Rows that cannot be sent as they are. */
export const wrongIn = (form: Form, rules: readonly Rule[]): RetentionKind[] =>
  rules.filter((rule) => daysIn(form, rule) === undefined).map(({ kind }) => kind)
