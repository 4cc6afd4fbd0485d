import { addDays, daysIn } from '@/lib/openings/days'
import type { Opening, OpeningFields } from '@/lib/openings/shapes'
import type { Picked } from '../ui/person-picker'

/** An opening as it is typed: numbers as text, people with their names, languages with commas. */
export interface OpeningDraft
  extends Omit<OpeningFields, 'sponsorId' | 'supervisorId' | 'languages' | 'minDays' | 'maxDays' | 'seats' | 'share'> {
  sponsor: Picked | null
  supervisor: Picked | null
  languages: string
  minDays: string
  maxDays: string
  seats: string
  share: string
}

/** A new place for three to nine months from three months on, for the first unit that the viewer may offer for. */
export function newDraft(today: string, hostUnitId: string, routeKey: string, sponsor: Picked | null): OpeningDraft {
  const earliestStart = addDays(today, 91)
  return {
    ...{ title: '', routeKey, hostUnitId, sponsor, supervisor: null, location: '', earliestStart },
    ...{
      latestEnd: addDays(earliestStart, 364),
      isFixed: false,
      minDays: '92',
      maxDays: '273',
      seats: '1',
      share: '100',
    },
    ...{ paidBy: 'home', clearance: null, languages: '', applyBy: null, notes: '', entry: [], criteria: [] },
  }
}

/** What is stored, as the form shows it. */
export function draftOf(opening: Opening): OpeningDraft {
  const { title, routeKey, location, earliestStart, latestEnd, isFixed, paidBy, clearance, applyBy, notes } = opening
  return {
    ...{ title, routeKey, location, earliestStart, latestEnd, isFixed, paidBy, clearance, applyBy, notes },
    ...{ hostUnitId: opening.host.unitId, sponsor: opening.sponsor, supervisor: opening.supervisor },
    ...{ entry: opening.entry, criteria: opening.criteria, languages: opening.languages.join(', ') },
    ...{ minDays: String(opening.minDays), maxDays: String(opening.maxDays) },
    ...{ seats: String(opening.seats), share: String(opening.share) },
  }
}

/** What is typed, as the API takes it; a fixed place lasts all of its days. */
export function fieldsOf({ sponsor, supervisor, languages, ...draft }: OpeningDraft): OpeningFields {
  const whole = daysIn({ from: draft.earliestStart, to: draft.latestEnd })
  const days = (typed: string) => (draft.isFixed ? Math.max(1, whole) : Number(typed))
  return {
    ...draft,
    ...{ sponsorId: sponsor?.employeeId ?? null, supervisorId: supervisor?.employeeId ?? null },
    ...{ minDays: days(draft.minDays), maxDays: days(draft.maxDays) },
    ...{ seats: Number(draft.seats), share: Number(draft.share), clearance: draft.clearance || null },
    languages: languages
      .split(',')
      .map((one) => one.trim())
      .filter(Boolean),
    applyBy: draft.applyBy || null,
  }
}
