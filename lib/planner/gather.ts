import { setImmediate } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { invalid } from '@/lib/access/errors'
import type { Span } from '@/lib/openings/days'
import { surroundingsOf } from '@/lib/openings/helpful'
import { listHomeRules } from '@/lib/openings/home'
import { listPersonFacts } from '@/lib/openings/person-facts'
import { getPlacementPolicy, listOpenings, toTerms } from '@/lib/openings/queries'
import { findResult, getProfile, type Published } from '@/lib/people/published'
import type { OpeningRow, PersonRow, RoundFacts, UnitRow, Wanted } from './facts'
import type { ScenarioInputs } from './shapes'

/** As many people as are read or written down in one go: a thousand would hold up every page. */
export const pace = 100

/** More people than one plan can weigh; the guards on placements come later. */
const mostPeople = 5_000

type Head = {
  id: number
  employeeId: string
  unitId: string
  managerId: string | null
  grade: string
  isCandidate: boolean
} & Record<string, unknown>

/**
 * All that a plan hangs on, as HR sees it on this day: who is in the units asked for and is assessed, who else is a head at
 * their homes, published openings, what homes keep, wishes, leave and placements. Refused without a published result.
 */
export async function gatherFacts(
  db: Db,
  { inputs, today }: { inputs: ScenarioInputs; today: string },
): Promise<{ facts: RoundFacts; policyVersion: number; candidates: number[] }> {
  const result = await findResult(db)
  if (!result) throw invalid('There is no published result yet: a plan starts from levels of record.')
  const { policy, version: policyVersion } = await getPlacementPolicy(db)
  const heads = await listHeads(db, { population: inputs.population, today })
  if (heads.length > mostPeople) {
    const message = `These units and their colleagues are ${heads.length.toLocaleString('en')} people; a plan weighs up to ${mostPeople.toLocaleString('en')}. Choose fewer units.`
    throw invalid(message, [{ path: 'inputs.population', message }])
  }
  const people = await describePeople(db, { heads, today, result })
  const openings = await describeOpenings(db, { dates: inputs.dates, today, result })
  const places = new Set([...people.map(({ unitId }) => unitId), ...openings.map(({ hostUnitId }) => hostUnitId)])
  const units = (await listHomeRules(db, { today })).flatMap(
    ({ unit, minHeads, noticeDays, holders, blackouts }): UnitRow[] =>
      places.has(unit.unitId) ? [{ unitId: unit.unitId, minHeads, noticeDays, holders, blackouts }] : [],
  )
  const { switches, ...rules } = inputs.rules
  const { horizon, per, budget, pins, forbids, sliders } = inputs
  const facts: RoundFacts = {
    ...{ today, horizon, per, rules, budget, pins, forbids, people, openings, units, chosen: inputs.gaps },
    policy: { ...policy, rules: { ...policy.rules, ...switches }, objective: { ...policy.objective, sliders } },
    proposed: await listProposed(db),
  }
  return { facts, policyVersion, candidates: heads.flatMap(({ id, isCandidate }) => (isCandidate ? [id] : [])) }
}

/** Everybody with a post in a unit from which a candidate comes. */
async function listHeads(db: Db, { population, today }: { population: string[]; today: string }): Promise<Head[]> {
  const { rows } = await db.execute<Head>(sql`
    with heads as (
      select p.id, p.employee_id, p.grade, p.is_assessed, m.unit_id
      from person p join unit_membership m on m.person_id = p.id and m.valid @> ${today}::date
      where p.employee_id is not null and p.employed @> ${today}::date
    ), asked as (
      select c.descendant_id as id from unit_closure c join unit u on u.id = c.ancestor_id
      where cardinality(${sql.param(population)}::text[]) = 0 or u.unit_id = any (${sql.param(population)}::text[])
    ), homes as (select distinct unit_id from heads where is_assessed and unit_id in (select id from asked))
    select h.id, h.employee_id as "employeeId", u.unit_id as "unitId", h.grade,
      (select b.employee_id from reporting_line l join person b on b.id = l.manager_id
        where l.person_id = h.id and l.valid @> ${today}::date) as "managerId",
      h.is_assessed and h.unit_id in (select id from asked) as "isCandidate"
    from heads h join unit u on u.id = h.unit_id
    where h.unit_id in (select unit_id from homes) order by h.employee_id`)
  return rows
}

interface Asked {
  heads: readonly Head[]
  today: string
  result: Published
}

