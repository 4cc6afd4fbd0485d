import type { Planned } from './audit-facts'
import type { MadeRound } from './options'

/** The chosen options as placements in days, in the order of people's keys. */
export const placementsOf = ({ instance, windows }: MadeRound, chosen: readonly number[]): Planned[] =>
  chosen.map((at) => {
    const { person, opening, from, to } = instance.options
    const window = windows[opening[at]!]!.find(({ first, last }) => first === from[at] && last === to[at])!
    return {
      ...{ employeeId: instance.people[person[at]!]!.key, openingId: instance.openings[opening[at]!]!.key },
      ...{ from: window.from, to: window.to },
    }
  })
