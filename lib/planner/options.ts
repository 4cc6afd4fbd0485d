import { addDays, type Span } from '@/lib/openings/days'
import { firstBroken, needsMove, type RuleKey } from '@/lib/openings/eligibility'
import type { PersonFacts, Surroundings } from '@/lib/openings/facts'
import { once } from '@/lib/openings/remember'
import { routes } from '@/lib/openings/routes'
import { awayShare, type OpeningRow, type PersonRow, type RoundFacts, type UnitRow } from './facts'
import { floorsOf, soleHoldings } from './homes'
import { type Instance, type Option, packOptions } from './instance'
import { firstDays, usualWindow, type Window, windowsOf } from './periods'
import type { Pair } from './pins'
import { gainOf, rateOf, worthOf } from './value'

/** Why a pair is not considered: a rule about the person, or what the scenario asks. */
export type Exclusion = RuleKey | 'gain' | 'single-holder' | 'stays' | 'forbidden' | 'dates'

/** A round made of facts: what the solver sees, and how its places are called outside. */
export interface MadeRound {
  instance: Instance
  pins: Pair[]
  /** Of each opening, the days behind an option's periods. */
  windows: Window[][]
  /** How many pairs of candidates and openings are excluded by which rule, the first one that does. */
  excluded: Partial<Record<Exclusion, number>>
  /** Pairs with at least one option. */
  pairs: number
}

/** Somebody as the rules of eligibility read them. */
export const personFacts = once(
  (person: PersonRow): PersonFacts => ({
    ...person,
    levels: new Map(Object.entries(person.levels)),
    targets: new Map(person.profile.map(({ criterion, target }) => [criterion, target])),
  }),
)

const unitsOf = once((units: RoundFacts['units']) => new Map(units.map((unit) => [unit.unitId, unit])))
const closedAt = {
  home: once(({ blackouts }: UnitRow) => blackouts.map((one) => ({ ...one, of: 'home' as const }))),
  host: once(({ blackouts }: UnitRow) => blackouts.map((one) => ({ ...one, of: 'host' as const }))),
}
const leadersLevels = once(({ supervisorLevels }: OpeningRow) => ({
  levels: supervisorLevels && new Map(Object.entries(supervisorLevels)),
}))

/** What stands around a candidate and an opening: notice and blackouts of both sides, levels of the supervisor. */
export function surroundings({ today, units }: RoundFacts, person: PersonRow, opening: OpeningRow): Surroundings {
  const home = unitsOf(units).get(person.unitId)
  const host = unitsOf(units).get(opening.hostUnitId)
  return {
    ...{ today, noticeDays: home?.noticeDays ?? null, supervisorLevels: leadersLevels(opening).levels },
    blackouts: [...(home ? closedAt.home(home) : []), ...(host ? closedAt.host(host) : [])],
  }
}

/**
 * All placements that keep every individual rule that must hold, with what each is worth and costs, and what the others fail by.
 * Pure: the same facts give the same bytes, whatever order they come in.
 */
export function makeRound(given: RoundFacts): MadeRound {
  const facts = inOrder(given)
  const { people, openings } = facts
  const { firsts, windows, placementsAt } = openPairs(facts)
  const periods = firsts.map(
    (from, at): Span => ({ from, to: addDays(firsts[at + 1] ?? addDays(facts.horizon.to, 1), -1) }),
  )
  const excluded: MadeRound['excluded'] = {}
  const options: Option[] = []
  let pairs = 0
  for (const [person, row] of people.entries()) {
    if (!row.isCandidate) continue
    for (const [opening, other] of openings.entries()) {
      const found = placementsAt(row, opening)
      if (typeof found === 'string') {
        excluded[found] = (excluded[found] ?? 0) + 1
        continue
      }
      pairs++
      const rate = rateOf(facts, row, other)
      const isAway = other.share >= awayShare
      for (const { window, value } of found) {
        options.push({ person, opening, from: window.first, to: window.last, value, rate, isAway })
      }
    }
  }
  const instance: Instance = {
    periods: periods.length,
    people: people.map(({ employeeId: key }) => ({ key })),
    openings: openings.map(({ openingId: key, seats, taken }) => ({
      key,
      free: periods.map(
        (period) => seats - taken.filter((span) => span.from <= period.to && period.from <= span.to).length,
      ),
    })),
    floors: floorsOf(facts, periods),
    budgets:
      // Without costs of cover there is nothing that a budget could bound.
      facts.budget === null || facts.policy.coverCost === null
        ? []
        : [
            {
              key: 'all',
              members: people.map((_, at) => at),
              openings: null,
              first: 0,
              last: periods.length - 1,
              most: facts.budget,
            },
          ],
    options: packOptions(options),
  }
  return { instance, pins: pinsOf(facts, windows), windows, excluded, pairs }
}

