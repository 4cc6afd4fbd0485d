import type { PlacementPolicy } from '@/lib/openings/policy'

/** One number of the settings as a field: where it stands, and how many stored units one typed unit is. */
export interface NumberField {
  path: string
  /** 1000: typed in points or levels, stored in thousandths; 100: in money, stored in minor units. */
  per: 1 | 100 | 1000
  /** Typed with decimals. */
  isFine?: boolean
}
const whole = (path: string): NumberField => ({ path, per: 1 })
const fine = (path: string): NumberField => ({ path, per: 1, isFine: true })
const milli = (path: string): NumberField => ({ path, per: 1000, isFine: true })

/** Limits of length, time and cover at home. */
export const limitFields: readonly NumberField[] = [
  ...['minMonths', 'minPartTimeDays', 'suggestedMonths.0', 'suggestedMonths.1', 'softMaxMonths', 'hardMaxMonths'],
  ...['cumulativeMonths', 'cumulativeWindowMonths', 'coolingOffMonths', 'extensions', 'extensionAskMonths'],
  ...['noticeDays', 'timeInPostMonths', 'coverShare.0', 'coverShare.1', 'coverDepth'],
  ...['awayPerSmallUnit', 'smallUnitUnder', 'awayPerManager'],
].map(whole)

/** The rate at which a wish weighs as much as readiness: a first choice, a second, and so on. */
export const preferenceFields: readonly NumberField[] = [0, 1, 2, 3, 4].map((rank) =>
  milli(`objective.preference.${rank}`),
)

/** The other terms of what a placement counts. */
export const termFields: readonly NumberField[] = [
  ...[fine('objective.chosenFactor'), fine('objective.urgency')],
  ...['aspiration', 'move', 'latePerWeek', 'stability'].map((key) => milli(`objective.${key}`)),
  ...[milli('objective.unlistedGain'), milli('objective.unlistedCeiling')],
]

/** Where a new plan begins: the three sliders, and for how long a better plan is looked for. */
export const startFields: readonly NumberField[] = [
  ...['gaps', 'wishes', 'disruption'].map((key) => fine(`objective.sliders.${key}`)),
  whole('objective.timeLimitSeconds'),
]
const fields = [...limitFields, ...preferenceFields, ...termFields, ...startFields]

/** The settings as they are typed: numbers as text by their path, costs by grade; null where none are reckoned. */
export interface TypedPolicy {
  numbers: Record<string, string>
  rules: PlacementPolicy['rules']
  costs: Record<string, string> | null
}

const at = (value: unknown, keys: readonly string[]): unknown =>
  keys.reduce<unknown>((found, key) => (found as Record<string, unknown>)[key], value)

/** What is stored, as the form shows it. `write` puts a number in the reader's own way. */
export function typedOf(settings: PlacementPolicy, write: (value: number) => string): TypedPolicy {
  const { rules, coverCost } = settings
  return {
    numbers: Object.fromEntries(
      fields.map(({ path, per }) => [path, write(Number(at(settings, path.split('.'))) / per)]),
    ),
    rules,
    costs:
      coverCost && Object.fromEntries(Object.entries(coverCost).map(([grade, cost]) => [grade, write(cost / 100)])),
  }
}

/** A number as people type it, with a point or a comma; NaN for anything else, which the server refuses by its field. */
export const readNumber = (text: string) => (text.trim() === '' ? Number.NaN : Number(text.trim().replace(',', '.')))

/** What is typed, as the API takes it. A grade without a cost is not reckoned. */
export function settingsOf(stored: PlacementPolicy, { numbers, rules, costs }: TypedPolicy): PlacementPolicy {
  const settings = { ...structuredClone(stored), rules }
  for (const { path, per, isFine } of fields) {
    const value = readNumber(numbers[path] ?? '') * per
    const keys = path.split('.')
    const last = keys.pop()!
    const holder = at(settings, keys) as Record<string, number>
    holder[last] = per > 1 || !isFine ? Math.round(value) : value
  }
  const reckoned = Object.entries(costs ?? {}).filter(([, cost]) => cost.trim() !== '')
  settings.coverCost =
    costs && Object.fromEntries(reckoned.map(([grade, cost]) => [grade, Math.round(readNumber(cost) * 100)]))
  return settings
}