async function describePeople(db: Db, { heads, today, result }: Asked): Promise<PersonRow[]> {
  const ids = heads.map(({ id }) => id)
  const facts = await listPersonFacts(db, { personIds: ids, today, persona: 'p_hr', result })
  const profiles = new Map<string, Wanted[]>()
  const aims = facts.flatMap(({ profile, person }) => [profile, person.wish ? aspirationOf(person.wish) : null])
  for (const key of new Set(aims)) {
    if (key !== null) profiles.set(key, (await getProfile(db, result, undefined, key)).targets)
  }
  const choices = await listChoices(db, ids)
  const placements = await listPlacements(db, ids)
  const known = new Map(facts.map((one) => [one.person.employeeId, one]))
  const describe = ({ id, employeeId, unitId, managerId, grade, isCandidate }: Head): PersonRow[] => {
    const found = known.get(employeeId)
    if (!found) return []
    const { person, profile } = found
    const { notNowUntil, mobility, places, earliest, latest, maxShare } = person.wish ?? unasked
    const aspiration = person.wish ? aspirationOf(person.wish) : null
    const { standing } = person
    return [
      {
        ...{ employeeId, isCandidate, unitId, managerId, grade, location: person.location },
        reportIds: [...person.reportIds].sort(),
        levels: Object.fromEntries(person.levels),
        profile: profile === null ? [] : (profiles.get(profile) ?? []),
        aspired: aspiration === null ? null : (profiles.get(aspiration) ?? null),
        inPostSince: person.inPostSince,
        standing: standing && {
          ...{ probationUntil: standing.probationUntil, contractEndsOn: standing.contractEndsOn },
          isUnderProcess: standing.isUnderProcess,
        },
        leave: [...person.leave],
        wish: person.wish && { notNowUntil, mobility, places: [...places], earliest, latest, maxShare },
        choices: choices.get(id) ?? [],
        placements: placements.flatMap(({ personId, ...days }) => (personId === id ? [days] : [])),
      },
    ]
  }
  const rows: PersonRow[] = []
  for (let at = 0; at < heads.length; at += pace) {
    rows.push(...heads.slice(at, at + pace).flatMap(describe))
    await setImmediate()
  }
  return rows
}

const unasked = {
  notNowUntil: null,
  mobility: 'unknown',
  places: [],
  earliest: null,
  latest: null,
  maxShare: 100,
} as const

/** The row of a wish carries the role aimed at too, which rules of eligibility do not read. */
const aspirationOf = (wish: object) =>
  'aspiration' in wish && typeof wish.aspiration === 'string' ? wish.aspiration : null

async function listChoices(db: Db, ids: readonly number[]): Promise<Map<number, string[]>> {
  const { rows } = await db.execute<{ id: number; choices: string[] }>(sql`
    select f.person_id as id, array_agg(o.opening_id order by f.rank) as choices
    from preference f join opening o on o.id = f.opening_id
    where f.person_id = any (${sql.param(ids)}::bigint[]) group by f.person_id`)
  return new Map(rows.map(({ id, choices }) => [id, choices]))
}

/** Where people have been, are and are asked to go; what came to nothing does not count. */
async function listPlacements(db: Db, ids: readonly number[]) {
  const { rows } = await db.execute<{ personId: number; from: string; to: string; share: number }>(sql`
    select person_id as "personId", lower(during)::text as "from", (upper(during) - 1)::text as "to", share from secondment
    where person_id = any (${sql.param(ids)}::bigint[])
      and state not in ('draft', 'refused', 'dropped', 'withdrawn', 'not-selected', 'cancelled')
    order by person_id, lower(during)`)
  return rows
}

async function describeOpenings(
  db: Db,
  { dates, today, result }: { dates: ScenarioInputs['dates']; today: string; result: Published },
): Promise<OpeningRow[]> {
  const offered = await listOpenings(db, { status: 'published' })
  const around = await surroundingsOf(db, { offered, today, result })
  const { rows } = await db.execute<{ openingId: string; from: string; to: string }>(sql`
    select o.opening_id as "openingId", lower(s.during)::text as "from", (upper(s.during) - 1)::text as "to"
    from secondment s join opening o on o.id = s.opening_id
    where s.state in ('interest', 'release', 'selection', 'confirmed', 'active', 'extending', 'ending-early', 'ending')
    order by o.opening_id, lower(s.during), s.seat_no`)
  const inOpening = ({ from, to }: Span, one: OpeningRow) => one.earliestStart <= from && to <= one.latestEnd
  return offered.map((found): OpeningRow => {
    const terms = toTerms(found)
    const { supervisorLevels } = around(found, '')
    const opening: OpeningRow = {
      ...{ openingId: terms.openingId, routeKey: terms.routeKey, hostUnitId: terms.hostUnitId },
      ...{ supervisorId: terms.supervisorId, location: terms.location, seats: terms.seats, share: terms.share },
      ...{ earliestStart: terms.earliestStart, latestEnd: terms.latestEnd, isFixed: terms.isFixed },
      ...{ minDays: terms.minDays, maxDays: terms.maxDays, paidBy: terms.paidBy, clearance: terms.clearance },
      ...{ languages: terms.languages, applyBy: terms.applyBy, status: terms.status },
      ...{ entry: terms.entry, criteria: terms.criteria, dates: null },
      taken: rows.flatMap(({ openingId, ...days }) => (openingId === terms.openingId ? [days] : [])),
      supervisorLevels: supervisorLevels && Object.fromEntries(supervisorLevels),
    }
    const set = dates.find(({ openingId }) => openingId === terms.openingId)
    if (!set) return opening
    if (!inOpening(set, opening)) {
      const message = `These days lie outside those of ${found.title}, from ${opening.earliestStart} to ${opening.latestEnd}.`
      throw invalid(message, [{ path: 'inputs.dates', message }])
    }
    return { ...opening, dates: { from: set.from, to: set.to } }
  })
}

/** What the plan that was published last proposed. */
async function listProposed(db: Db): Promise<RoundFacts['proposed']> {
  const { rows } = await db.execute<{ employeeId: string; openingId: string; from: string }>(sql`
    select p ->> 'employeeId' as "employeeId", p ->> 'openingId' as "openingId", p ->> 'from' as "from"
    from (select outcome from plan_run where status = 'published' order by approved_at desc limit 1) r,
      jsonb_array_elements(r.outcome -> 'placements') p order by 1, 2`)
  return rows
}
