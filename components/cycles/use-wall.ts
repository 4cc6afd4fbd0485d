'use client'
import { useFormatter } from 'use-intl/react'

/** Writes a wall time ("2026-12-04T17:00") as its day and time of day, in no zone but its own. */
export function useWall() {
  const format = useFormatter()
  return (wallTime: string) =>
    format.dateTime(Date.parse(`${wallTime}:00Z`), {
      ...{ day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZone: 'UTC' },
    })
}
