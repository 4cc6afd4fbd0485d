import type { Floor, Instance, Option } from './instance'

/** A rule that a plan breaks: whose, and in which period where it is about one. */
export interface Breach {
  rule: 'unknown' | 'person' | 'seats' | Floor['kind'] | 'budget' | 'demand'
  key: string
  period: number | null
}

/**
 * Whether a plan keeps the rules of its round, asked day by day of the placements themselves: it knows neither rows nor prices
 * nor how options were made, so that a mistake there is found here. `demands` are pins: at least so many of these.
 */
export function auditPlan(
  instance: Omit<Instance, 'options'>,
  plan: readonly Option[],
  demands: readonly { key: string; least: number; isMetBy: (placement: Option) => boolean }[] = [],
): Breach[] {
  const { periods, people, openings, floors, budgets } = instance
  const breaches: Breach[] = []
  const report = (rule: Breach['rule'], key: string, period: number | null = null) =>
    breaches.push({ rule, key, period })
  for (const { person, opening, from, to } of plan) {
    const isKnown = people[person] && openings[opening] && from >= 0 && from <= to && to < periods
    if (!isKnown) report('unknown', `${person} at ${opening}`)
  }
  for (const [person, { key }] of people.entries()) {
    if (plan.filter((placement) => placement.person === person).length > 1) report('person', key)
  }
  for (let period = 0; period < periods; period++) {
    const now = plan.filter(({ from, to }) => from <= period && period <= to)
    for (const [opening, { key, free }] of openings.entries()) {
      if (now.filter((placement) => placement.opening === opening).length > free[period]!) report('seats', key, period)
    }
    const away = new Set(now.filter(({ isAway }) => isAway).map(({ person }) => person))
    for (const { key, kind, members, free } of floors) {
      const gone = members.filter((member) => away.has(member)).length
      if (gone > 0 && gone > free[period]!) report(kind, key, period)
    }
  }
  for (const { key, members, openings: paid, first, last, most } of budgets) {
    let spent = 0
    for (const { person, opening, from, to, rate } of plan) {
      if (!members.includes(person) || (paid && !paid.includes(opening))) continue
      for (let period = from; period <= to; period++) if (first <= period && period <= last) spent += rate
    }
    if (spent > most) report('budget', key)
  }
  for (const { key, least, isMetBy } of demands) if (plan.filter(isMetBy).length < least) report('demand', key)
  return breaches
}
