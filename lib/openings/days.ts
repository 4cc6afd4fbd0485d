import { remember } from './remember'

const DAY = 86_400_000

const numberOf = remember((day: string) => Date.parse(`${day}T00:00:00Z`) / DAY)
const nameOf = remember((number: number) => new Date(number * DAY).toISOString().slice(0, 10))

/** The day so many days later, or earlier for a negative number; days are `YYYY-MM-DD`. */
export const addDays = (day: string, days: number) => nameOf(numberOf(day) + days)

const monthsLater = remember(
  (months: number) =>
    remember((day: string) => {
      const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
      const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
      return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10)
    }, 5_000),
  100,
)

/** The day so many months later; on the last of the month where there is no such day. */
export const addMonths = (day: string, months: number) => monthsLater(months)(day)

/** Days from the first to the last, both counted. */
export const daysIn = ({ from, to }: Span) => numberOf(to) - numberOf(from) + 1

/** From the first to the last day, both included. */
export type Span = { from: string; to: string }

export const overlaps = (one: Span, other: Span) => one.from <= other.to && other.from <= one.to
