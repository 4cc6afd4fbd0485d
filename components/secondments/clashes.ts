import { holds } from '@/lib/secondments/machine'
import { type Clash, clashesOf, type Taken } from '@/lib/secondments/rules'
import type { Secondment } from '@/lib/secondments/shapes'

const taken = ({ id, person, opening, seat, share, from, to }: Secondment): Taken => ({
  ...{ id, seat, share, from, to },
  ...{ person: person.employeeId, opening: opening.openingId },
})

/** What a placement would run into on other days, among those on screen that hold theirs. */
export function clashesWith(
  placement: Secondment,
  days: { from: string; to: string },
  others: readonly Secondment[],
): Clash[] {
  return clashesOf({ ...taken(placement), ...days }, others.filter(({ state }) => holds(state)).map(taken))
}
