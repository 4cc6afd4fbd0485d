import { eq, inArray, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { blackout, homeRule, person, preference, resultPerson, unit } from '@/db/schema'
import type { Persona } from '@/db/values'
import { findResult, type Published } from '@/lib/people/published'
import { noSuchPerson } from '@/lib/people/queries'
import { judge } from './eligibility'
import type { Surroundings } from './facts'
import { plannedGain } from './gain'
import { listPersonFacts } from './person-facts'
import { type FoundOpening, getPlacementPolicy, listOpenings, toOpening, toTerms } from './queries'
import { routes } from './routes'
import { usualSpan } from './rules'
import type { HelpfulOpening, HelpfulOpenings } from './shapes'

/** Published openings for one person: what each would bring, and rule by rule why they may go or not. */
export async function listHelpful(
  db: Db,
  { employeeId, today, persona }: { employeeId: string; today: string; persona: Persona },
): Promise<HelpfulOpenings & { personId: number }> {
  const [found] = await db.select({ id: person.id }).from(person).where(eq(person.employeeId, employeeId))
  if (!found) throw noSuchPerson()
  const result = await findResult(db)
  const [facts] = await listPersonFacts(db, { personIds: [found.id], today, persona, result })
  const { policy, isDefault } = await getPlacementPolicy(db)
  const offered = await listOpenings(db, { status: 'published' })
  const around = await surroundingsOf(db, { offered, today, result })
  const ranks = await ranksOf(db, found.id)
  const openings = offered.flatMap((one): HelpfulOpening[] => {
    const route = routes.get(one.routeKey)
    if (!facts || !route) return []
    const terms = toTerms(one)
    const span = usualSpan(terms)
    const asked = { develops: terms.criteria, span, levels: facts.person.levels, aims: facts.aims, route }
    const gain = plannedGain({ ...asked, objective: policy.objective })
    const verdicts = judge({
      person: facts.person,
      opening: terms,
      span,
      around: around(one, facts.person.unitId),
      policy,
    })
    return [
      {
        ...{ opening: toOpening(one), ...span, points: gain.points / 1000, verdicts, rank: ranks.get(one.id) ?? null },
        isEligible: verdicts.every(({ outcome }) => outcome !== 'fails'),
        gains: gain.criteria.map((part) => ({
          ...{ criterion: part.criterion, level: part.from / 1000, gain: part.gain / 1000, points: part.points / 1000 },
        })),
      },
    ]
  })
  openings.sort((one, other) => Number(other.isEligible) - Number(one.isEligible) || other.points - one.points)
  return { personId: found.id, employeeId, profile: facts?.profile ?? null, isDefaultPolicy: isDefault, openings }
}

async function ranksOf(db: Db, personId: number) {
  const rows = await db
    .select({ openingId: preference.openingId, rank: preference.rank })
    .from(preference)
    .where(eq(preference.personId, personId))
  return new Map(rows.map(({ openingId, rank }) => [openingId, rank]))
}

type Offered = { offered: readonly FoundOpening[]; today: string; result: Published | null }

/** What stands around each of these openings, for people of any home unit: notice, blackouts, and who would lead them. */
export async function surroundingsOf(db: Db, { offered, today, result }: Offered) {
  const rules = await db
    .select({ unitId: unit.unitId, noticeDays: homeRule.noticeDays })
    .from(homeRule)
    .innerJoin(unit, eq(unit.id, homeRule.unitId))
  const closed = await db
    .select({
      unitId: unit.unitId,
      from: sql<string>`lower(${blackout.valid})::text`,
      to: sql<string>`(upper(${blackout.valid}) - 1)::text`,
      reason: blackout.reason,
    })
    .from(blackout)
    .innerJoin(unit, eq(unit.id, blackout.unitId))
  const leaders = [...new Set(offered.flatMap(({ supervisorKey }) => supervisorKey ?? []))]
  const levels = await listLevels(db, leaders, result)
  const notice = new Map(rules.map(({ unitId, noticeDays }) => [unitId, noticeDays]))
  const of = (unitId: string, side: 'home' | 'host') =>
    closed.flatMap(({ unitId: where, ...days }) => (where === unitId ? [{ ...days, of: side }] : []))
  return (one: FoundOpening, home: string): Surroundings => ({
    today,
    noticeDays: notice.get(home) ?? null,
    blackouts: [...of(home, 'home'), ...of(one.host.unitId, 'host')],
    supervisorLevels: (one.supervisorKey !== null && levels.get(one.supervisorKey)) || null,
  })
}

async function listLevels(db: Db, ids: readonly number[], result: Published | null) {
  if (!result || ids.length === 0) return new Map<number, Map<string, number | null>>()
  const rows = await db
    .select({ id: resultPerson.personId, levels: sql<(number | null)[]>`${resultPerson.milliLevels}` })
    .from(resultPerson)
    .where(sql`${eq(resultPerson.resultId, result.id)} and ${inArray(resultPerson.personId, [...ids])}`)
  return new Map(
    rows.map(({ id, levels }) => [id, new Map(result.criteria.map((key, place) => [key, levels[place] ?? null]))]),
  )
}
