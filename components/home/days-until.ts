const dayMs = 24 * 60 * 60 * 1000

/** Days from today, YYYY-MM-DD, to the day on which an instant falls in a zone (IANA name); below 0 for days past. */
export function daysUntil(at: string, today: string, timeZone: string | undefined): number {
  const day = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone }).format(Date.parse(at))
  return Math.round((Date.parse(day) - Date.parse(today)) / dayMs)
}
