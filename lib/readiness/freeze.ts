import type { Db } from '@/db/client'
import { copyInto, copyValue } from '@/db/copy'
import type { Publishing } from './publishing'
import { type Answers, makeRecorder, type PersonRecord } from './record'
import { RollUp } from './roll-up'
import { type SelfDifference, spreadOf } from './self-difference'

const batch = 2_000

type Subject = {
  personId: number
  unitId: number
  managerId: number | null
  targetProfile: string | null
  answers: Answers
}

export type Frozen = { people: number; selfDifference: SelfDifference | null }

/** Reckons everybody into the temporary tables fresh_person, fresh_cell and fresh_band; answers what is true of them all. */
export async function freeze(db: Db, publishing: Publishing, tell: (people: number) => void): Promise<Frozen> {
  await db.$client.query(freshTables)
  await db.$client.query(planForAll)
  await db.$client.query(openSubjects, [publishing.asOf, publishing.cycleId])
  const record = makeRecorder(publishing)
  const rollUp = new RollUp(publishing)
  const pathOf = makePaths(publishing)
  const differences: number[] = []
  let people = 0
  for (;;) {
    const { rows } = await db.$client.query<Subject>(`fetch ${batch} from publishing_subject`)
    if (rows.length === 0) break
    const lines = rows.map((subject) => {
      const found = record(subject.answers ?? [])
      rollUp.add(subject.unitId, found)
      if (found.selfDifference !== null) differences.push(found.selfDifference)
      return personLine(subject, pathOf(subject.unitId), found)
    })
    await copyInto(db, 'fresh_person', lines)
    people += rows.length
    tell(people)
  }
  await db.$client.query('close publishing_subject; reset enable_nestloop; reset cursor_tuple_fraction')
  await copyInto(db, 'fresh_cell', rollUp.cellLines())
  await copyInto(db, 'fresh_band', rollUp.bandLines())
  await db.$client.query('analyze fresh_person; analyze fresh_cell; analyze fresh_band')
  return { people, selfDifference: spreadOf(differences) }
}

/** A second publication in the same transaction starts anew. */
const freshTables = `
  drop table if exists fresh_person, fresh_cell, fresh_band;
  create temp table fresh_person (person_id bigint, unit_id bigint, unit_path bigint[], manager_id bigint,
    target_profile text, milli_levels smallint[], self_levels smallint[], sources text[], rated_on date[], evidence smallint[],
    from_cycle_ids bigint[], band_codes smallint[], tenth_points smallint[]) on commit drop;
  create temp table fresh_cell (unit_id bigint, criterion_id bigint, people int, assessed int, counts int[],
    milli_sums bigint[], age_days bigint) on commit drop;
  create temp table fresh_band (unit_id bigint, role_profile_id bigint, counts int[], provisional int) on commit drop;`

/** Everybody is read: without statistics, as just after an import, the planner would go person by person through all ratings. */
const planForAll = 'set local enable_nestloop = off; set local cursor_tuple_fraction = 1'

/**
 * Assessed people with a post on the day, save the head of the organisation whom nobody can rate, with their answers from this
 * cycle and from published ones before it, newest cycle first: ratings, agreed levels (disputed ones count, drafts do not),
 * and where people were asked, peers' answers from their forms. Whoever takes part has the target profile they began with.
 * A cycle may have had another edition: a criterion is the same as one of its neighbour edition when the mapping between the
 * two carries levels over, and so on along the editions. Editions that were not made from another meet by key.
 */
