'use client'
import { useFormatter } from 'use-intl/react'

/** Writes a day ("2026-11-22") or an instant as people here write days: "22 Nov 2026". */
export function useDay() {
  const format = useFormatter()
  return (day: string) =>
    format.dateTime(Date.parse(day), { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
}
