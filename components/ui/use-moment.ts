'use client'
import { useFormatter } from 'use-intl/react'
import { useDay } from './use-day'

/** Writes an instant as its day and time of day in the viewer's zone: "22 Nov 2026, 10:42". */
export function useMoment() {
  const format = useFormatter()
  return {
    day: useDay(),
    moment: (at: string) =>
      format.dateTime(Date.parse(at), {
        day: 'numeric',
        month: 'short',
        year: 'numeric',
        hour: '2-digit',
        minute: '2-digit',
      }),
  }
}
