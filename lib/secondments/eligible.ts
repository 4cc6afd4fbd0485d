import { sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import type { Persona } from '@/db/values'
import { invalid } from '@/lib/access/errors'
import { firstFailure, judge, type Verdict } from '@/lib/openings/eligibility'
import { plannedGain } from '@/lib/openings/gain'
import { surroundingsOf } from '@/lib/openings/helpful'
import { listPersonFacts } from '@/lib/openings/person-facts'
import { getOpening, getPlacementPolicy, toTerms } from '@/lib/openings/queries'
import { routes } from '@/lib/openings/routes'
import { findResult } from '@/lib/people/published'
import { noSuchPerson } from '@/lib/people/queries'

interface Asked {
  employeeId: string
  openingId: string
  from: string
  to: string
  today: string
  persona: Persona
  /** A placement that does not stand in its own way. */
  but?: number
}
interface Aimed {
  criterion: string
  from: number
  to: number
}

/** How every rule comes out for one person in one opening on these days, and what it is expected to bring (thousandths). */
export async function judgePlacement(db: Db, { employeeId, openingId, from, to, today, persona, but }: Asked) {
  if (to < from)
    throw invalid('The last day is the first day or later.', [{ path: 'to', message: 'is before the first' }])
  const { rows } = await db.execute<{ id: number }>(sql`select id from person where employee_id = ${employeeId}`)
  const personId = rows[0]?.id
  if (personId === undefined) throw noSuchPerson()
  const found = await getOpening(db, openingId)
  const result = await findResult(db)
  const [facts] = await listPersonFacts(db, { personIds: [personId], today, persona, result })
  if (!facts) throw noSuchPerson()
  const { policy } = await getPlacementPolicy(db)
  const around = await surroundingsOf(db, { offered: [found], today, result })
  const opening = toTerms(found)
  const person = { ...facts.person, placements: await listPlacements(db, [personId], but) }
  const span = { from, to }
  const route = routes.get(found.routeKey)
  const gain =
    route &&
    plannedGain({
      ...{
        route,
        span,
        develops: opening.criteria,
        levels: person.levels,
        aims: facts.aims,
        objective: policy.objective,
      },
    })
  const verdicts: Verdict[] = judge({ person, opening, span, around: around(found, person.unitId), policy })
  const targets = (gain?.criteria ?? []).map(
    ({ criterion, from: level, gain: by }): Aimed => ({ criterion, from: level, to: Math.min(5000, level + by) }),
  )
  return {
    personId,
    openingKey: found.id,
    share: found.share,
    title: found.title,
    verdicts,
    points: gain?.points ?? 0,
    targets,
  }
}

/** The first rule that excludes each of these people on these days from one opening; who is missing is excluded by none. */
export async function judgeMany(
  db: Db,
  { personIds, openingId, from, to, today, persona }: Omit<Asked, 'employeeId'> & { personIds: readonly number[] },
): Promise<Map<number, Verdict>> {
  const found = await getOpening(db, openingId)
  const result = await findResult(db)
  const people = await listPersonFacts(db, { personIds, today, persona, result })
  const { policy } = await getPlacementPolicy(db)
  const around = await surroundingsOf(db, { offered: [found], today, result })
  const placements = await listPlacements(db, personIds)
  const judged = people.flatMap(({ personId, person }) => {
    const failure = firstFailure(
      judge({
        person: { ...person, placements: placements.filter((one) => one.personId === personId) },
        ...{ opening: toTerms(found), span: { from, to }, around: around(found, person.unitId), policy },
      }),
    )
    return failure ? [[personId, failure] as const] : []
  })
  return new Map(judged)
}

/** Where people have been, are and were agreed to go. */
async function listPlacements(db: Db, personIds: readonly number[], but?: number) {
  const { rows } = await db.execute<{ personId: number; from: string; to: string; share: number }>(sql`
    select person_id as "personId", lower(during)::text as "from", (upper(during) - 1)::text as "to", share from secondment
    where person_id = any (${sql.param([...personIds])}::bigint[]) and id is distinct from ${but ?? null}
      and state not in ('draft', 'refused', 'dropped', 'withdrawn', 'not-selected', 'cancelled')`)
  return rows
}
