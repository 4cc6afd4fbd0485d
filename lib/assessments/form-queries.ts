import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import type { LevelSource } from '@/db/values'
import { notFound } from '@/lib/access/errors'
import { findResult } from '@/lib/people/published'
import { type Content, closingOf, rungOf, whyAsked } from './form-rules'
import type { Answer, AskedOfMe, FormCriterion, FormInput, Head } from './form-shapes'

interface HeadRow extends Record<string, unknown> {
  participantId: number
  cycleId: number
  frameworkVersionId: number
  subjectId: number
  assessmentKey: number | null
  raterType: Head['raterType']
  isMine: boolean
  isLate: boolean
  hasSeen: boolean
  closesAt: string
  submittedAt: string | null
  revealedAt: string | null
}
/** A form as it is asked of the viewer, with the keys that only the server knows. */
export interface FoundForm {
  head: Head
  participantId: number
  cycleId: number
  frameworkVersionId: number
  subjectId: number
  /** Null: not begun. */
  id: number | null
}

/** An instant as PostgreSQL writes it, as the API does. */
export const toInstant = (written: string) => new Date(written).toISOString()

const headsOf = (where: SQL) => sql`
  select q.participant_id as "participantId", q.cycle_id as "cycleId", c.framework_version_id as "frameworkVersionId",
    q.subject_id as "subjectId", q.assessment_id as "assessmentKey", q.rater_type as "raterType", q.is_mine as "isMine",
    q.employee_id as "employeeId", q.name as person, q.unit, c.name as cycle, c.status as "cycleStatus",
    p.is_blind as "isBlind", p.is_delta as "isDelta", p.evidence_rule as "evidenceRule", p.submits_drafts as "submitsDrafts",
    p.time_zone as "timeZone", d.wall_time as "wallTime", d.closes_at as "closesAt", d.closes_at <= authz.now() as "isLate",
    q.rater_type = 'self' and authz.own_is_closed(q.participant_id) as "hasSeen",
    a.public_id as "assessmentId", a.status, a.submitted_at as "submittedAt", a.is_automatic as "isAutomatic",
    a.revealed_at as "revealedAt", coalesce(h.note, '') as "handOverNote", a.version,
    (select count(*)::int from answer k where k.assessment_id = a.id and k.kind is not null) as answered,
    (select count(*)::int from criterion k where k.framework_version_id = c.framework_version_id) as criteria,
    (select count(*)::int from agreement g
      where q.rater_type = 'self' and g.participant_id = q.participant_id and g.status <> 'draft' and not exists
        (select from conversation v where v.participant_id = g.participant_id and v.acknowledged_at >= g.settled_at)
    ) as "toNote"
  from authz.asked_of_me() q
  join cycle c on c.id = q.cycle_id
  join cycle_plan p on p.cycle_id = c.id
  join cycle_deadline d on d.cycle_id = c.id and d.stage = case q.rater_type when 'self' then 'self' else 'manager' end
  left join assessment a on a.id = q.assessment_id
  left join lateral authz.hand_over_notes(q.participant_id) h on h.assessment_id = a.id
  where ${where}
  order by q.rater_type <> 'self', d.closes_at, q.name, q.participant_id, a.id nulls last`

function toHead(row: HeadRow): Head {
  const text = (name: string) => String(row[name])
  const status = row.status as 'draft' | 'submitted' | null
  const isRevealed = row.revealedAt !== null
  const cycleStatus = row.cycleStatus as Head['cycle']['status']
  const { isMine, isLate, hasSeen } = row
  return {
    cycle: {
      ...{ name: text('cycle'), status: cycleStatus, isBlind: row.isBlind === true },
      ...{
        isDelta: row.isDelta === true && row.raterType !== 'peer',
        evidenceRule: row.evidenceRule as Head['cycle']['evidenceRule'],
      },
      submitsDrafts: row.submitsDrafts === true,
    },
    deadline: { wallTime: text('wallTime'), timeZone: text('timeZone'), closesAt: toInstant(row.closesAt) },
    person: { employeeId: text('employeeId'), name: text('person'), unit: row.unit as string | null },
    raterType: row.raterType,
    form:
      row.assessmentKey === null || status === null
        ? null
        : {
            ...{ assessmentId: text('assessmentId'), status, isRevealed, isAutomatic: row.isAutomatic === true },
            submittedAt: row.submittedAt && toInstant(row.submittedAt),
            ...{ handOverNote: text('handOverNote'), version: Number(row.version) },
          },
    closed: closingOf({ isMine, isLate, isRevealed, hasSeen, cycleStatus, status }),
  }
}

