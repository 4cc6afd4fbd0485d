import { describe, expect, test } from 'vitest'
import { DEFAULT_PLACEMENT } from '@/lib/openings/policy'
import { withDates, withForbid, withPin } from './changes'
import { formOf, inputsOf, newForm } from './scenario-form-values'

const begun = newForm({ criteria: ['prioritisation'], unit: 'U10', today: '2026-11-23' }, DEFAULT_PLACEMENT)
const inputs = inputsOf({ ...begun, name: 'One' })
const [ada, bob] = ['E1', 'E2']
const at = (employeeId: string, openingId: string) => ({ employeeId, openingId })

describe('what HR changes of a scenario', () => {
  test('a pin replaces another pin of the same person and takes away what ruled it out', () => {
    const first = withPin(withPin(inputs, at(bob, 'OP1'), true), at(ada, 'OP1'), true)
    const ruled = withForbid(withForbid(first, at(ada, 'OP2'), true), at(ada, 'OP3'), true)
    const pinned = withPin(ruled, at(ada, 'OP2'), true)
    expect(pinned.pins.map(({ employeeId, openingId }) => [employeeId, openingId])).toEqual([
      [bob, 'OP1'],
      [ada, 'OP2'],
    ])
    expect(pinned.forbids).toEqual([at(ada, 'OP3')])
    expect(withPin(pinned, at(ada, 'OP2'), false).pins).toHaveLength(1)
  })

  test('who is left out altogether is pinned nowhere, and is free again by a pin', () => {
    const out = withForbid(withPin(inputs, at(ada, 'OP1'), true), { employeeId: ada, openingId: null }, true)
    expect([out.pins, out.forbids]).toEqual([[], [{ employeeId: ada, openingId: null }]])
    expect(withPin(out, at(ada, 'OP1'), true).forbids).toEqual([])
    expect(withForbid(out, { employeeId: ada, openingId: null }, false).forbids).toEqual([])
  })

  test('a placement ruled out leaves the person’s other pins', () => {
    const pinned = withPin(inputs, at(ada, 'OP1'), true)
    expect(withForbid(pinned, at(ada, 'OP2'), true).pins).toHaveLength(1)
    expect(withForbid(pinned, at(ada, 'OP1'), true).pins).toHaveLength(0)
  })

  test('an opening has one pair of other dates, or its host’s', () => {
    const [may, june] = ['2027-05-01', '2027-06-30']
    const set = withDates(withDates(inputs, 'OP1', { from: may, to: may }), 'OP1', { from: may, to: june })
    expect(set.dates).toEqual([{ openingId: 'OP1', from: may, to: june }])
    expect(withDates(set, 'OP1', null).dates).toEqual([])
  })
})

describe('the form of a scenario', () => {
  test('a new one starts next month, for two years, with the gap, the unit and the policy’s rules', () => {
    expect(inputs).toMatchObject({
      ...{ gaps: ['prioritisation'], population: ['U10'], horizon: { from: '2026-12-01', to: '2028-11-30' } },
      rules: { awayPerUnit: null, awayPerManager: null, staysInPlace: false, switches: DEFAULT_PLACEMENT.rules },
      ...{ budget: null, sliders: { gaps: 1, wishes: 1, disruption: 1 } },
    })
  })

  test('what is stored comes back as it was, with pins, bans and dates', () => {
    const kept = withDates(withPin(inputs, at(ada, 'OP1'), true), 'OP1', { from: '2027-05-01', to: '2027-06-30' })
    const stored = { ...kept, budget: 1_250_050, rules: { ...kept.rules, awayPerUnit: 0, awayPerManager: 2 } }
    const form = formOf({ name: 'One', inputs: stored }, DEFAULT_PLACEMENT)
    expect([form.budget, form.awayPerUnit, form.awayPerManager]).toEqual(['12500.5', '0', '2'])
    expect(inputsOf(form, stored)).toEqual(stored)
  })

  test('a rule that a scenario does not name is as the policy has it', () => {
    const stored = { ...inputs, rules: { ...inputs.rules, switches: { cover: 'override' as const } } }
    const { switches } = formOf({ name: 'One', inputs: stored }, DEFAULT_PLACEMENT)
    expect([switches.cover, switches.notice, switches['time-in-post']]).toEqual(['override', 'hold', 'override'])
  })
})
