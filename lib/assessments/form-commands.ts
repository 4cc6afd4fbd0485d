import { sql } from 'drizzle-orm'
import { newUuid } from '@/db/uuid'
import type { Scope } from '@/lib/access/allow'
import { conflict, invalid, refused } from '@/lib/access/errors'
import { record, recording } from '@/lib/audit/record'
import { tellAll } from '@/lib/notifications/commands'
import { type FoundForm, getForm, listAnswers, listKnown, listWithEvidence, toInstant } from './form-queries'
import { type Closing, closingSentences, lackingEvidence, saysTheSame } from './form-rules'
import type {
  Answer,
  AnswerInput,
  ConfirmInput,
  FormInput,
  FormState,
  HandOverInput,
  VersionedForm,
} from './form-shapes'

type Deed = Pick<Scope, 'db' | 'today' | 'viewer'>

const note = ({ db, viewer }: Deed, action: string, assessmentId: string, fields: string[] = []) =>
  record(db, 'person', { action, subject: 'assessment', subjectId: assessmentId, fields }, viewer.personId)

/** A form that may change now, or what to say. */
function opened({ head, id, ...found }: FoundForm, allowed: Closing | null = null) {
  if (head.closed !== null && head.closed !== allowed) throw conflict(closingSentences[head.closed])
  if (id === null || head.form === null) throw conflict('Nobody has begun this form yet. Begin it, then answer.')
  return { ...found, head, id, form: head.form }
}

/** Makes the viewer's form about this person where there is none; the one that is there otherwise. */
export async function beginForm(deed: Deed, input: FormInput) {
  const found = await getForm(deed.db, input)
  const { head, participantId, cycleId, subjectId } = found
  if (head.form) return { assessmentId: head.form.assessmentId, isNew: false, version: head.form.version }
  if (head.closed) throw conflict(closingSentences[head.closed])
  const assessmentId = newUuid()
  const { rows } = await deed.db.execute(sql`
    insert into assessment (public_id, participant_id, cycle_id, subject_id, rater_id, rater_type)
    values (${assessmentId}, ${participantId}, ${cycleId}, ${subjectId}, ${deed.viewer.personId}, ${head.raterType})
    on conflict (cycle_id, subject_id, rater_id) do nothing returning id`)
  if (rows.length > 0) {
    await note(deed, 'assessment.begun', assessmentId)
    return { assessmentId, isNew: true, version: 1 }
  }
  const { form } = opened(await getForm(deed.db, input))
  return { assessmentId: form.assessmentId, isNew: false, version: form.version }
}

/**
 * Keeps one answer: one statement when all is well, the write with its version check and the audit of it. The same write
 * again, also at the same moment, answers the same. A stale one is refused with both versions.
 */
export async function giveAnswer(deed: Deed, input: AnswerInput): Promise<Answer> {
  const { cycle, employeeId, assessmentId = null, criterion, kind, level, comment, basis, version: seen } = input
  const { personId, employeeId: mine } = deed.viewer
  const saved = { action: 'assessment.saved', subject: 'assessment', fields: [criterion] }
  const kept = { table: sql`kept`, subjectId: sql`kept.public_id` }
  // One's own form is found without asking who else is to be rated, which costs as much as all the rest.
  const { rows } = await deed.db.execute<{ answeredAt: string; version: number }>(sql`/* often */
    with form as materialized (
      select a.id, a.public_id, a.rater_id, k.id as criterion_id
      from assessment a join cycle c on c.id = a.cycle_id and c.name = ${cycle}
      join criterion k on k.framework_version_id = c.framework_version_id and k.key = ${criterion}
      where a.id = any (array(select authz.my_draft_ids()))
        and case when ${employeeId === mine}::boolean then a.rater_type = 'self'
          else a.id = any (array(select q.assessment_id from authz.asked_of_me() q where q.employee_id = ${employeeId})) end
        and (${assessmentId}::uuid is null or a.public_id = ${assessmentId}::uuid)
        and (${level}::smallint is null or exists (select from scale_level s
        where s.framework_version_id = c.framework_version_id and s.level = ${level}::smallint))
    ), kept as (
      insert into answer as kept (assessment_id, criterion_id, rater_id, kind, level, comment, basis)
      select id, criterion_id, rater_id, ${kind}::text, ${level}::smallint, ${comment}::text, ${basis}::text from form
      where ${seen}::int = 0 or exists (select from answer k where k.assessment_id = form.id and k.criterion_id = form.criterion_id)
      on conflict (assessment_id, criterion_id) do update set kind = excluded.kind, level = excluded.level,
        comment = excluded.comment, basis = excluded.basis, is_confirmed = false, answered_at = now(), version = kept.version + 1
      where kept.version = ${seen}::int
      returning (select public_id from form), answered_at, version
    ), noted as (${recording('person', saved, personId, kept)})
    select answered_at as "answeredAt", version from kept`)
  const [written] = rows
  if (!written) return settle(deed, input)
  const answeredAt = toInstant(written.answeredAt)
  return { criterion, kind, level, comment, basis, isConfirmed: false, answeredAt, version: written.version }
}

/** Nothing was written: because it is written already, or for a reason that this names. */
async function settle({ db }: Deed, input: AnswerInput): Promise<Answer> {
  const { criterion, version, kind, level, comment, basis } = input
  const form = await getForm(db, input)
  if (input.assessmentId !== undefined && input.assessmentId !== form.head.form?.assessmentId) {
    throw conflict('Somebody else has signed in here meanwhile. Sign in as the person who wrote this.')
  }
  // A reply that got lost: what is stored is what was to be stored, whatever has become of the form since.
  const [stored] = form.id === null ? [] : await listAnswers(db, form.id, criterion)
  if (stored && stored.version > version && saysTheSame(stored, input)) return stored
  opened(form)
  if (stored && stored.version !== version) {
    const yours = { kind, level, comment, basis, version }
    throw conflict('You changed this answer elsewhere. Choose which of the two stands.', { yours, stored })
  }
  const wrong = { path: 'criterion', message: 'is not asked in this cycle, or its scale has no such level' }
  throw invalid('There is no such criterion, level or answer in this cycle. Load the form again.', [wrong])
}

