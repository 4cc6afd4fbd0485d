import type { Instance } from '@/lib/planner/instance'
import { buildModel, columnsOf } from '@/lib/planner/model'
import { exact, loadSolver, problemOf } from '@/lib/planner/solver'

async function openWhole(instance: Instance) {
  const highs = await loadSolver()
  const model = buildModel(instance)
  const all = Array.from({ length: instance.options.count }, (_, at) => at)
  const problem = problemOf(highs, columnsOf(model, all), model.most, 1)
  const integrality = new Int32Array(all.length).fill(highs.constants.variableType.integer)
  return { highs, opened: highs.createModel({ ...problem, integrality }) }
}

/** The model in one piece by HiGHS alone, for comparison: `{ isProven, value, bound }`. */
export async function solveWhole(instance: Instance, seconds: number) {
  const { highs, opened } = await openWhole(instance)
  opened.options.set({ ...exact, time_limit: seconds })
  opened.run()
  const isProven = opened.getModelStatus() === highs.constants.modelStatus.optimal
  const found = {
    value: Math.round(opened.getObjectiveValue()),
    bound: Math.floor(Number(opened.info.get('mip_dual_bound')) + 1e-6),
  }
  opened.dispose()
  return { isProven, ...found }
}

/** The same model as an MPS file, for other solvers: of values below nothing, to be minimised, as all of them understand it. */
export async function writeMps(instance: Instance): Promise<Uint8Array> {
  const { highs, opened } = await openWhole(instance)
  const { count, value } = instance.options
  opened.changeColsCost(
    { kind: 'range', from: 0, to: count - 1 },
    Float64Array.from(value, (own) => -own),
  )
  opened.changeObjectiveSense(highs.constants.objectiveSense.minimize)
  const text = opened.exportModel('mps')
  opened.dispose()
  return text
}
