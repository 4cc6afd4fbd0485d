import type { ReadinessPolicy } from './policy'

type Aging = Pick<ReadinessPolicy, 'freshMonths' | 'halfLifeMonths' | 'expiryMonths'>

/** How much a rating of this age (months) still counts as evidence, 0 to 1; 0 means expired: not assessed. */
export function decay(months: number, policy: Aging): number {
  if (months > policy.expiryMonths) return 0
  return months <= policy.freshMonths ? 1 : 0.5 ** ((months - policy.freshMonths) / policy.halfLifeMonths)
}

/**
 * Months from one ISO day to another: completed calendar months, and the days left over as a share of the month begun.
 * 15 Nov 2024 to 15 Nov 2026 is exactly 24; a day later is more. A month ends on its last day where the day of `from` does
 * not exist (31 Jan to 28 Feb is 1). Negative when `to` lies before `from`. RangeError on anything but a real `YYYY-MM-DD`.
 */
export function monthsBetween(from: string, to: string): number {
  const start = parseDay(from)
  const end = parseDay(to)
  if (dayNumber(start) > dayNumber(end)) return -monthsBetween(to, from)
  const whole = (end.year - start.year) * 12 + end.month - start.month
  const complete = dayNumber(plusMonths(start, whole)) <= dayNumber(end) ? whole : whole - 1
  const begun = dayNumber(plusMonths(start, complete))
  const next = dayNumber(plusMonths(start, complete + 1))
  return complete + (dayNumber(end) - begun) / (next - begun)
}

type Day = { year: number; month: number; day: number }

const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
const daysBefore = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365]

function daysInMonth(year: number, month: number): number {
  return daysBefore[month]! - daysBefore[month - 1]! + (month === 2 && isLeap(year) ? 1 : 0)
}

function parseDay(text: string): Day {
  const [, year, month, day] = (/^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? []).map(Number)
  const real = year && month && day && month <= 12 && day <= daysInMonth(year, month)
  if (!real) throw new RangeError(`"${text}" is not a day such as 2026-11-22.`)
  return { year, month, day }
}

/** Days since 1 Jan of year 1 of the Gregorian calendar; only differences are used. */
function dayNumber({ year, month, day }: Day): number {
  const past = year - 1
  const leapDays = Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400)
  return past * 365 + leapDays + daysBefore[month - 1]! + (month > 2 && isLeap(year) ? 1 : 0) + day
}

function plusMonths({ year, month, day }: Day, months: number): Day {
  const count = year * 12 + month - 1 + months
  const target = { year: Math.floor(count / 12), month: (count % 12) + 1 }
  return { ...target, day: Math.min(day, daysInMonth(target.year, target.month)) }
}
