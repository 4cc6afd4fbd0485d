'use client'
import { useMe } from './can'

const dayMs = 24 * 60 * 60 * 1000

/** The organisation's today, as YYYY-MM-DD: what a date field starts from. */
export function useToday(): string {
  return useMe().today
}

/** The day before a day, both as YYYY-MM-DD. */
export const dayBefore = (day: string) => new Date(Date.parse(day) - dayMs).toISOString().slice(0, 10)
