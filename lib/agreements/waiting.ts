import { asc, eq, inArray, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { person, unit, unitMembership } from '@/db/schema'
import { invalid, notFound } from '@/lib/access/errors'
import { heldOn, refColumns, toRef } from '@/lib/people/queries'
import type { PersonRef } from '@/lib/people/shapes'
import { iso } from './queries'
import type { Batch, BatchInput, BatchRow, ToSettle, Waiting, WaitingRatee } from './shapes'

/** How many people and levels wait for the viewer to be settled, by cycle: no name, hence no look at anybody. */
export async function countToSettle(db: Db): Promise<ToSettle['cycles']> {
  const { rows } = await db.execute<ToSettle['cycles'][number]>(sql`
    select c.name as cycle, ${iso(sql`agree.closes_at`)} as "agreeBy", count(*) filter (where levels.open > 0)::int as people,
      sum(levels.disputed)::int as disputed
    from participant p
    join cycle c on c.id = p.cycle_id
    join cycle_deadline agree on agree.cycle_id = c.id and agree.stage = 'agree'
    cross join lateral (select
      (select count(*) from rating r where ${mayAgree} and r.cycle_id = p.cycle_id and r.subject_id = p.subject_id
        and r.rater_type = 'manager' and r.level is not null and not exists (select from agreement g
          where g.participant_id = p.id and g.criterion_id = r.criterion_id and g.status <> 'draft')) as open,
      (select count(*) from agreement g where g.participant_id = p.id and g.status = 'disputed') as disputed) levels
    where p.id = any (array(select authz.ratee_participant_ids())) and levels.open + levels.disputed > 0
    group by c.id, agree.closes_at order by agree.closes_at, c.id`)
  return rows
}

type OpenCycle = Omit<Waiting['cycles'][number], 'people'>
type Work = Omit<WaitingRatee, 'person'> & { subjectId: number; cycle: string }

const mayAgree = sql`p.id = any (array(select authz.agreeable_participant_ids()))`

/** Those whom the viewer rates in open cycles, and what is left to do with each; nothing of what they say themselves. */
export async function listWaiting(db: Db, today: string): Promise<{ waiting: Waiting; ids: number[] }> {
  const { rows } = await db.execute<Work>(sql`
    select p.subject_id as "subjectId", c.name as cycle, coalesce(mine.status, 'none') as form,
      (select count(*)::int from answer a where a.assessment_id = mine.id and a.kind is not null) as answered,
      coalesce(own.status = 'submitted', false) as "hasSubmitted", ${mayAgree} as "mayAgree",
      (select count(distinct r.criterion_id)::int from rating r
        where ${mayAgree} and r.cycle_id = p.cycle_id and r.subject_id = p.subject_id and r.rater_type = 'manager'
          and r.level is not null and not exists (select from agreement g
            where g.participant_id = p.id and g.criterion_id = r.criterion_id and g.status <> 'draft')) as "toAgree",
      (select count(*)::int from agreement g where g.participant_id = p.id and g.status = 'disputed') as disputed,
      ${iso(sql`talk.meets_at`)} as "meetsAt", talk.acknowledged_at is not null as "isAcknowledged"
    from participant p
    join cycle c on c.id = p.cycle_id
    left join assessment mine on mine.participant_id = p.id and mine.rater_type = 'manager'
      and mine.rater_id = (select authz.person_id())
    left join assessment own on own.participant_id = p.id and own.rater_type = 'self'
    left join conversation talk on talk.participant_id = p.id
    where p.id = any (array(select authz.ratee_participant_ids()))`)
  const people = await listRefs(db, rows, today)
  const cycles = rows.length > 0 ? await listOpenCycles(db) : []
  const peopleOf = (name: string) =>
    people.flatMap(({ id, ref }) => {
      const found = rows.find(({ subjectId, cycle }) => subjectId === id && cycle === name)
      if (!found) return []
      const { subjectId: _, cycle: __, ...work } = found
      return [{ person: ref, ...work }]
    })
  const waiting = cycles
    .map((one) => ({ ...one, people: peopleOf(one.cycle) }))
    .filter(({ people: found }) => found.length > 0)
  return { waiting: { cycles: waiting }, ids: people.map(({ id }) => id) }
}

/** Cycles that are open, the next deadline first. */
async function listOpenCycles(db: Db): Promise<OpenCycle[]> {
  const { rows } = await db.execute<OpenCycle>(sql`
    select c.name as cycle, plan.time_zone as "timeZone", plan.asks_peers as "asksPeers",
      ${iso(sql`rate.closes_at`)} as "rateBy", ${iso(sql`agree.closes_at`)} as "agreeBy",
      (select count(*)::int from criterion k where k.framework_version_id = c.framework_version_id) as criteria
    from cycle c
    join cycle_plan plan on plan.cycle_id = c.id
    join cycle_deadline rate on rate.cycle_id = c.id and rate.stage = 'manager'
    join cycle_deadline agree on agree.cycle_id = c.id and agree.stage = 'agree'
    where c.status = 'open'
    order by rate.closes_at, c.id`)
  return rows
}

/** References in the order of names, with their internal keys. */
async function listRefs(db: Db, rows: readonly { subjectId: number }[], today: string) {
  const ids = [...new Set(rows.map(({ subjectId }) => subjectId))]
  if (ids.length === 0) return []
  const found = await db
    .select(refColumns)
    .from(person)
    .leftJoin(unitMembership, heldOn(today))
    .leftJoin(unit, eq(unit.id, unitMembership.unitId))
    .where(inArray(person.id, ids))
    .orderBy(asc(person.name), asc(person.id))
  return found.map((row): { id: number; ref: PersonRef } => ({ id: row.id, ref: toRef(row) }))
}

type Answered = Omit<BatchRow, 'person'> & { subjectId: number }

/** One criterion of everybody whom the viewer rates in a cycle, with the viewer's own answers: to compare like with like. */
export async function listBatch(
  db: Db,
  input: BatchInput & { today: string },
): Promise<{ batch: Batch; ids: number[] }> {
  const cycle = (await listOpenCycles(db)).find((one) => one.cycle === input.cycle)
  if (!cycle) throw notFound(`There is no open cycle called ${input.cycle} in which you rate somebody.`)
  const { rows } = await db.execute<Answered>(sql`
    select p.subject_id as "subjectId", coalesce(mine.status, 'none') as status,
      rate.closes_at > authz.now() and coalesce(mine.status = 'draft', true)
        and p.id = any (array(select authz.rateable_participant_ids())) as "isOpen", nullif(t.target, 0) as target,
      a.kind, a.level, coalesce(a.comment, '') as comment, a.basis, coalesce(a.version, 0) as version
    from participant p
    join cycle c on c.id = p.cycle_id and c.name = ${input.cycle}
    join cycle_deadline rate on rate.cycle_id = c.id and rate.stage = 'manager'
    join criterion k on k.framework_version_id = c.framework_version_id and k.key = ${input.criterion}
    left join role_profile r on r.framework_version_id = c.framework_version_id and r.key = p.target_profile
    left join target t on t.role_profile_id = r.id and t.criterion_id = k.id and t.weight > 0
    left join assessment mine on mine.participant_id = p.id and mine.rater_type = 'manager'
      and mine.rater_id = (select authz.person_id())
    left join answer a on a.assessment_id = mine.id and a.criterion_id = k.id
    where p.id = any (array(select authz.ratee_participant_ids()))`)
  const people = await listRefs(db, rows, input.today)
  if (people.length === 0) await refuseNothing(db, input)
  const found = new Map(rows.map(({ subjectId, ...row }) => [subjectId, row]))
  const { rateBy } = cycle
  const batch = { cycle: cycle.cycle, rateBy, criterion: input.criterion }
  return {
    batch: { ...batch, rows: people.map(({ id, ref }) => ({ person: ref, ...found.get(id)! })) },
    ids: people.map(({ id }) => id),
  }
}

async function refuseNothing(db: Db, { cycle, criterion }: BatchInput): Promise<never> {
  const { rows } = await db.execute(sql`select from criterion k join cycle c
    on c.framework_version_id = k.framework_version_id where c.name = ${cycle} and k.key = ${criterion}`)
  throw rows.length > 0
    ? notFound(`There is no open cycle called ${cycle} in which you rate somebody.`)
    : invalid(`The framework of ${cycle} has no criterion ${criterion}.`)
}
