const DAY = 86_400_000

/** The day so many days later, or earlier for a negative number; days are `YYYY-MM-DD`. */
export const addDays = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10)

/** The day so many months later; on the last of the month where there is no such day. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10)
}

/** Days from the first to the last, both counted. */
export const daysIn = ({ from, to }: Span) =>
  (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY + 1

/** From the first to the last day, both included. */
export type Span = { from: string; to: string }

export const overlaps = (one: Span, other: Span) => one.from <= other.to && other.from <= one.to
