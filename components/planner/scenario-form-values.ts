import { addDays, addMonths } from '@/lib/openings/days'
import type { PlacementPolicy, Switch, SwitchedRule } from '@/lib/openings/policy'
import type { Scenario, ScenarioInputs } from '@/lib/planner/shapes'

/** Rules that a scenario may loosen, in the order of the form. */
export const switched = [
  ...['time-in-post', 'single-holder', 'cover', 'away-per-unit', 'notice', 'blackout', 'cumulative', 'cooling-off'],
] as const satisfies SwitchedRule[]

/** What is asked for as it is typed: limits and money as text, empty where the policy decides. */
export interface ScenarioForm {
  name: string
  chosen: string[]
  units: string[]
  from: string
  to: string
  per: 'week' | 'month'
  switches: Record<SwitchedRule, Switch>
  awayPerUnit: string
  awayPerManager: string
  staysInPlace: boolean
  budget: string
  sliders: { gaps: number; wishes: number; disruption: number }
}

const limit = (text: string) => (text.trim() === '' ? null : Number(text))

type Rules = Pick<PlacementPolicy, 'rules' | 'objective'>

/** A new plan: these gaps, everybody or one unit, from next month for two years, rules and weights as the policy has them. */
export function newForm(
  asked: { criteria: readonly string[]; unit: string | null; today: string },
  policy: Rules,
): ScenarioForm {
  const from = addMonths(`${asked.today.slice(0, 7)}-01`, 1)
  return {
    ...{ name: '', chosen: [...asked.criteria], units: asked.unit ? [asked.unit] : [], per: 'week', from },
    to: addDays(addMonths(from, 24), -1),
    ...{ switches: policy.rules, awayPerUnit: '', awayPerManager: '', staysInPlace: false, budget: '' },
    sliders: policy.objective.sliders,
  }
}

/** What is stored, as the form shows it; what it does not name is as the policy has it. */
export function formOf({ name, inputs }: Pick<Scenario, 'name' | 'inputs'>, policy: Rules): ScenarioForm {
  const { gaps, population, horizon, per, rules, budget, sliders } = inputs
  const text = (limit: number | null) => (limit === null ? '' : String(limit))
  return {
    ...{ name, chosen: gaps, units: population, per, sliders, ...horizon, staysInPlace: rules.staysInPlace },
    switches: { ...policy.rules, ...rules.switches },
    ...{ awayPerUnit: text(rules.awayPerUnit), awayPerManager: text(rules.awayPerManager) },
    budget: budget === null ? '' : String(budget / 100),
  }
}

/** What is typed, as the API takes it; pins, bans and dates stay as they are. */
export function inputsOf(form: ScenarioForm, kept?: ScenarioInputs): ScenarioInputs {
  const { chosen, units, from, to, per, switches, staysInPlace, sliders } = form
  const budget = limit(form.budget)
  return {
    ...{ gaps: chosen, population: units, horizon: { from, to }, per, sliders },
    rules: {
      ...{ awayPerUnit: limit(form.awayPerUnit), awayPerManager: limit(form.awayPerManager), staysInPlace, switches },
    },
    budget: budget === null ? null : Math.round(budget * 100),
    ...{ pins: kept?.pins ?? [], forbids: kept?.forbids ?? [], dates: kept?.dates ?? [], covers: kept?.covers ?? [] },
  }
}