const counted = ({ answered, criteria, toNote }: HeadRow) => ({
  ...{ answered: Number(answered), criteria: Number(criteria), toNote: Number(toNote) },
})

/** Everything that is asked of the viewer in cycles that run, their own form first. */
export async function listAsked(db: Db): Promise<AskedOfMe['forms']> {
  const { rows } = await db.execute<HeadRow>(headsOf(sql`true`))
  return rows.map((row) => ({ ...toHead(row), ...counted(row) }))
}

/** Not asked and not existing read the same. */
const noSuchForm = () => notFound('Nothing is asked of you about this person in this cycle.')

/** The form about this person in this cycle, as far as it is asked of the viewer; NOT_FOUND otherwise. */
export async function getForm(db: Db, { cycle, employeeId }: FormInput): Promise<FoundForm> {
  const { rows } = await db.execute<HeadRow>(headsOf(sql`c.name = ${cycle} and q.employee_id = ${employeeId}`))
  const [row] = rows
  if (!row) throw noSuchForm()
  const { participantId, cycleId, frameworkVersionId, subjectId, assessmentKey: id } = row
  return { head: toHead(row), participantId, cycleId, frameworkVersionId, subjectId, id }
}

interface AnswerRow extends Content, Record<string, unknown> {
  criterion: string
  isConfirmed: boolean
  answeredAt: string
  version: number
}

/** The viewer's own answers on a form, of one criterion or of all; nobody else's are ever read here. */
export async function listAnswers(db: Db, assessmentId: number, criterion: string | null = null): Promise<Answer[]> {
  const { rows } = await db.execute<AnswerRow>(sql`
    select c.key as criterion, k.kind, k.level, k.comment, k.basis, k.is_confirmed as "isConfirmed",
      k.answered_at as "answeredAt", k.version
    from answer k join criterion c on c.id = k.criterion_id
    where k.assessment_id = ${assessmentId} and (${criterion}::text is null or c.key = ${criterion})
    order by c.position`)
  return rows.map((row) => ({ ...row, answeredAt: toInstant(row.answeredAt) }))
}

type Known = Pick<FormCriterion, 'previous' | 'why' | 'mayConfirm'>
interface KnownRow extends Record<string, unknown> {
  key: string
  milli: number | null
  source: LevelSource | null
  ratedOn: string | null
  fromCycle: string | null
  isExpired: boolean
  isDisputed: boolean
  isChanged: boolean
}

/**
 * What is known of each criterion from the newest published result: its level, and in a delta cycle whether that can be
 * confirmed. A criterion of another edition is the same where the mapping between the two carries levels over, edition by
 * edition. Empty before the first result, and where the viewer may not see the person.
 */
