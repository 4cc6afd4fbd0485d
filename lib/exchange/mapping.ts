import type { Mapping, Source } from './mapping-shapes'

/** What the page and the API take; grants stay with the command line of the machine's owner. */
export const pageKinds = ['units', 'people', 'ratings', 'openings'] as const
export type PageKind = (typeof pageKinds)[number]

export type Mappable = {
  name: string
  /** `or` names the columns of which one is enough. */
  needed?: true | { or: string }
}

const needed = (name: string): Mappable => ({ name, needed: true })
const eitherOf = (name: string, or: string): Mappable => ({ name, needed: { or } })
const optional = (name: string): Mappable => ({ name })

/**
 * The columns that a mapping may fill. Those of our files, and for people what other systems have instead: an e-mail for the
 * id, departments for units, a status for absence. A manager may be an id, an e-mail or a user name.
 */
export const mappable: Record<PageKind, readonly Mappable[]> = {
  units: [needed('unit_id'), needed('name'), needed('parent_unit_id'), optional('kind')],
  people: [
    ...[eitherOf('employee_id', 'email'), needed('name'), eitherOf('email', 'employee_id'), optional('username')],
    ...[optional('status'), needed('manager_id'), optional('unit_id'), optional('department'), optional('division')],
    ...['job_title', 'grade', 'location', 'hire_date', 'pmo_type', 'prior_business_months'].map(optional),
    ...['prior_delivery_months', 'prior_portfolio_months', 'assessed', 'target_profile', 'credentials'].map(optional),
    ...['leave_from', 'leave_to'].map(optional),
  ],
  ratings: [
    optional('cycle'),
    ...['employee_id', 'rater_id', 'rater_type', 'criterion', 'status', 'level', 'rated_on'].map(needed),
  ],
  openings: [
    ...['opportunity_id', 'title', 'route', 'host_unit_id'].map(needed),
    ...['sponsor_id', 'supervisor_id', 'location'].map(optional),
    ...['start_date', 'end_date'].map(needed),
    ...['min_months', 'max_months', 'capacity', 'fte', 'entry_requirements', 'criteria_developed'].map(optional),
    ...['apply_by', 'status', 'paid_by', 'clearance', 'languages', 'notes'].map(optional),
  ],
}

/** The headers that a source reads. */
export function headersOf(source: Source): string[] {
  if ('header' in source) return [source.header]
  if ('headers' in source) return source.headers
  return 'contains' in source ? [source.contains.header] : []
}

/** Our columns that this file needs and the mapping does not give; empty when the file may be checked. */
export function needsOf(kind: PageKind, headers: readonly string[], { columns }: Mapping): string[] {
  const gives = (name: string) => {
    const source = columns[name]
    return source !== undefined && headersOf(source).every((one) => headers.includes(one))
  }
  const ours = new Set(mappable[kind].map(({ name }) => name))
  const lost = Object.keys(columns).filter((name) => !ours.has(name) || !gives(name))
  const missing = mappable[kind].filter(
    ({ name, needed: need }) => need !== undefined && !gives(name) && (need === true || !gives(need.or)),
  )
  return [...new Set([...missing.map(({ name }) => name), ...lost])]
}

/** The file's headers that no column takes. */
export function keptOut(headers: readonly string[], { columns }: Mapping): string[] {
  const taken = new Set(Object.values(columns).flatMap(headersOf))
  return headers.filter((one) => one !== '' && !taken.has(one))
}
