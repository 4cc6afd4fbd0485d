'use client'
import { useFormatter } from 'use-intl/react'

/** An instant as "22 Nov 2026, 14:03:11", by the reader's own clock. */
export function useMoment() {
  const format = useFormatter()
  return (at: string) =>
    format.dateTime(new Date(at), {
      ...{ day: 'numeric', month: 'short', year: 'numeric' },
      ...{ hour: '2-digit', minute: '2-digit', second: '2-digit' },
    })
}
