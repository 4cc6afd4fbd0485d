import { expect, it } from 'vitest'
import { DEFAULT_PLACEMENT } from '@/lib/openings/policy'
import { policyProblems } from '@/lib/openings/policy-problems'
import { settingsOf, typedOf } from './policy-values'

const write = (value: number) => String(value)
const costed = { ...DEFAULT_PLACEMENT, coverCost: { G3: 410_050, G4: 520_000 } }

it('settings come back from the form as they were, in either way to write a number', () => {
  expect(settingsOf(costed, typedOf(costed, write))).toEqual(costed)
  const german = typedOf(costed, (value) => String(value).replace('.', ','))
  expect(german.numbers['objective.aspiration']).toBe('0,6')
  expect(german.costs).toEqual({ G3: '4100,5', G4: '5200' })
  expect(settingsOf(costed, german)).toEqual(costed)
  expect(settingsOf(DEFAULT_PLACEMENT, typedOf(DEFAULT_PLACEMENT, write))).toEqual(DEFAULT_PLACEMENT)
})

it('every number of the settings has a field', () => {
  const paths = (value: unknown, path = ''): string[] =>
    typeof value === 'number'
      ? [path]
      : value !== null && typeof value === 'object'
        ? Object.entries(value).flatMap(([key, one]) => paths(one, path ? `${path}.${key}` : key))
        : []
  expect(Object.keys(typedOf(DEFAULT_PLACEMENT, write).numbers).sort()).toEqual(paths(DEFAULT_PLACEMENT).sort())
})

it('points are stored in thousandths, money in minor units; a grade left empty is not reckoned', () => {
  const typed = typedOf(DEFAULT_PLACEMENT, write)
  typed.numbers['objective.preference.0'] = '4,25'
  typed.numbers['objective.sliders.gaps'] = '1.5'
  typed.costs = { G3: '3900.25', G4: ' ' }
  const made = settingsOf(DEFAULT_PLACEMENT, typed)
  expect(made.objective.preference).toEqual([4250, 2000, 1000, 500, 250])
  expect(made.objective.sliders.gaps).toBe(1.5)
  expect(made.coverCost).toEqual({ G3: 390_025 })
  expect(DEFAULT_PLACEMENT.objective.preference[0]).toBe(3000)
})

it('names what contradicts itself by its field, and nothing in the defaults', () => {
  expect(policyProblems(DEFAULT_PLACEMENT)).toEqual([])
  const objective = { ...DEFAULT_PLACEMENT.objective, preference: [1000, 2000, 1000, 1500, 250], unlistedCeiling: 6000 }
  const wrong = { ...DEFAULT_PLACEMENT, objective, minMonths: 30, coverShare: [3, 2] as [number, number] }
  expect(policyProblems(wrong).map(({ path }) => path)).toEqual([
    ...['minMonths', 'coverShare.0', 'objective.preference.1', 'objective.preference.3', 'objective.unlistedCeiling'],
  ])
})
