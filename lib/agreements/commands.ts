import { and, eq, sql } from 'drizzle-orm'
import { agreement, conversation } from '@/db/schema'
import type { Scope } from '@/lib/access/allow'
import { conflict, invalid, refused } from '@/lib/access/errors'
import { record } from '@/lib/audit/record'
import { tell } from '@/lib/notifications/commands'
import { toAgreement } from './comparison'
import { type AgreementRow, criterionIds, findConversation, getPart, listAgreements, type Part } from './queries'
import type {
  AgreeInput,
  ComparisonInput,
  Conversation,
  ConversationInput,
  DisputeInput,
  KeepInput,
  Settled,
  TakeBackInput,
} from './shapes'

export type Deed = Pick<Scope, 'db' | 'viewer' | 'today'>
type Wanted = AgreeInput['levels'][number]

/** A level that is not agreed yet, kept for whoever agrees; the employee does not see it. */
export async function keepDraft(deed: Deed, { cycle, employeeId, ...wanted }: KeepInput): Promise<Settled> {
  const part = await getSettling(deed, { cycle, employeeId })
  return write(deed, part, [wanted], 'draft')
}

/** Agrees levels, all of them or none: the levels of record of the cycle. The employee is told. */
export async function agree(deed: Deed, { cycle, employeeId, levels }: AgreeInput): Promise<Settled> {
  const { db, viewer, today } = deed
  const part = await getSettling(deed, { cycle, employeeId })
  const settled = await write(deed, part, levels, 'agreed')
  await openConversation(deed, part)
  await record(
    db,
    'person',
    {
      ...{ action: 'level.agreed', subject: 'person', subjectId: part.subjectId },
      fields: levels.map(({ criterion }) => criterion),
    },
    viewer.personId,
  )
  await tell(db, {
    ...{ personId: part.subjectId, kind: 'level-agreed', about: { cycle: part.cycle } },
    onceKey: `${part.cycle} ${today}`,
  })
  return settled
}

/** The employee's word against an agreed level. It stays the level of record; HR counts it. */
export async function dispute(deed: Deed, input: DisputeInput): Promise<Settled> {
  const { db, today } = deed
  const { part, found } = await findOwn(deed, input)
  const settled = await answer(deed, input, { part, found }, { status: 'disputed', objection: input.objection })
  await tell(db, {
    ...{ personId: found.agreedBy, kind: 'level-disputed', about: { cycle: part.cycle } },
    onceKey: `${part.cycle} ${part.id} ${today}`,
  })
  return settled
}

/** The employee agrees after all. */
export async function takeBack(deed: Deed, input: TakeBackInput): Promise<Settled> {
  const { part, found } = await findOwn(deed, input)
  if (found.status !== 'disputed') return { levels: [{ criterion: found.criterion, ...toAgreement(found) }] }
  return answer(deed, input, { part, found }, { status: 'agreed', objection: '' })
}

/** The employee has taken note of what was agreed and said. */
export async function acknowledge(deed: Deed, input: ComparisonInput): Promise<Conversation> {
  const { db, viewer } = deed
  const part = await getPart(db, input)
  if (part.subjectId !== viewer.personId) throw refused('Whoever was assessed takes note, nobody else.')
  if (!part.isOwnOpen) throw conflict(`${part.cycle} is not open any more. Tell HR if something is wrong.`)
  const changed = await db
    .update(conversation)
    .set({ acknowledgedAt: sql`authz.now()`, version: sql`${conversation.version} + 1` })
    .where(eq(conversation.participantId, part.id))
    .returning({ version: conversation.version })
  if (changed.length === 0) throw conflict('Nothing is agreed yet: there is nothing to take note of.')
  await record(
    db,
    'person',
    { action: 'conversation.acknowledged', subject: 'person', subjectId: part.subjectId, fields: ['acknowledged_at'] },
    viewer.personId,
  )
  return (await findConversation(db, part))!
}

/** When both meet, and what was said: kept by whoever agrees the levels, read by both. */
export async function keepConversation(deed: Deed, input: ConversationInput): Promise<Conversation> {
  const { db, viewer } = deed
  const part = await getSettling(deed, input)
  const { meetsAt, notes, version } = input
  const { rowCount } =
    version === 0
      ? await db.execute(sql`insert into conversation (participant_id, subject_id, meets_at, notes)
          values (${part.id}, ${part.subjectId}, ${meetsAt}::timestamptz, ${notes}) on conflict do nothing`)
      : await db
          .update(conversation)
          .set({ meetsAt: meetsAt === null ? null : new Date(meetsAt), notes, version: version + 1 })
          .where(and(eq(conversation.participantId, part.id), eq(conversation.version, version)))
  const stored = await findConversation(db, part)
  if (!rowCount) {
    throw conflict('The meeting or its notes were changed in the meantime. Look at both, then save again.', {
      yours: { meetsAt, notes, version },
      stored,
    })
  }
  await record(
    db,
    'person',
    { action: 'conversation.kept', subject: 'person', subjectId: part.subjectId, fields: ['meets_at', 'notes'] },
    viewer.personId,
  )
  return stored!
}