export async function listKnown(
  db: Db,
  { head, frameworkVersionId, subjectId }: FoundForm,
  today: string,
): Promise<Map<string, Known>> {
  const result = head.raterType === 'peer' ? null : await findResult<{ expiryMonths: number }>(db)
  if (!result) return new Map()
  const { rows } = await db.execute<KnownRow>(sql`
    with recursive neighbour as (
      select old.id as one, heir.id as other from criterion_mapping m
      join framework_version v on v.id = m.framework_version_id
      join criterion old on old.framework_version_id = v.based_on_id and old.key = m.from_key
      join criterion heir on heir.framework_version_id = v.id and heir.key = m.to_keys[1]
      where m.kind in ('same', 'reworded')
    ),
    step as (select one, other from neighbour union all select other, one from neighbour),
    reached as (
      select k.id, k.key from criterion k where k.framework_version_id = ${frameworkVersionId}
      union
      select step.other, reached.key from reached join step on step.one = reached.id
    ),
    known as (
      select reached.key, r.milli_levels[k.position] as milli, r.sources[k.position] as source,
        r.rated_on[k.position] as rated_on, r.from_cycle_ids[k.position] as cycle_id, k.id
      from result_person r join criterion k on k.framework_version_id = ${result.frameworkVersionId}
      join reached on reached.id = k.id
      where r.result_id = ${result.id} and r.person_id = ${subjectId}
    )
    select k.key, o.milli, o.source, o.rated_on::text as "ratedOn", f.name as "fromCycle",
      coalesce(o.rated_on + make_interval(months => ${result.policy.expiryMonths}) < ${today}::date, false) as "isExpired",
      exists (select from agreement g where g.subject_id = ${subjectId} and g.cycle_id = o.cycle_id
        and g.criterion_id = o.id and g.status = 'disputed') as "isDisputed",
      exists (select from criterion_mapping m where m.framework_version_id = ${frameworkVersionId}
        and m.kind in ('changed', 'merged', 'split') and k.key = any (m.to_keys)) as "isChanged"
    from criterion k left join known o on o.key = k.key left join cycle f on f.id = o.cycle_id
    where k.framework_version_id = ${frameworkVersionId}`)
  return new Map(rows.map((row) => [row.key, toKnown(row, head.cycle.isDelta)]))
}

function toKnown({ milli, source, ratedOn, fromCycle, ...known }: KnownRow, isDelta: boolean): Known {
  const previous =
    milli === null || source === null || ratedOn === null || fromCycle === null
      ? null
      : { level: milli, rung: rungOf(milli), source, ratedOn, cycle: fromCycle }
  const why = isDelta ? whyAsked({ ...known, hasLevel: previous !== null }) : null
  return { previous, why, mayConfirm: isDelta && why === null }
}

/** The other side of the pair; null for peers. The name where the viewer may know it. */
export async function findOther(db: Db, { head, participantId, subjectId }: FoundForm) {
  if (head.raterType === 'peer') return null
  const other = head.raterType === 'self' ? 'manager' : 'self'
  const { rows } = await db.execute<{ name: string | null; hasSubmitted: boolean }>(sql`
    select case when ${other} = 'self' then ${head.person.name}
        when p.assigned_rater_id is null then (select m.name from authz.manager_of(array[${subjectId}::bigint]) m)
        else (select r.name from person r where r.id = p.assigned_rater_id) end as name,
      exists (select from assessment a where a.participant_id = p.id and a.rater_type = ${other}
        and a.status = 'submitted') as "hasSubmitted"
    from participant p where p.id = ${participantId}`)
  return rows[0] ?? null
}

/** What earlier raters of this person left for whoever rates now. */
export async function listHandOver(db: Db, { head, participantId, id }: FoundForm): Promise<string[]> {
  if (head.raterType !== 'manager') return []
  const { rows } = await db.execute<{ note: string }>(sql`
    select note from authz.hand_over_notes(${participantId}) where assessment_id is distinct from ${id}
    order by assessment_id`)
  return rows.map(({ note }) => note)
}

/** Keys of the criteria to which evidence is attached on this form. */
export async function listWithEvidence(db: Db, assessmentId: number): Promise<string[]> {
  const { rows } = await db.execute<{ key: string }>(sql`
    select distinct k.key from evidence_use u join criterion k on k.id = u.criterion_id
    where u.assessment_id = ${assessmentId} order by k.key`)
  return rows.map(({ key }) => key)
}
