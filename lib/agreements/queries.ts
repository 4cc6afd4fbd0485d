import { eq, type SQL, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { agreement, conversation, criterion, person, type SelfDifference, unit, unitMembership } from '@/db/schema'
import { heldOn, noSuchPerson, refColumns } from '@/lib/people/queries'
import type { Agreement, Comparison, Conversation, EvidenceMark, Side, Typical } from './shapes'

type RaterType = 'self' | 'manager' | 'peer'

/** An instant as answers carry it: ISO 8601 in UTC. */
export const iso = (instant: SQL) => sql`to_char(${instant} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/** Somebody's part in a run cycle, and what the viewer may do about it at this moment. */
export type Part = {
  id: number
  cycleId: number
  cycle: string
  status: Comparison['status']
  subjectId: number
  frameworkVersionId: number
  targetProfile: string
  timeZone: string | null
  evidenceRule: Comparison['evidenceRule']
  asksPeers: boolean
  rateBy: string | null
  agreeBy: string | null
  isAgreeTime: boolean
  isRateTime: boolean
  /** May name peers: until the manager's deadline, and until their mean stands open. */
  asks: boolean
  /** The rater of the day, while the cycle is open. */
  rates: boolean
  /** May agree levels: both sides are revealed, or the employee's time is over. */
  settles: boolean
  /** It is the viewer's own, and the cycle is open. */
  isOwnOpen: boolean
}

/** The part of a person in a cycle; NOT_FOUND when out of scope, unknown, or not asked in that cycle. */
export async function getPart(db: Db, { cycle, employeeId }: { cycle: string; employeeId: string }): Promise<Part> {
  const { rows } = await db.execute<Part>(sql`
    select p.id, p.cycle_id as "cycleId", c.name as cycle, c.status, p.subject_id as "subjectId",
      c.framework_version_id as "frameworkVersionId", p.target_profile as "targetProfile", plan.time_zone as "timeZone",
      coalesce(plan.evidence_rule, 'ask') as "evidenceRule",
      coalesce(plan.asks_peers, false) as "asksPeers", ${iso(sql`rate.closes_at`)} as "rateBy", ${iso(sql`agree.closes_at`)} as "agreeBy",
      coalesce(agree.closes_at > authz.now(), false) as "isAgreeTime",
      coalesce(rate.closes_at > authz.now(), false) as "isRateTime",
      p.id = any (array(select authz.ratee_participant_ids())) as rates,
      p.id = any (array(select authz.agreeable_participant_ids())) as settles,
      p.id = any (array(select authz.askable_participant_ids())) as asks,
      p.id = any (array(select authz.own_participant_ids())) as "isOwnOpen"
    from participant p
    join person s on s.id = p.subject_id
    join cycle c on c.id = p.cycle_id
    left join cycle_plan plan on plan.cycle_id = c.id
    left join cycle_deadline rate on rate.cycle_id = c.id and rate.stage = 'manager'
    left join cycle_deadline agree on agree.cycle_id = c.id and agree.stage = 'agree'
    where c.name = ${cycle} and s.employee_id = ${employeeId}`)
  if (!rows[0]) throw noSuchPerson()
  return rows[0]
}

/** The person of a part, as a reference. */
export async function getSubject(db: Db, { subjectId }: Part, today: string) {
  const [found] = await db
    .select(refColumns)
    .from(person)
    .leftJoin(unitMembership, heldOn(today))
    .leftJoin(unit, eq(unit.id, unitMembership.unitId))
    .where(eq(person.id, subjectId))
  if (!found) throw noSuchPerson()
  return found
}

export type FormRow = {
  raterId: number
  raterType: RaterType
  status: 'draft' | 'submitted'
  submittedAt: string | null
  isRevealed: boolean
  handOverNote: string
  employeeId: string | null
  name: string | null
}

/** Forms about a part with their raters by name, the newest last; peers' only where the viewer may know of them. */
export async function listForms(db: Db, { id }: Pick<Part, 'id'>): Promise<FormRow[]> {
  const { rows } = await db.execute<FormRow>(sql`
    select a.rater_id as "raterId", a.rater_type as "raterType", a.status, ${iso(sql`a.submitted_at`)} as "submittedAt",
      a.revealed_at is not null as "isRevealed", coalesce(h.note, '') as "handOverNote", r.employee_id as "employeeId", r.name
    from assessment a
    left join authz.raters_of(${id}) r on r.person_id = a.rater_id
    left join authz.hand_over_notes(${id}) h on h.assessment_id = a.id
    where a.participant_id = ${id}
    order by coalesce(a.submitted_at, a.created_at), a.id`)
  return rows
}

export type RatingRow = {
  criterion: string
  raterId: number
  raterType: RaterType
  level: number | null
  comment: string
  basis: Side['basis']
  ratedOn: string
  isConfirmed: boolean
}

/** What was revealed about a part, the newest last: as the guard of agreements reads it. */
export async function listRatings(db: Db, { cycleId, subjectId }: Part): Promise<RatingRow[]> {
  const { rows } = await db.execute<RatingRow>(sql`
    select k.key as criterion, r.rater_id as "raterId", r.rater_type as "raterType", r.level, r.comment, r.basis,
      r.rated_on as "ratedOn", r.is_confirmed as "isConfirmed"
    from rating r join criterion k on k.id = r.criterion_id
    where r.cycle_id = ${cycleId} and r.subject_id = ${subjectId}
    order by r.rated_on, r.id`)
  return rows
}

export type EvidenceRow = EvidenceMark & { criterion: string; raterId: number }

/** Evidence that revealed forms point to, the newest first. */
export async function listEvidence(db: Db, { id }: Pick<Part, 'id'>): Promise<EvidenceRow[]> {
  const { rows } = await db.execute<EvidenceRow>(sql`
    select k.key as criterion, a.rater_id as "raterId", e.public_id as id, e.title, e.kind, e.dated_on as "datedOn", e.url,
      case when e.file_name is not null then json_build_object('name', e.file_name, 'type', e.media_type, 'bytes', e.byte_count)
      end as file
    from evidence_use u
    join assessment a on a.id = u.assessment_id and a.participant_id = ${id} and a.revealed_at is not null
    join evidence e on e.id = u.evidence_id
    join criterion k on k.id = u.criterion_id
    order by e.dated_on desc, e.id desc`)
  return rows
}

/** Criteria of the cycle's framework in order, with what the frozen profile asks and what peers say on average. */
export async function listAsked(db: Db, { id, frameworkVersionId, targetProfile }: Part) {
  type Asked = {
    key: string
    target: number | null
    minimum: number | null
    milli: number | null
    peers: number | null
    /** Thousandths of a level from which peers and manager are asked to talk. */
    discussFrom: number
  }
  const { rows } = await db.execute<Asked>(sql`
    select k.key, nullif(t.target, 0) as target, t.minimum, m.milli, m.peers,
      ((policy ->> 0)::int * 1000 / (policy ->> 1)::int)::int as "discussFrom"
    from criterion k
    left join role_profile p on p.framework_version_id = k.framework_version_id and p.key = ${targetProfile}
    left join target t on t.criterion_id = k.id and t.role_profile_id = p.id and t.weight > 0
    left join authz.peer_means(${id}) m on m.criterion_id = k.id
    cross join (select value -> 'peerDiscuss' as policy from policy_setting where kind = 'readiness'
      order by version desc limit 1) s
    where k.framework_version_id = ${frameworkVersionId}
    order by k.position`)
  return rows
}

export type AgreementRow = Agreement & { criterion: string; criterionId: number; agreedBy: number }

const agreementColumns = {
  criterion: criterion.key,
  criterionId: agreement.criterionId,
  level: agreement.level,
  reason: agreement.reason,
  status: agreement.status,
  agreedBy: agreement.agreedBy,
  agreedOn: agreement.agreedOn,
  objection: agreement.objection,
  version: agreement.version,
}

/** What is agreed, or about to be, as far as the viewer may see it; under its criterion's key. */
export async function listAgreements(db: Db, { id }: Pick<Part, 'id'>): Promise<Map<string, AgreementRow>> {
  const rows = await db
    .select(agreementColumns)
    .from(agreement)
    .innerJoin(criterion, eq(criterion.id, agreement.criterionId))
    .where(eq(agreement.participantId, id))
  return new Map(rows.map((row) => [row.criterion, row]))
}

/** Internal keys of the cycle's criteria, under their keys, with the highest level of their scale. */
export async function criterionIds(db: Db, { frameworkVersionId }: Pick<Part, 'frameworkVersionId'>) {
  const top = sql<number>`(select max(s.level) from scale_level s where s.framework_version_id = ${frameworkVersionId})`
  const rows = await db
    .select({ key: criterion.key, id: criterion.id, top })
    .from(criterion)
    .where(eq(criterion.frameworkVersionId, frameworkVersionId))
  return new Map(rows.map(({ key, id, top: highest }) => [key, { id, top: highest }]))
}

export async function findConversation(db: Db, { id }: Pick<Part, 'id'>): Promise<Conversation | null> {
  const [found] = await db
    .select({
      meetsAt: conversation.meetsAt,
      notes: conversation.notes,
      acknowledgedAt: conversation.acknowledgedAt,
      isOutdated: sql<boolean>`exists (select from agreement g where g.participant_id = ${conversation.participantId}
        and g.status <> 'draft' and g.settled_at > ${conversation.acknowledgedAt})`,
      version: conversation.version,
    })
    .from(conversation)
    .where(eq(conversation.participantId, id))
  if (!found) return null
  const { meetsAt, acknowledgedAt, ...rest } = found
  return {
    ...rest,
    meetsAt: meetsAt?.toISOString() ?? null,
    acknowledgedAt: acknowledgedAt?.toISOString() ?? null,
  }
}

/** How far self and manager lie apart with everybody in the newest published result; null before one, or with too few people. */
export async function findTypical(db: Db): Promise<Typical | null> {
  const { rows } = await db.execute<{ cycle: string; found: SelfDifference | null }>(sql`
    select c.name as cycle, r.self_difference as found from result r join cycle c on c.id = r.cycle_id
    order by c.as_of_on desc nulls last, c.id desc, r.version desc limit 1`)
  const [newest] = rows
  if (!newest?.found) return null
  const { p10, median, p90, people } = newest.found
  return { cycle: newest.cycle, low: p10 / 1000, median: median / 1000, high: p90 / 1000, people }
}