/** The part, where the viewer may agree levels now; otherwise why not. */
async function getSettling({ db, viewer }: Deed, input: ComparisonInput): Promise<Part> {
  const part = await getPart(db, input)
  if (part.settles) return part
  if (part.subjectId === viewer.personId) {
    throw refused('Levels are agreed by your manager. Where you disagree, say so under the level.')
  }
  if (part.status !== 'open') throw conflict(`${part.cycle} is not open: nothing is agreed in it now.`)
  if (!part.rates) throw refused('Levels are agreed by the manager of the day, or whoever stands in. Ask HR.')
  if (!part.isAgreeTime) throw conflict('The time for agreeing levels is over. Ask HR to move the deadline.')
  throw conflict('Levels are agreed once both have submitted. Nothing shows before that, so that neither is led.')
}

async function openConversation({ db }: Deed, { id, subjectId }: Part) {
  await db.execute(
    sql`insert into conversation (participant_id, subject_id) values (${id}, ${subjectId}) on conflict do nothing`,
  )
}

async function write(deed: Deed, part: Part, levels: readonly Wanted[], status: 'draft' | 'agreed'): Promise<Settled> {
  const { db, viewer, today } = deed
  const ids = await criterionIds(db, part)
  const stored = await listAgreements(db, part)
  for (const { criterion, level } of levels) {
    const known = ids.get(criterion)
    if (!known) throw invalid(`The framework of ${part.cycle} has no criterion ${criterion}.`)
    if (level > known.top) throw invalid(`The scale of ${part.cycle} ends at ${known.top}.`)
  }
  if (new Set(levels.map(({ criterion }) => criterion)).size < levels.length) {
    throw invalid('Each criterion once, please.')
  }
  refuseStale(levels, stored, status)
  const by = { agreedBy: viewer.personId, agreedOn: today, status, objection: '' }
  for (const { criterion, level, reason, version } of levels) {
    const values = { ...by, level, reason }
    const criterionId = ids.get(criterion)!.id
    const key = { participantId: part.id, cycleId: part.cycleId, subjectId: part.subjectId, criterionId }
    const written =
      version === 0
        ? await db
            .insert(agreement)
            .values({ ...key, ...values })
            .onConflictDoNothing()
            .returning({ version: agreement.version })
        : await db
            .update(agreement)
            .set({ ...values, settledAt: sql`authz.now()`, version: version + 1 })
            .where(and(isOf(part, criterionId), eq(agreement.version, version)))
            .returning({ version: agreement.version })
    if (written.length > 0) continue
    // Written by somebody else between our look and our write: now theirs can be seen.
    refuseStale(levels, await listAgreements(db, part), status)
    throw conflict('Somebody agreed this level while you were looking. Load this again.')
  }
  const now = await listAgreements(db, part)
  return { levels: levels.map(({ criterion }) => ({ criterion, ...toAgreement(now.get(criterion)!) })) }
}

const isOf = ({ id }: Part, criterionId: number) =>
  and(eq(agreement.participantId, id), eq(agreement.criterionId, criterionId))

function refuseStale(levels: readonly Wanted[], stored: Map<string, AgreementRow>, status: 'draft' | 'agreed') {
  const stale = levels.flatMap((yours) => {
    const found = stored.get(yours.criterion)
    const isSettledNow = status === 'draft' && found !== undefined && found.status !== 'draft'
    if ((found?.version ?? 0) === yours.version && !isSettledNow) return []
    return { criterion: yours.criterion, yours, stored: found ? toAgreement(found) : null }
  })
  if (stale.length === 0) return
  const sentence = 'Somebody agreed this level while you were looking. Look at both, then choose.'
  throw conflict(sentence, { ...stale[0], levels: stale })
}

async function findOwn({ db, viewer }: Deed, input: TakeBackInput) {
  const part = await getPart(db, input)
  if (part.subjectId !== viewer.personId) throw refused('Whoever was assessed can disagree, nobody else.')
  if (!part.isOwnOpen) throw conflict(`${part.cycle} is not open any more. Tell HR if something is wrong.`)
  const found = (await listAgreements(db, part)).get(input.criterion)
  if (!found) throw conflict('Nothing is agreed on this criterion yet.')
  if (found.version !== input.version) throw outdated(input, found)
  return { part, found }
}

function outdated({ cycle: _, employeeId: __, ...yours }: TakeBackInput, found: AgreementRow) {
  const sentence = 'This level was changed while you were looking. Look at both, then choose.'
  return conflict(sentence, { criterion: yours.criterion, yours, stored: toAgreement(found) })
}

async function answer(
  { db, viewer }: Deed,
  input: TakeBackInput,
  { part, found }: { part: Part; found: AgreementRow },
  values: { status: 'agreed' | 'disputed'; objection: string },
): Promise<Settled> {
  const written = await db
    .update(agreement)
    .set({ ...values, version: found.version + 1 })
    .where(and(isOf(part, found.criterionId), eq(agreement.version, found.version)))
    .returning({ version: agreement.version })
  if (!written[0]) throw outdated(input, (await listAgreements(db, part)).get(found.criterion) ?? found)
  const action = values.status === 'disputed' ? 'level.disputed' : 'level.agreed'
  const subject = { subject: 'person', subjectId: part.subjectId, fields: [found.criterion] }
  await record(db, 'person', { action, ...subject }, viewer.personId)
  return { levels: [{ criterion: found.criterion, ...toAgreement({ ...found, ...values, ...written[0] }) }] }
}