const openSubjects = `
  declare publishing_subject no scroll cursor for
  with recursive counted as (
    select c.id, c.kind, least(c.as_of_on, $1::date) as until,
      row_number() over (order by (c.id = now.id) desc, c.as_of_on desc, c.id desc) - 1 as rank
    from cycle now join cycle c on c.id = now.id or (c.status = 'published' and c.as_of_on <= $1::date)
    where now.id = $2
  ),
  edition as (
    select v.id, v.framework_id, v.based_on_id from framework_version v
    join framework_version own on own.framework_id = v.framework_id
    join cycle now on now.framework_version_id = own.id and now.id = $2
  ),
  neighbour as (
    select old.id as one, heir.id as other from edition v
    join criterion_mapping m on m.framework_version_id = v.id and m.kind in ('same', 'reworded')
    join criterion old on old.framework_version_id = v.based_on_id and old.key = m.from_key
    join criterion heir on heir.framework_version_id = v.id and heir.key = m.to_keys[1]
    union all
    select a.id, b.id from edition v join edition w on w.id > v.id and v.based_on_id is null and w.based_on_id is null
    join criterion a on a.framework_version_id = v.id
    join criterion b on b.framework_version_id = w.id and b.key = a.key
  ),
  step as (select one, other from neighbour union all select other, one from neighbour),
  place as (
    select own.id, own.position - 1 as at from criterion own
    join cycle now on now.framework_version_id = own.framework_version_id and now.id = $2
    union
    select step.other, place.at from place join step on step.one = place.id
  ),
  given as (
    select r.subject_id, r.cycle_id, r.criterion_id, case r.rater_type when 'manager' then 0 when 'self' then 1 else 2 end as by,
      r.level, r.rated_on, r.rater_id
    from rating r join counted on counted.id = r.cycle_id
    where r.status = 'submitted' and (counted.kind <> 'run' or r.rater_type <> 'peer')
    union all
    select g.subject_id, g.cycle_id, g.criterion_id, 3, g.level, g.agreed_on, g.agreed_by
    from agreement g join counted on counted.id = g.cycle_id where g.status in ('agreed', 'disputed')
    union all
    select f.subject_id, f.cycle_id, k.criterion_id, 2, k.level,
      least((f.submitted_at at time zone (select time_zone from organisation))::date, counted.until), f.rater_id
    from assessment f join counted on counted.id = f.cycle_id and counted.kind = 'run'
    join answer k on k.assessment_id = f.id and k.kind is not null
    where f.rater_type = 'peer' and f.status = 'submitted'
  ),
  gathered as (
    select r.subject_id, json_agg(json_build_array(place.at, counted.rank, counted.id, r.by, r.level, r.rated_on, r.rater_id))
      as answers
    from given r join counted on counted.id = r.cycle_id join place on place.id = r.criterion_id
    where r.rated_on <= $1::date
    group by r.subject_id
  )
  select p.id as "personId", m.unit_id as "unitId", l.manager_id as "managerId",
    coalesce(t.target_profile, p.target_profile) as "targetProfile",
    a.answers
  from person p join unit_membership m on m.person_id = p.id and m.valid @> $1::date
  left join reporting_line l on l.person_id = p.id and l.valid @> $1::date
  left join participant t on t.subject_id = p.id and t.cycle_id = $2
  left join gathered a on a.subject_id = p.id
  where (p.is_assessed or t.state = 'active') and p.employee_id is not null and p.employed @> $1::date
    and p.id is distinct from (select head_id from organisation)`

/** A unit and all above it, nearest first. */
function makePaths({ units }: Publishing): (unitId: number) => number[] {
  const parents = new Map(units.map(({ id, parentId }) => [id, parentId]))
  return (unitId) => {
    const path: number[] = []
    for (let at: number | null = unitId; at !== null; at = parents.get(at) ?? null) path.push(at)
    return path
  }
}

const arrayOf = (values: ArrayLike<number | string | null>) =>
  `{${Array.from(values, (value) => value ?? 'NULL').join(',')}}`

function personLine(subject: Subject, unitPath: number[], found: PersonRecord): string {
  const { personId, unitId, managerId, targetProfile } = subject
  const arrays = [
    found.milli,
    found.selfLevels,
    found.sources,
    found.ratedOn,
    found.evidence,
    found.fromCycleIds,
    found.bandCodes,
    found.tenthPoints,
  ]
  const values = [personId, unitId, arrayOf(unitPath), managerId, targetProfile, ...arrays.map(arrayOf)]
  return `${values.map(copyValue).join('\t')}\n`
}
