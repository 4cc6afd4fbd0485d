import { expect, it } from 'vitest'
import { daysUntil } from './days-until'

it.each([
  ['2026-12-04T17:00:00.000Z', '2026-12-04', 'Europe/London', 0],
  ['2026-12-04T23:30:00.000Z', '2026-12-04', 'Europe/Berlin', 1],
  ['2026-12-04T03:00:00.000Z', '2026-12-04', 'America/New_York', -1],
  ['2026-12-04T17:00:00.000Z', '2026-11-23', 'Europe/London', 11],
  ['2027-03-29T17:00:00.000Z', '2027-03-27', 'Europe/London', 2],
])('%s is so many days from %s in %s', (at, today, zone, days) => expect(daysUntil(at, today, zone)).toBe(days))
