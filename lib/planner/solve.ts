import type { Highs } from 'highs'
import { planGreedily, worthOf } from './greedy'
import { type Demand, type Instance, keepOptions } from './instance'
import { buildModel, columnsOf, type Model } from './model'
import { type Relaxed, relax, seedOptions } from './relax'
import { exact, loadSolver, problemOf } from './solver'

export interface Wishes {
  demands?: readonly Demand[]
  /** Options that no plan may take, by their places. */
  forbids?: (option: number) => boolean
  /** A plan that keeps all rules and demands, to begin with. */
  begun?: readonly number[]
  /** Wall-clock seconds, 120 unless said. */
  seconds?: number
  tell?: (progress: Progress) => void
}

/** How far it is: the plan so far is worth `value`, none can be worth more than `bound` (null until prices are known). */
export interface Progress {
  stage: 'pricing' | 'planning'
  value: number
  bound: number | null
}

export interface Solved {
  /** Whether no better plan exists, the time ran out, or no plan at all keeps the demands. */
  status: 'optimal' | 'stopped' | 'infeasible'
  /** Places of the options taken, ascending. */
  chosen: number[]
  /** Milli-points; no plan is worth more than `bound`. */
  value: number
  bound: number
  /** Prices of the model's rows, whose weak-duality bound is `priced`. */
  duals: Float64Array
  priced: number
  size: { options: number; rows: number; entries: number; columns: number; rounds: number; searched: number[] }
  /** Of building the rows, pricing them, and searching. Wall clock: told, never stored. */
  seconds: { build: number; price: number; search: number }
}

/**
 * The best plan of a round with its proof: prices of all rows over few options, then a search among the options that the prices
 * leave in question. What was left out cannot be in a plan worth `bound − slack` or more, so a plan found that is worth as much
 * is optimal over all options; otherwise the slack grows to the gap and the search is the last. Deterministic unless stopped.
 * Throws TooLarge above the guards.
 */
export async function solve(instance: Instance, wishes: Wishes = {}): Promise<Solved> {
  const { demands = [], seconds = 120, tell = () => {}, forbids } = wishes
  if (forbids) return solveWithout(instance, forbids, wishes)
  const highs = await loadSolver()
  const clock = startClock(seconds)
  const model = buildModel(instance, demands)
  const build = clock.lap()
  const begun = begin(model, highs, wishes.begun, clock.left)
  if (begun === null) return withoutPlan(model, build)
  tell({ stage: 'pricing', value: worthOf(instance.options, begun), bound: null })
  const relaxed = relax(model, highs, seedOptions(model, begun), clock.left)
  const price = clock.lap()
  const found = search(model, highs, { relaxed, begun, secondsLeft: clock.left, tell })
  return {
    ...{ status: found.status, chosen: found.chosen, value: found.value, bound: found.bound },
    ...{ duals: relaxed.duals, priced: relaxed.bound },
    size: { ...sizeOf(model), columns: relaxed.columns, rounds: relaxed.rounds, searched: found.searched },
    seconds: { build, price, search: clock.lap() },
  }
}

/** The same among the options that are left, told by their places in the whole round. */
async function solveWithout(instance: Instance, forbids: (at: number) => boolean, wishes: Wishes): Promise<Solved> {
  const left = keepOptions(instance, (at) => !forbids(at))
  const { demands = [], begun } = wishes
  const solved = await solve(left.instance, {
    ...wishes,
    forbids: undefined,
    demands: demands.map((demand) => ({ ...demand, wants: (at) => demand.wants(left.places[at]!) })),
    begun: begun?.map((at) => left.places.indexOf(at)).filter((at) => at >= 0),
  })
  return { ...solved, chosen: solved.chosen.map((at) => left.places[at]!) }
}

/** Whether any plan at all keeps the demands, asked of the options they name: all other rules only take room away. */
export async function canMeet(instance: Instance, demands: readonly Demand[]): Promise<boolean> {
  const named = keepOptions(instance, (at) => demands.some(({ wants }) => wants(at)))
  const again = demands.map((demand) => ({ ...demand, wants: (at: number) => demand.wants(named.places[at]!) }))
  return meetDemands(buildModel(named.instance, again), await loadSolver(), () => 60) !== null
}

function startClock(seconds: number) {
  const began = performance.now()
  let lap = began
  return {
    left: () => seconds - (performance.now() - began) / 1000,
    lap() {
      const spent = (performance.now() - lap) / 1000
      lap = performance.now()
      return spent
    },
  }
}

const sizeOf = ({ instance, most, entries }: Model) => ({ options: instance.options.count, rows: most.length, entries })

const withoutPlan = (model: Model, build: number): Solved => ({
  ...{ status: 'infeasible', chosen: [], value: 0, bound: 0, duals: new Float64Array(model.most.length), priced: 0 },
  size: { ...sizeOf(model), columns: 0, rounds: 0, searched: [] },
  seconds: { build, price: 0, search: 0 },
})

