const dayMs = 86_400_000

/** What became of a wall time: one instant; none, because clocks went forward over it; two, because they went back. */
export type WallTimeKind = 'plain' | 'skipped' | 'twice'

/** Whether the runtime knows this IANA zone. */
export function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

const shape = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})$/

/** The wall time as if it were UTC, in ms; null for anything but a real `YYYY-MM-DDTHH:mm`. */
function readWall(wallTime: string): number | null {
  if (!shape.test(wallTime)) return null
  const at = Date.parse(`${wallTime}:00Z`)
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 16) !== wallTime ? null : at
}

const clocks = new Map<string, Intl.DateTimeFormat>()

function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone)
  if (known) return known
  const parts = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const
  const made = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', second: '2-digit', ...parts })
  clocks.set(zone, made)
  return made
}

/** What the clocks of a zone show at an instant (ms since 1970), as if it were UTC, in ms. */
function shownAt(at: number, zone: string): number {
  const part = Object.fromEntries(
    clockOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  )
  return Date.UTC(part.year ?? 0, (part.month ?? 1) - 1, part.day, part.hour, part.minute, part.second)
}

/** The wall time that a zone's clocks show at an instant, `YYYY-MM-DDTHH:mm`. */
export function wallTimeAt(at: Date, zone: string): string {
  return new Date(shownAt(Math.floor(at.getTime() / 1000) * 1000, zone)).toISOString().slice(0, 16)
}

/**
 * The instant that `YYYY-MM-DDTHH:mm` stands for in an IANA zone, always the one that gives people more time. A wall time
 * that clocks skip is reckoned as if they had not gone forward: 02:30 then ends at what they show as 03:30. One that they
 * show twice ends the second time. Null for what is no wall time or no zone.
 */
export function instantOf(wallTime: string, zone: string): { at: Date; kind: WallTimeKind } | null {
  const wall = readWall(wallTime)
  if (wall === null || !isTimeZone(zone)) return null
  const before = shownAt(wall - dayMs, zone) - (wall - dayMs)
  const after = shownAt(wall + dayMs, zone) - (wall + dayMs)
  const fits = [...new Set([wall - before, wall - after])].filter((at) => shownAt(at, zone) === wall)
  const [one] = fits
  if (one === undefined) return { at: new Date(wall - before), kind: 'skipped' }
  return { at: new Date(Math.max(...fits)), kind: fits.length > 1 ? 'twice' : 'plain' }
}

/** Saturday or Sunday, for the day of a wall time. */
export function isWeekend(wallTime: string): boolean {
  const weekday = new Date(`${wallTime.slice(0, 10)}T00:00:00Z`).getUTCDay()
  return weekday === 0 || weekday === 6
}
