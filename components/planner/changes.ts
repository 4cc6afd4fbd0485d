import type { ScenarioInputs as Inputs } from '@/lib/planner/shapes'

type Pair = { employeeId: string; openingId: string }
const isOf = (
  one: { employeeId: string; openingId: string | null },
  other: { employeeId: string; openingId: string | null },
) => one.employeeId === other.employeeId && one.openingId === other.openingId

/** Somebody pinned to an opening, or free again; a pin takes away what ruled it out, and another pin of the same person. */
export function withPin(inputs: Inputs, pair: Pair, isPinned: boolean): Inputs {
  const pins = inputs.pins.filter(({ employeeId }) => employeeId !== pair.employeeId)
  if (!isPinned) return { ...inputs, pins }
  const blocks = (one: Inputs['forbids'][number]) =>
    one.employeeId === pair.employeeId && (one.openingId === null || one.openingId === pair.openingId)
  return {
    ...inputs,
    pins: [...pins, { ...pair, from: null }],
    forbids: inputs.forbids.filter((one) => !blocks(one)),
  }
}

/** A placement ruled out or allowed again; without an opening the person altogether. What is ruled out is not pinned. */
export function withForbid(
  inputs: Inputs,
  ruled: { employeeId: string; openingId: string | null },
  isForbidden: boolean,
): Inputs {
  const forbids = inputs.forbids.filter((one) => !isOf(one, ruled))
  if (!isForbidden) return { ...inputs, forbids }
  const goes = (one: Pair) =>
    one.employeeId === ruled.employeeId && (ruled.openingId === null || ruled.openingId === one.openingId)
  return { ...inputs, forbids: [...forbids, ruled], pins: inputs.pins.filter((one) => !goes(one)) }
}

/** Other days for an opening in this scenario, or with null its host's again. */
export function withDates(inputs: Inputs, openingId: string, span: { from: string; to: string } | null): Inputs {
  const dates = inputs.dates.filter((one) => one.openingId !== openingId)
  return { ...inputs, dates: span ? [...dates, { openingId, ...span }] : dates }
}

/** Who covers for these people; an empty key takes the name away. Others keep theirs. */
export function withCovers(inputs: Inputs, named: Readonly<Record<string, string>>): Inputs {
  const kept = inputs.covers.filter(({ employeeId }) => !(employeeId in named))
  const added = Object.entries(named).flatMap(([employeeId, coverId]) => (coverId ? [{ employeeId, coverId }] : []))
  return { ...inputs, covers: [...kept, ...added] }
}

/** Whether it asks for another plan than that of these inputs; who covers changes no plan. */
export const asksOther = ({ covers: _, ...inputs }: Inputs, { covers: __, ...planned }: Inputs) =>
  JSON.stringify(inputs) !== JSON.stringify(planned)