/**
 * A plan to begin with, the better of both greedy ones on top of what the demands need. Entries of all other rows are at least
 * nothing, so whether the demands can be met at all is a question of the options they name: null when not.
 */
function begin(model: Model, highs: Highs, begun: readonly number[] | undefined, secondsLeft: () => number) {
  const { instance, demands } = model
  const needed = begun ?? (demands.length > 0 ? meetDemands(model, highs, secondsLeft) : [])
  if (needed === null) return null
  const plans = (['value', 'value-per-cost'] as const).map((by) => planGreedily(instance, by, needed))
  return plans.reduce((best, plan) => (worthOf(instance.options, plan) > worthOf(instance.options, best) ? plan : best))
}

function meetDemands(model: Model, highs: Highs, secondsLeft: () => number): number[] | null {
  const named = places(model, (at) => model.demands.some(({ wants }) => wants(at)))
  if (named.length === 0) return model.demands.some(({ least }) => least > 0) ? null : []
  using small = openSearch(model, highs, named, secondsLeft())
  small.run()
  const { optimal, infeasible } = highs.constants.modelStatus
  const status = small.getModelStatus()
  if (status === optimal) return taken(named, small.getSolution().colValue)
  if (status === infeasible) return null
  throw new Error('The time ran out before it was known whether the pins have a plan: allow more, or pin less.')
}

function openSearch(model: Model, highs: Highs, among: readonly number[], seconds: number) {
  const { integer } = highs.constants.variableType
  const problem = problemOf(highs, columnsOf(model, among), model.most, 1)
  const search = highs.createModel({ ...problem, integrality: new Int32Array(among.length).fill(integer) })
  search.options.set({ ...exact, time_limit: Math.max(0.1, seconds) })
  return search
}

interface Search {
  relaxed: Relaxed
  begun: readonly number[]
  secondsLeft: () => number
  tell: (progress: Progress) => void
}

function search(model: Model, highs: Highs, { relaxed, begun, secondsLeft, tell }: Search) {
  const { options } = model.instance
  const { optimal } = highs.constants.modelStatus
  let best = { chosen: [...begun], value: worthOf(options, begun) }
  let bound = relaxed.bound
  let slack = Math.min(bound - best.value + 1, Math.max(150, Math.ceil(bound * 1e-4)))
  const searched: number[] = []
  const stopped = () => ({ ...best, status: 'stopped' as const, bound, searched })
  while (secondsLeft() > 0) {
    const inPlan = new Set(best.chosen)
    const among = places(model, (at) => relaxed.reduced[at]! >= -slack || inPlan.has(at))
    searched.push(among.length)
    const { status, chosen, closed } = searchAmong(model, highs, { among, best: best.chosen, secondsLeft, tell, bound })
    const value = worthOf(options, chosen)
    if (value > best.value) best = { chosen, value }
    const outside = relaxed.bound - slack
    bound = Math.max(best.value, Math.min(bound, Math.max(closed, outside)))
    if (status !== optimal) return stopped()
    if (best.value >= outside)
      return { ...best, status: 'optimal' as const, bound: Math.max(best.value, closed), searched }
    slack = relaxed.bound - best.value + 1
  }
  return stopped()
}

interface Among {
  among: readonly number[]
  best: readonly number[]
  bound: number
  secondsLeft: () => number
  tell: (progress: Progress) => void
}

/** The best plan among a few options, and what HiGHS has closed the value down to. */
function searchAmong(model: Model, highs: Highs, { among, best, bound, secondsLeft, tell }: Among) {
  if (among.length === 0) return { status: highs.constants.modelStatus.optimal, closed: 0, chosen: [] }
  using mip = openSearch(model, highs, among, secondsLeft())
  const inPlan = new Set(best)
  mip.setSolution({ colValue: Float64Array.from(among, (at) => (inPlan.has(at) ? 1 : 0)) })
  mip.run({
    [highs.constants.callbackType.mipInterrupt]: ({ data: { mip_primal_bound: value, mip_dual_bound: top } }) => {
      if (value !== undefined && top !== undefined && Number.isFinite(value) && Number.isFinite(top)) {
        tell({ stage: 'planning', value: Math.round(value), bound: Math.min(bound, Math.floor(top + 1e-6)) })
      }
    },
  })
  const closed = Math.floor(Number(mip.info.get('mip_dual_bound')) + 1e-6)
  const values = mip.getSolution().colValue
  return {
    status: mip.getModelStatus(),
    closed,
    chosen: values.length === among.length ? taken(among, values) : [...best],
  }
}

const taken = (among: readonly number[], values: Float64Array) => among.filter((_, column) => values[column]! > 0.5)

function places(model: Model, stays: (at: number) => boolean): number[] {
  const kept: number[] = []
  for (let at = 0; at < model.instance.options.count; at++) if (stays(at)) kept.push(at)
  return kept
}