/** Takes over the levels of the cycle before for these criteria, in one act that is logged as such. */
export async function confirmLevels(deed: Deed, input: ConfirmInput): Promise<Answer[]> {
  const { db, today, viewer } = deed
  const { id, form, ...found } = opened(await getForm(db, input))
  const known = await listKnown(db, { ...found, id }, today)
  const chosen = input.criteria.map((key) => ({ key, level: known.get(key)?.previous?.rung, ...known.get(key) }))
  const wrong = chosen.filter(({ mayConfirm }) => !mayConfirm).map(({ key }) => key)
  if (wrong.length > 0) {
    const issues = wrong.map((key) => ({ path: key, message: 'has to be answered in full' }))
    throw invalid('Some of these have no level that could be confirmed. Answer them in full.', issues)
  }
  const keys = chosen.map(({ key }) => key)
  const levels = chosen.map(({ level }) => level)
  const { rows } = await db.execute<{ key: string }>(sql`
    with written as (
      insert into answer as kept (assessment_id, criterion_id, rater_id, kind, level, is_confirmed)
      select ${id}, k.id, ${viewer.personId}, 'rated', given.level, true
      from unnest(${sql.param(keys)}::text[], ${sql.param(levels)}::smallint[]) as given (key, level)
      join criterion k on k.key = given.key and k.framework_version_id = ${found.frameworkVersionId}
      on conflict (assessment_id, criterion_id) do update set kind = excluded.kind, level = excluded.level,
        is_confirmed = true, answered_at = now(), version = kept.version + 1
      where kept.kind is null
      returning criterion_id)
    select k.key from written join criterion k on k.id = written.criterion_id order by k.position`)
  const confirmed = rows.map(({ key }) => key)
  if (confirmed.length > 0) await note(deed, 'assessment.confirmed', form.assessmentId, confirmed)
  return listAnswers(db, id)
}

const stale = (yours: object, stored: FormState | null) =>
  conflict('You changed this form elsewhere. Look at what is there now.', { yours, stored })

/** Changes the form itself, if it still stands as it was seen; 409 with the stored one otherwise. */
async function changeForm(
  deed: Deed,
  { id, form }: ReturnType<typeof opened>,
  input: VersionedForm,
  action: 'submitted' | 'withdrawn',
) {
  const status = action === 'submitted' ? 'submitted' : 'draft'
  const yours = { status, version: input.version }
  if (input.version !== form.version) throw stale(yours, form)
  const { rows } = await deed.db.execute(sql`
    update assessment set status = ${status}, submitted_at = ${status === 'submitted' ? sql`now()` : null}, version = version + 1
    where id = ${id} and version = ${input.version} returning id`)
  if (rows.length === 0) throw stale(yours, (await getForm(deed.db, input)).head.form)
  await note(deed, `assessment.${action}`, form.assessmentId, ['status'])
  return (await getForm(deed.db, input)).head
}

/** Hands the form in; once both sides have, both can read it, and neither can take it back. */
export async function submitForm(deed: Deed, input: VersionedForm) {
  const found = opened(await getForm(deed.db, input))
  if (found.head.cycle.evidenceRule === 'enforce' && found.head.raterType === 'self') {
    const lacking = lackingEvidence(await listAnswers(deed.db, found.id), await listWithEvidence(deed.db, found.id))
    if (lacking.length > 0) {
      const issues = lacking.map((path) => ({ path, message: 'needs a dated piece of evidence' }))
      throw invalid(
        'Levels of 3 and above need a dated piece of evidence in this cycle. Attach what is missing.',
        issues,
      )
    }
  }
  return changeForm(deed, found, input, 'submitted')
}

/** Takes a submitted form back, until its deadline or until the other side has submitted. */
export async function withdrawForm(deed: Deed, input: VersionedForm) {
  const found = opened(await getForm(deed.db, input), 'submitted')
  if (found.form.status === 'draft') throw conflict('This form is not submitted: go on with it.')
  return changeForm(deed, found, input, 'withdrawn')
}

/**
 * Keeps a note for whoever rates this person next, on the form of whoever rates or rated them, as long as the cycle runs. If
 * somebody else rates them today, they are told.
 */
export async function handOver(deed: Deed, { note: text, ...input }: HandOverInput) {
  const { db, viewer } = deed
  const { head } = await getForm(db, input)
  if (head.raterType !== 'manager')
    throw refused('A note is for the next rater: whoever rates or rated them writes it.')
  if (head.form === null) throw conflict('Nobody has begun this form yet. Begin it, then leave a note.')
  const { cycle, employeeId, version } = input
  const { rows } = await db.execute<{ raters: number[] }>(
    sql`select rater_ids as raters from authz.hand_over(${cycle}, ${employeeId}, ${text}, ${version})`,
  )
  const [kept] = rows
  if (!kept) throw stale({ handOverNote: text, version }, (await getForm(db, input)).head.form)
  await note(deed, 'assessment.handed-over', head.form.assessmentId, ['handOverNote'])
  const next = kept.raters.map(Number)
  if (text !== '' && !next.includes(viewer.personId)) {
    await tellAll(db, next, { kind: 'rater-changed', about: { cycle, count: 1 } })
  }
  return (await getForm(db, input)).head
}
