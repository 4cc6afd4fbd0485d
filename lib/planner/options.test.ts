import { beforeAll, describe, expect, test } from 'vitest'
import { auditFacts, type Planned } from './audit-facts'
import type { RoundFacts } from './facts'
import { type MadeRound, makeRound } from './options'
import { placementsOf } from './plan'
import { disturb, sampleFacts, wrong } from './sample.fixtures'
import { solve } from './solve'

const changed = (change: (facts: RoundFacts) => void) => {
  const facts = sampleFacts()
  change(facts)
  return facts
}
const planOf = async (facts: RoundFacts) => {
  const round = makeRound(facts)
  const solved = await solve(round.instance, {})
  return { round, solved, plan: placementsOf(round, solved.chosen) }
}

describe('the sample, as mock/planner shows it', () => {
  let made: { round: MadeRound; plan: Planned[] }
  beforeAll(async () => {
    made = await planOf(sampleFacts())
  })

  test('98 of 576 pairs are considered, the other 478 excluded by the rule named first', () => {
    expect(made.round.pairs).toBe(98)
    expect(made.round.excluded).toEqual({ entry: 341, gain: 58, 'own-unit': 36, rated: 24, 'time-in-post': 19 })
  })

  test('eleven placements fit together, and the facts agree', () => {
    expect(made.plan).toHaveLength(11)
    expect(auditFacts(sampleFacts(), made.plan)).toEqual([])
  })

  test('nobody who alone holds a must-have leaves where that must hold', async () => {
    const facts = changed(({ policy }) => {
      policy.rules['single-holder'] = 'hold'
    })
    const { round, plan } = await planOf(facts)
    expect(round.excluded['single-holder']).toBe(98 - round.pairs)
    expect(plan).toHaveLength(5)
    expect(auditFacts(facts, plan)).toEqual([])
    expect(auditFacts(facts, made.plan).map(({ rule }) => rule)).toContain('only holder')
  })

  test('nobody moves where the scenario wants them to stay', async () => {
    const facts = changed(({ rules }) => {
      rules.staysInPlace = true
    })
    const { round, plan } = await planOf(facts)
    expect(round.excluded.stays).toBe(98 - round.pairs)
    expect(auditFacts(facts, plan)).toEqual([])
    expect(auditFacts(facts, made.plan).map(({ rule }) => rule)).toContain('stays in place')
  })

  test('what is forbidden is not considered, and what is wished for counts by its rank', async () => {
    const [first] = made.plan
    const { employeeId, openingId } = first!
    const facts = changed(({ forbids }) => forbids.push({ employeeId, openingId }))
    expect(makeRound(facts).excluded.forbidden).toBe(1)
    expect(auditFacts(facts, made.plan).map(({ rule }) => rule)).toEqual(['forbidden'])
    const wished = changed(({ people }) => {
      for (const person of people) person.choices = person.employeeId === employeeId ? [openingId] : []
    })
    const values = ({ instance }: MadeRound) => instance.options.value.reduce((sum, value) => sum + value, 0)
    expect(values(makeRound(wished))).toBe(values(made.round) + 3_000)
  })

  test('the order of the facts does not matter, not by a byte', () => {
    const turned = changed((facts) => {
      facts.people.reverse()
      facts.openings.reverse()
      facts.units.reverse()
    })
    expect(JSON.stringify(makeRound(turned))).toBe(JSON.stringify(makeRound(sampleFacts())))
  })

  test.each(wrong)('the audit notices: %s', (rule, change) => {
    const facts = sampleFacts()
    const plan = structuredClone(made.plan)
    expect(auditFacts(sampleFacts(), plan)).toEqual([])
    change(facts, plan)
    expect(auditFacts(facts, plan).map((fault) => fault.rule)).toContain(rule)
  })

  test('and of each of these the solver proposes none', async () => {
    for (const [rule, change] of wrong) {
      const facts = sampleFacts()
      change(facts, structuredClone(made.plan))
      if (facts.pins.length > 0) continue
      const { plan } = await planOf(facts)
      expect({ rule, faults: auditFacts(facts, plan) }).toEqual({ rule, faults: [] })
    }
  })
})

test('thirty changed samples with flexible dates, money and rules: the audit finds nothing', {
  timeout: 240_000,
}, async () => {
  let placed = 0
  for (let seed = 1; seed <= 30; seed++) {
    const facts = disturb(sampleFacts(), seed)
    const { plan, solved } = await planOf(facts)
    expect({ seed, status: solved.status, faults: auditFacts(facts, plan) }).toEqual({
      seed,
      status: 'optimal',
      faults: [],
    })
    placed += plan.length
  }
  expect(placed).toBeGreaterThan(90)
})
