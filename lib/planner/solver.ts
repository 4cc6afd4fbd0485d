import loadHighs, { type Highs, type ModelData, type SparseMatrix } from 'highs'

let loaded: Promise<Highs> | null = null

/** HiGHS as WebAssembly, once for a process: 0.1 s and 3.5 MB. It holds the thread while it works: see child.ts. */
export function loadSolver(): Promise<Highs> {
  loaded ??= loadHighs()
  return loaded
}

/** Columns as `columnsOf` makes them, rows from below up to `most`. */
export interface Columns {
  cost: Float64Array
  matrix: SparseMatrix
}

/** Maximise `cost`, each column from 0 to `upper`. */
export function problemOf(highs: Highs, { cost, matrix }: Columns, most: Float64Array, upper: number): ModelData {
  return {
    ...{ numCols: matrix.numCols, numRows: matrix.numRows, sense: highs.constants.objectiveSense.maximize },
    ...{ colCost: cost, colLower: new Float64Array(matrix.numCols) },
    colUpper: new Float64Array(matrix.numCols).fill(upper),
    rowLower: new Float64Array(matrix.numRows).fill(-highs.infinity),
    ...{ rowUpper: most, matrix },
  }
}

/** The same on every machine, and silent. */
export const steady = { output_flag: false, random_seed: 0 } as const

/** Whole values: a plan within less than one of the bound is optimal. */
export const exact = { ...steady, mip_rel_gap: 0, mip_abs_gap: 0.999 } as const
