/** One entry of a calendar: an instant that something is due at, or a whole day. */
export interface Entry {
  /** The same for the same thing for ever, so that a calendar moves it instead of doubling it. */
  uid: string
  at: Date | { day: string }
  summary: string
  url: string
}

const stamp = (at: Date) => `${at.toISOString().replace(/[-:]/g, '').slice(0, 15)}Z`
const escaped = (text: string) => text.replace(/[\\;,]/g, '\\$&').replace(/\r?\n/g, '\\n')

/** Lines of at most 75 octets, as RFC 5545 §3.1 asks; no character is cut in two. */
function folded(line: string): string {
  const lines: string[] = []
  let current = ''
  let octets = 0
  for (const character of line) {
    const size = Buffer.byteLength(character)
    if (octets + size > 75) {
      lines.push(current)
      current = ' '
      octets = 1
    }
    current += character
    octets += size
  }
  return [...lines, current].join('\r\n')
}

/** Whole days stand without a zone: they are the organisation's. */
const startOf = (at: Entry['at']) =>
  at instanceof Date
    ? [`DTSTART:${stamp(at)}`, 'DURATION:PT0S']
    : [`DTSTART;VALUE=DATE:${at.day.replaceAll('-', '')}`, 'DURATION:P1D']

/** A calendar as iCalendar text (RFC 5545): each deadline with a reminder the day before. `madeAt` stamps the entries. */
export function toCalendar(name: string, entries: readonly Entry[], madeAt: Date): string {
  const lines = [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Gravitas//Deadlines//EN', 'CALSCALE:GREGORIAN', 'METHOD:PUBLISH'],
    ...[`X-WR-CALNAME:${escaped(name)}`, 'REFRESH-INTERVAL;VALUE=DURATION:PT6H'],
    ...entries.flatMap(({ uid, at, summary, url }) => [
      ...['BEGIN:VEVENT', `UID:${escaped(uid)}`, `DTSTAMP:${stamp(madeAt)}`, ...startOf(at)],
      ...[`SUMMARY:${escaped(summary)}`, `URL:${url}`, 'TRANSP:TRANSPARENT'],
      ...['BEGIN:VALARM', 'ACTION:DISPLAY', `DESCRIPTION:${escaped(summary)}`, 'TRIGGER:-P1D', 'END:VALARM'],
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ]
  return `${lines.map(folded).join('\r\n')}\r\n`
}