/** The openings of these facts, each to be asked about for one person: its placements, or the rule that leaves none. */
export function openPairs(facts: RoundFacts) {
  const firsts = firstDays(facts)
  const windows = facts.openings.map((opening) =>
    windowsOf(opening, facts, firsts, routes.get(opening.routeKey)!.typicalMonths),
  )
  const holds = facts.policy.rules['single-holder'] === 'hold'
  const isSole = once((row: PersonRow) => holds && soleHoldings(row, unitOf(facts, row)).length > 0)
  const placementsAt = (person: PersonRow, at: number) =>
    optionsOf(facts, person, facts.openings[at]!, { windows: windows[at]!, isSole: isSole(person) })
  return { firsts, windows, placementsAt }
}

/** People, openings and units by their keys. */
const inOrder = (facts: RoundFacts): RoundFacts => {
  const by = <T>(list: readonly T[], key: (one: T) => string) => [...list].sort((a, b) => (key(a) < key(b) ? -1 : 1))
  return {
    ...facts,
    people: by(facts.people, ({ employeeId }) => employeeId),
    openings: by(facts.openings, ({ openingId }) => openingId),
    units: by(facts.units, ({ unitId }) => unitId),
  }
}

const unitOf = ({ people }: RoundFacts, { unitId }: PersonRow) => people.filter((other) => other.unitId === unitId)

const usualOf = once((windows: readonly Window[]) => usualWindow(windows) ?? null)

interface Places {
  windows: readonly Window[]
  isSole: boolean
}

/** A pair's placements, or the first rule that leaves none of them. */
function optionsOf(facts: RoundFacts, person: PersonRow, opening: OpeningRow, { windows, isSole }: Places) {
  if (facts.forbids.some((one) => forbids(one, person, opening))) return 'forbidden'
  const usual = usualOf(windows)
  if (!usual) return 'dates'
  const pair = {
    person: personFacts(person),
    opening,
    around: surroundings(facts, person, opening),
    policy: facts.policy,
  }
  const fits = (span: Span) => firstBroken.ofDays({ ...pair, span }) === null
  const isPossible = firstBroken.ofPair(pair) === null
  // What a placement brings is told sooner than whether its days keep every rule.
  const found = (isPossible ? windows : []).flatMap((window) => {
    const gain = gainOf(facts, person, opening, window)
    const value = gain.helpsChosen ? worthOf(facts, person, opening, { span: window, gain }).total : 0
    return value > 0 && fits(window) ? [{ window, value }] : []
  })
  if (found.length === 0) {
    return isPossible && windows.some(fits) ? 'gain' : firstBroken.ofAll({ ...pair, span: usual })!
  }
  if (isSole) return 'single-holder'
  return facts.rules.staysInPlace && needsMove(pair.person, opening) ? 'stays' : found
}

const forbids = ({ employeeId, openingId }: RoundFacts['forbids'][number], person: PersonRow, opening: OpeningRow) =>
  employeeId === person.employeeId && (openingId === null || openingId === opening.openingId)

/** Pins by their places; one whose person or opening is not of this round names nobody and cannot be met. */
function pinsOf({ people, openings, pins }: RoundFacts, windows: readonly Window[][]): Pair[] {
  return pins.map(({ employeeId, openingId, from }) => {
    const person = people.findIndex((one) => one.employeeId === employeeId)
    const opening = openings.findIndex((one) => one.openingId === openingId)
    const first = from === null ? null : (windows[opening]?.find((window) => window.from === from)?.first ?? -1)
    return { person, opening, from: first }
  })
}
