import type { Named, Plan, PlanFields } from '@/lib/cycles/shapes'

/** A plan as it is typed: deadlines by stage, reminders as text, people with their names. */
export interface PlanForm extends Omit<PlanFields, 'population' | 'remindDays' | 'deadlines'> {
  units: string[]
  jobTitles: string[]
  profiles: string[]
  people: Named[]
  without: Named[]
  remind: string
  deadlines: { self: string; manager: string; agree: string }
}

/** What is stored, as the form shows it. */
export function formOf(plan: Plan): PlanForm {
  const { edition, defaultProfile, isBlind, asksPeers, evidenceRule, isDelta, submitsDrafts, timeZone } = plan
  const wall = (stage: string) => plan.deadlines.find((one) => one.stage === stage)?.wallTime ?? ''
  const { units, jobTitles, profiles } = plan.population
  return {
    ...{ edition, defaultProfile, isBlind, asksPeers, evidenceRule, isDelta, submitsDrafts, timeZone },
    ...{ units, jobTitles, profiles, people: plan.people, without: plan.without },
    remind: plan.remindDays.join(', '),
    deadlines: { self: wall('self'), manager: wall('manager'), agree: wall('agree') },
  }
}

const ids = (people: readonly Named[]) => people.map(({ employeeId }) => employeeId)

/** The rule as the API takes it. */
export const populationOf = ({ units, jobTitles, profiles, people, without }: PlanForm) => ({
  ...{ units, jobTitles, profiles, people: ids(people), without: ids(without) },
})

/** Days before a deadline from text: whole numbers from 1 to 90, each once, most first; everything else is left out. */
export function remindDaysOf(text: string): number[] {
  const days = (text.match(/\d+/g) ?? []).map(Number).filter((day) => day >= 1 && day <= 90)
  return [...new Set(days)].sort((a, b) => b - a).slice(0, 6)
}

/** What is typed, as the API takes it. */
export function fieldsOf(form: PlanForm): PlanFields {
  const { edition, defaultProfile, isBlind, asksPeers, evidenceRule, isDelta, submitsDrafts, timeZone } = form
  const { self, manager, agree } = form.deadlines
  return {
    ...{ edition, defaultProfile, isBlind, asksPeers, evidenceRule, isDelta, submitsDrafts, timeZone },
    population: populationOf(form),
    remindDays: remindDaysOf(form.remind),
    deadlines: { self: self || null, manager: manager || null, agree: agree || null },
  }
}
