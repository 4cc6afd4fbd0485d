/**
 * Frozen counts of units × criteria: the cells of one unit after those of another, each unit with everything below it.
 * `under` and `milliUnder` hold `bars` + 1 numbers a cell: how many people's level lies under 0, 1, 2 …, and the sum of
 * those levels in thousandths; the last counts everybody assessed.
 */
export type Counts = {
  bars: number
  criteria: number
  /** By unit: everybody who was to be assessed. */
  people: Int32Array
  under: Int32Array
  milliUnder: Float64Array
  /** By cell: days from rating to as-of day, summed. */
  ageSums: Float64Array
}

/** Counts with the place of each unit, by its internal key. */
export type Frozen = { counts: Counts; places: ReadonlyMap<number, number> }

/** Counts from bars as they are stored: people at level 0, 1, 2 … of each cell, and the sums of their levels. */
export function countUp(stored: {
  bars: number
  criteria: number
  people: Int32Array
  bins: ArrayLike<number>
  milliSums: ArrayLike<number>
  ageSums: Float64Array
}): Counts {
  const { bars, criteria, people, bins, milliSums, ageSums } = stored
  const cells = people.length * criteria
  const under = new Int32Array(cells * (bars + 1))
  const milliUnder = new Float64Array(cells * (bars + 1))
  for (let cell = 0, from = 0, to = 0; cell < cells; cell++, to++) {
    for (let bar = 0; bar < bars; bar++, from++, to++) {
      under[to + 1] = under[to]! + bins[from]!
      milliUnder[to + 1] = milliUnder[to]! + milliSums[from]!
    }
  }
  return { bars, criteria, people, under, milliUnder, ageSums }
}
