import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { addDays } from '@/lib/openings/days'
import { type Outcome, planFacts } from './answer'
import { askAboutPlan, askForPlan, GivenUp } from './ask-solver'
import { auditFacts } from './audit-facts'
import type { RoundFacts } from './facts'
import { emptyOptions, guards } from './instance'
import { buildModel, TooLarge } from './model'
import { makeRound } from './options'
import { sampleFacts } from './sample.fixtures'
import type { Progress } from './solve'

/** Four such organisations side by side, with places that may begin on any week of a year: more than a second's work. */
function manyFacts(): RoundFacts {
  const facts = sampleFacts()
  const times = <T>(list: readonly T[], change: (one: T, at: number) => T) =>
    Array.from({ length: 4 }, (_, at) => list.map((one) => change(one, at))).flat()
  return {
    ...facts,
    people: times(facts.people, (one, at) => ({
      ...one,
      employeeId: `${one.employeeId}-${at}`,
      unitId: `${one.unitId}-${at}`,
    })),
    units: [...facts.units, ...times(facts.units, (one, at) => ({ ...one, unitId: `${one.unitId}-${at}` }))],
    openings: times(facts.openings, (one, at) => ({
      ...{ ...one, openingId: `${one.openingId}-${at}`, isFixed: false, latestEnd: addDays(one.latestEnd, 40) },
    })),
  }
}

const read = ({ outcome, duals }: Awaited<ReturnType<typeof askForPlan>>) => ({
  ...{ outcome: JSON.parse(outcome) as Outcome, duals },
})

describe('the solver in a program of its own', () => {
  test('answers as the solver here does, and tells how far it is', async () => {
    const heard: Progress[] = []
    const asked = await askForPlan(JSON.stringify(sampleFacts()), { seconds: 60, tell: (so) => heard.push(so) })
    const { outcome, duals } = read(asked)
    const here = await planFacts(sampleFacts(), { seconds: 60 })
    expect(outcome).toEqual(here.outcome)
    expect([...duals]).toEqual([...here.duals])
    expect(heard[0]).toMatchObject({ stage: 'pricing', bound: null })
    expect(heard[0]!.value).toBe(outcome.preview)
  })

  test('answers about a plan: why not, how firm, without somebody, one more seat, stops', async () => {
    const facts = sampleFacts()
    const { outcome } = await planFacts(facts, {})
    const ask = (question: Parameters<typeof askAboutPlan>[1]['question']) =>
      askAboutPlan(JSON.stringify(facts), { plan: outcome, question }, { seconds: 60 })
    const { employeeId, openingId } = outcome.placements[0]!
    const firm = await ask({ ask: 'how-firm', employeeId, openingId })
    expect(firm).toMatchObject({ kind: 'difference', isProven: true })
    expect(firm.kind === 'difference' && firm.gone.map((one) => one.employeeId)).toContain(employeeId)
    const no = await ask({ ask: 'without', employeeId })
    expect(no.kind === 'difference' && no.come.map((one) => one.employeeId)).not.toContain(employeeId)
    const elsewhere = facts.openings.find(
      (one) => one.hostUnitId === facts.people.find((p) => p.employeeId === employeeId)!.unitId,
    )
    if (elsewhere) {
      const own = await ask({ ask: 'why-not', employeeId, openingId: elsewhere.openingId })
      expect(own.kind === 'excluded' && own.failures.map(({ rule }) => rule)).toContain('own-unit')
    }
    const unrated = facts.people.find(({ levels }) => Object.values(levels).every((level) => level === null))!
    const why = await ask({ ask: 'why-not', employeeId: unrated.employeeId, openingId })
    expect(why.kind === 'excluded' && why.failures[0]!.rule).toBe('rated')
    expect(await ask({ ask: 'one-more-seat', openingId })).toMatchObject({ kind: 'difference', isProven: true })
    expect(await ask({ ask: 'stops' })).toMatchObject({ kind: 'stops', stops: [{ value: outcome.value }] })
  })

  test('tells a plan to its last word, however long it is', async () => {
    const facts = manyFacts()
    const { outcome } = await askForPlan(JSON.stringify(facts), { seconds: 60 })
    expect(outcome.length).toBeGreaterThan(2 ** 16)
    expect(JSON.parse(outcome)).toEqual(JSON.parse(JSON.stringify((await planFacts(facts, { seconds: 60 })).outcome)))
  })

  test('is killed when nobody wants to know any more, and the next question is answered', async () => {
    const giveUp = new AbortController()
    const asked = askForPlan(JSON.stringify(manyFacts()), {
      seconds: 60,
      signal: giveUp.signal,
      tell: () => giveUp.abort(),
    })
    const next = askForPlan(JSON.stringify(sampleFacts()), { seconds: 60 })
    await expect(asked).rejects.toThrow(GivenUp)
    expect(childrenOf(process.pid).length).toBeLessThanOrEqual(1)
    expect(read(await next).outcome.placements).toHaveLength(11)
  })

  test('pins that exclude each other are named, with the rule', async () => {
    const facts = sampleFacts()
    const { outcome } = await planFacts(facts, {})
    const [first] = outcome.placements
    const single = facts.openings.find(({ openingId }) => openingId === first!.openingId)!
    single.seats = 1
    const others = makeRound(facts)
    const at = others.instance.openings.findIndex(({ key }) => key === single.openingId)
    const rival = others.instance.options.opening.findIndex(
      (opening, place) =>
        opening === at && others.instance.people[others.instance.options.person[place]!]!.key !== first!.employeeId,
    )
    const second = others.instance.people[others.instance.options.person[rival]!]!.key
    facts.pins = [first!.employeeId, second].map((employeeId) => ({
      employeeId,
      openingId: single.openingId,
      from: null,
    }))
    const { outcome: none } = read(await askForPlan(JSON.stringify(facts), { seconds: 60 }))
    expect(none).toMatchObject({ status: 'infeasible', placements: [], clash: { pins: [0, 1] } })
    expect(none.clash!.rules.length).toBe(1)
    facts.pins = [{ employeeId: first!.employeeId, openingId: single.openingId, from: null }]
    const { outcome: pinned } = read(await askForPlan(JSON.stringify(facts), { seconds: 60 }))
    expect(auditFacts(facts, pinned.placements)).toEqual([])
  })
})

test('a round above the guards is refused before the solver sees it', () => {
  const { instance } = makeRound(sampleFacts())
  expect(() => buildModel({ ...instance, options: emptyOptions(guards.options + 1) })).toThrow(TooLarge)
})

/** Programs that this process has started and that still run the solver. */
const childrenOf = (pid: number) =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    .split(' ')
    .filter((child) => child !== '' && readFileSync(`/proc/${child}/cmdline`, 'utf8').includes('planner/child'))
