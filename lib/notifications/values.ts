import { type Locale, regions } from '@/lib/messages/locale'
import type { MessageAbout } from './shapes'

/** The values that a message's sentence asks for, dates in words of the language. */
export function valuesOf(about: MessageAbout, locale: Locale) {
  const days = new Intl.DateTimeFormat(regions[locale], { dateStyle: 'medium', timeZone: 'UTC' })
  const times = new Intl.DateTimeFormat(regions[locale], { timeStyle: 'short', timeZone: 'UTC' })
  const wall = about.wallTime ? new Date(`${about.wallTime}Z`) : null
  const day = (text?: string) => (text ? days.format(new Date(`${text}T00:00:00Z`)) : '')
  return {
    cycle: about.cycle ?? '',
    stage: about.stage ?? 'none',
    days: about.days ?? 0,
    count: about.count ?? 0,
    deadline: wall ? `${days.format(wall)}, ${times.format(wall)} (${about.timeZone ?? 'UTC'})` : '',
    from: day(about.from),
    to: day(about.to),
    opening: about.opening ?? '',
    // A choice in a sentence has no hyphen.
    state: about.state?.replaceAll('-', '_') ?? 'none',
    due: day(about.due),
  }
}
