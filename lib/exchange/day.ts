/** Two readings are possible: 03/04/2026 is in March or in April. */
export function isAmbiguousDay(text: string): boolean {
  const [, first, second] = (/^(\d{1,2})[/-](\d{1,2})[/-]\d{4}$/.exec(text) ?? []).map(Number)
  return first !== undefined && second !== undefined && first <= 12 && second <= 12 && first !== second
}

const daysOfMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const known = new Map<string, boolean>()

/** A day that exists, `YYYY-MM-DD`, from 1900 to 2199. Files repeat the same few days, so answers are kept. */
export function isDay(text: string): boolean {
  let answer = known.get(text)
  if (answer === undefined) {
    answer = exists(text)
    if (known.size < 100_000) known.set(text, answer)
  }
  return answer
}

function exists(text: string): boolean {
  const [, year, month, day] = (/^(19\d\d|2[01]\d\d)-(\d\d)-(\d\d)$/.exec(text) ?? []).map(Number)
  if (!year || !month || !day) return false
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return day <= (month === 2 && isLeap ? 29 : (daysOfMonth[month - 1] ?? 0))
}
