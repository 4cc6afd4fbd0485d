import { and, eq, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { criterionMapping, framework, frameworkVersion } from '@/db/schema'
import { conflict, invalid, notFound } from '@/lib/access/errors'
import { record } from '@/lib/audit/record'
import type { Document } from './document'
import { brokenOf, flawsOf } from './flaws'
import { dropContents, keepContents } from './keep'
import { type Decided, mappingOf } from './mapping'
import { type Change, canonicalPart, readPart, withPart } from './parts'
import { type Edition, findDraft, listEditions, readDocument, readMapping } from './read'

/** Who does it: the audit row names them. */
interface Doer {
  db: Db
  personId: number
}

const tell = ({ db, personId }: Doer, action: string, subjectId: number, fields: string[] = []) =>
  record(db, 'person', { action, subject: 'framework_version', subjectId, fields }, personId)

/** One at a time, so that two people who start at once get one draft. */
const oneStarts = (db: Db) => db.execute(sql`select pg_advisory_xact_lock(7008)`)

/** The draft to be changed; NOT_FOUND in words when there is none. */
export async function takeDraft(db: Db): Promise<Edition> {
  const draft = await findDraft(db, true)
  if (draft) return draft
  throw notFound('There is no draft of the framework. Start one first.')
}

/** A draft that copies a published edition, the newest unless named; the one that is there when there is one already. */
export async function startDraft(doer: Doer, wanted?: string): Promise<{ edition: string; isNew: boolean }> {
  const { db } = doer
  await oneStarts(db)
  const there = await findDraft(db)
  if (there) return { edition: there.edition, isNew: false }
  const editions = await listEditions(db)
  const base = editions.find(({ status, edition }) => status === 'published' && edition === (wanted ?? edition))
  if (!base) throw notFound(wanted ? `There is no published edition ${wanted}.` : 'There is no published edition yet.')
  const edition = freeLabel(base.edition, takenBy(editions, base.frameworkId))
  const copy = { ...(await readDocument(db, base)), version: edition, caseId: undefined }
  const made = await addDraft(db, base.frameworkId, copy, base.id)
  await tell(doer, 'framework.drafted', made)
  return { edition, isNew: true }
}

/** Puts a document in as the draft. A label that is taken is counted on. */
export async function draftDocument(
  doer: Doer,
  document: Document,
  { replace, changedAt }: { replace: boolean; changedAt?: Date | undefined },
): Promise<{ edition: string; isLabelChanged: boolean }> {
  const { db } = doer
  await oneStarts(db)
  const broken = brokenOf(document)
  if (broken.length > 0) throw unsound(broken)
  const there = await findDraft(db, true)
  if (there && !replace)
    throw conflict(
      `There is a draft already, edition ${there.edition}. Discard it first, or say that the file replaces it.`,
    )
  const kept = there && there.key === document.key ? await readMapping(db, there.id) : []
  if (there) await removeDraft(db, there)
  await db.insert(framework).values({ key: document.key, name: document.name }).onConflictDoNothing()
  const [owner] = await db.select({ id: framework.id }).from(framework).where(eq(framework.key, document.key))
  const editions = await listEditions(db)
  const taken = takenBy(editions, owner!.id)
  const edition = taken.has(document.version) ? freeLabel(document.version, taken) : document.version
  const own = editions.filter((one) => one.frameworkId === owner!.id && one.status === 'published')
  const base = (there && own.find(({ id }) => id === there.basedOnId)) ?? own[0]
  // Another label is another document to the outside.
  const named = { ...document, version: edition, caseId: edition === document.version ? document.caseId : undefined }
  const made = await addDraft(db, owner!.id, named, base?.id ?? null, changedAt)
  if (kept.length > 0 && base?.id === there?.basedOnId) await keepMapping(db, made, kept)
  await tell(doer, 'framework.imported', made)
  return { edition, isLabelChanged: edition !== document.version }
}

/** Changes one part of the draft; CONFLICT with both versions when somebody else changed the same part since it was read. */
export async function editDraft(doer: Doer, change: Change): Promise<{ version: number }> {
  const { db } = doer
  const draft = await takeDraft(db)
  const document = await readDocument(db, draft)
  const now = JSON.stringify(readPart(document, change))
  const wanted = JSON.stringify(canonicalPart(document, change, change.after))
  if (now === wanted) return { version: draft.version }
  if (now !== JSON.stringify(canonicalPart(document, change, change.before)))
    throw conflict('Somebody changed this in the meantime. Compare both versions and keep one.', {
      yours: change.after,
      theirs: readPart(document, change),
    })
  const next = withPart(document, change)
  const broken = brokenOf(next)
  if (broken.length > 0) throw unsound(broken)
  if (next.default !== '' && !next.profiles.some(({ key }) => key === next.default))
    throw invalid('This is the profile that pages begin with. Choose another for that first.')
  if (change.part === 'about') await refuseTakenLabel(db, draft, next.version)
  await dropContents(db, draft.id)
  await keepContents(db, draft.id, next)
  const { version: edition, basis, ratingGuidance } = next
  const version = draft.version + 1
  await db
    .update(frameworkVersion)
    .set({ edition, basis, ratingGuidance, version, changedAt: sql`now()` })
    .where(eq(frameworkVersion.id, draft.id))
  await tell(doer, 'framework.changed', draft.id, ['key' in change ? `${change.part} ${change.key}` : change.part])
  return { version }
}

/** Says what became of one criterion of the edition before. */
export async function mapCriterion(doer: Doer, decision: Decided): Promise<void> {
  const { db } = doer
  const draft = await takeDraft(db)
  const base = await baseOf(db, draft)
  if (!base) throw invalid('This draft was not made from another edition: there is nothing to map.')
  const [before, after] = [await readDocument(db, base), await readDocument(db, draft)]
  if (!before.criteria.some(({ key }) => key === decision.from))
    throw invalid(`Edition ${base.edition} has no criterion "${decision.from}".`)
  const others = (await readMapping(db, draft.id)).filter(({ from }) => from !== decision.from)
  const line = mappingOf(before, after, [...others, decision]).find(({ from }) => from === decision.from)
  // A rival is told of beside the line and at publishing; which of the two gives way is for HR to say.
  if (line?.flaw && !line.flaw.includes('carries its levels')) throw invalid(line.flaw)
  const { from: fromKey, kind, to: toKeys } = decision
  await db
    .delete(criterionMapping)
    .where(and(eq(criterionMapping.frameworkVersionId, draft.id), eq(criterionMapping.fromKey, fromKey)))
  await db.insert(criterionMapping).values({ frameworkVersionId: draft.id, fromKey, kind, toKeys })
  await tell(doer, 'framework.mapped', draft.id, [fromKey])
}

/** Makes the draft an edition that never changes again. Publishing one that is published already changes nothing. */
export async function publishDraft(doer: Doer, edition: string): Promise<{ edition: string; isNew: boolean }> {
  const { db } = doer
  await oneStarts(db)
  const draft = await findDraft(db, true)
  if (draft?.edition !== edition) {
    const isPublished = (await listEditions(db)).some((one) => one.status === 'published' && one.edition === edition)
    if (isPublished) return { edition, isNew: false }
    throw draft
      ? conflict(`The draft is edition ${draft.edition} by now, not ${edition}. Read it again, then publish.`)
      : notFound('There is no draft of the framework. Start one first.')
  }
  const document = await readDocument(db, draft)
  const flaws = flawsOf(document)
  if (flaws.length > 0) throw unsound(flaws)
  const base = await baseOf(db, draft)
  if (base) {
    const lines = mappingOf(await readDocument(db, base), document, await readMapping(db, draft.id))
    const open = lines.filter(({ isDecided, flaw }) => !isDecided || flaw)
    if (open.length > 0)
      throw invalid(
        `Say what became of ${open[0]!.name}${open.length > 1 ? ` and ${open.length - 1} more` : ''}, then publish.`,
        open.map(({ from, flaw }) => ({ path: `mapping.${from}`, message: flaw ?? 'is not decided' })),
      )
    await db.delete(criterionMapping).where(eq(criterionMapping.frameworkVersionId, draft.id))
    await keepMapping(db, draft.id, lines)
  }
  await tell(doer, 'framework.published', draft.id)
  await db
    .update(frameworkVersion)
    .set({ status: 'published', publishedAt: sql`clock_timestamp()`, version: draft.version + 1 })
    .where(eq(frameworkVersion.id, draft.id))
  return { edition, isNew: true }
}

/** Throws the draft away; false when there was none. */
export async function discardDraft(doer: Doer): Promise<boolean> {
  await oneStarts(doer.db)
  const draft = await findDraft(doer.db, true)
  if (!draft) return false
  await removeDraft(doer.db, draft)
  await tell(doer, 'framework.discarded', draft.id)
  return true
}

/** The edition that this one was made from. */
export async function baseOf(db: Db, { basedOnId }: Edition): Promise<Edition | undefined> {
  return basedOnId === null ? undefined : (await listEditions(db)).find(({ id }) => id === basedOnId)
}

async function addDraft(
  db: Db,
  frameworkId: number,
  document: Document,
  basedOnId: number | null,
  changedAt: Date | null = null,
): Promise<number> {
  const { version: edition, basis, ratingGuidance, caseId } = document
  const [made] = await db
    .insert(frameworkVersion)
    .values({ frameworkId, edition, basis, ratingGuidance, basedOnId, changedAt, caseId: caseId ?? null })
    .returning({ id: frameworkVersion.id })
  await keepContents(db, made!.id, document)
  return made!.id
}

async function removeDraft(db: Db, { id }: Edition): Promise<void> {
  await db.delete(criterionMapping).where(eq(criterionMapping.frameworkVersionId, id))
  await dropContents(db, id)
  await db.delete(frameworkVersion).where(eq(frameworkVersion.id, id))
}

async function keepMapping(db: Db, frameworkVersionId: number, lines: readonly Decided[]): Promise<void> {
  if (lines.length === 0) return
  await db
    .insert(criterionMapping)
    .values(lines.map(({ from, kind, to }) => ({ frameworkVersionId, fromKey: from, kind, toKeys: to })))
}

const takenBy = (editions: readonly Edition[], frameworkId: number) =>
  new Set(editions.flatMap((one) => (one.frameworkId === frameworkId ? [one.edition] : [])))

/** 1.0.0 becomes 1.1.0, 2026 becomes 2027, "Second edition" becomes "Second edition 2": the first that is free. */
export function freeLabel(label: string, taken: ReadonlySet<string>): string {
  const [, head = '', count, tail = ''] = /^(\d+\.|\D*)(\d+)(.*)$/.exec(label) ?? []
  for (let step = 1; ; step++) {
    const next =
      count === undefined ? `${label} ${step + 1}` : `${head}${Number(count) + step}${tail.replace(/\d+/g, '0')}`
    if (!taken.has(next)) return next
  }
}

async function refuseTakenLabel(db: Db, draft: Edition, label: string): Promise<void> {
  if (!label.trim()) throw invalid('The edition needs a label, such as 1.1.0.')
  const others = (await listEditions(db)).filter(({ id }) => id !== draft.id)
  if (takenBy(others, draft.frameworkId).has(label))
    throw invalid(`There is an edition ${label} already. Give this one another label.`)
}

const unsound = (flaws: readonly { part: string; key: string; message: string }[]) =>
  invalid(
    `${flaws
      .slice(0, 3)
      .map(({ message }) => message)
      .join(' ')}${flaws.length > 3 ? ` And ${flaws.length - 3} more.` : ''}`,
    flaws.map(({ part, key, message }) => ({ path: key ? `${part}.${key}` : part, message })),
  )
