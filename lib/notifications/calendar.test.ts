import { expect, test } from 'vitest'
import { toCalendar } from './calendar'

const at = new Date('2026-12-04T15:00:00Z')
const made = new Date('2026-11-23T08:00:00Z')
const entry = { uid: 'self 2026-H2', at, summary: 'Self-assessment, 2026-H2', url: 'https://example.org/assessments' }
const unfold = (text: string) => text.replace(/\r\n /g, '')

test('a deadline stands at its instant, in UTC, with a reminder the day before', () => {
  const lines = toCalendar('Gravitas', [entry], made).split('\r\n')
  expect(lines).toEqual(
    expect.arrayContaining([
      ...['BEGIN:VCALENDAR', 'UID:self 2026-H2', 'DTSTAMP:20261123T080000Z', 'DTSTART:20261204T150000Z'],
      ...['SUMMARY:Self-assessment\\, 2026-H2', 'TRIGGER:-P1D', 'END:VCALENDAR'],
    ]),
  )
  expect(lines.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(1)
})

test('a day of a placement is a whole day, without a zone', () => {
  const lines = toCalendar('Gravitas', [{ ...entry, at: { day: '2027-02-01' } }], made).split('\r\n')
  expect(lines).toEqual(expect.arrayContaining(['DTSTART;VALUE=DATE:20270201', 'DURATION:P1D']))
})

test.each([
  ['commas, semicolons and backslashes', 'a,b;c\\d', 'a\\,b\\;c\\\\d'],
  ['a line break, which could smuggle in a line of its own', 'x\r\nBEGIN:VEVENT', 'x\\nBEGIN:VEVENT'],
])('escapes %s', (_, summary, written) => {
  const text = toCalendar('Gravitas', [{ ...entry, summary }], made)
  expect(text).toContain(`SUMMARY:${written}\r\n`)
  expect(text.match(/^BEGIN:VEVENT/gm)).toHaveLength(1)
})

test('no line is longer than 75 octets, and unfolded it reads as before', () => {
  const summary = 'Selbsteinschätzung für den Zyklus 2026-H2 über alle Kriterien – täglich gespeichert 🙂 '
    .repeat(3)
    .trim()
  const text = toCalendar('Gravitas', [{ ...entry, summary }], made)
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
  expect(unfold(text)).toContain(`SUMMARY:${summary}\r\n`)
})

test('a calendar without deadlines is still one', () => {
  expect(toCalendar('Gravitas', [], made)).toMatch(/^BEGIN:VCALENDAR\r\n[\s\S]*END:VCALENDAR\r\n$/)
})
