import type { Db } from '@/db/client'
import { notFound } from '@/lib/access/errors'
import { diffOf } from './diff'
import { baseOf } from './draft-commands'
import { flawsOf } from './flaws'
import { mappingOf } from './mapping'
import { countContents, findDraft, listEditions, readDocument, readMapping } from './read'
import type { Draft, DraftDiff, Editions } from './shapes'

/** Editions by label; the draft only for those who may change it. */
export async function getEditions(db: Db, seesDraft: boolean): Promise<Editions> {
  const editions = await listEditions(db)
  const counts = await countContents(db)
  const shown = editions.filter(({ status }) => seesDraft || status === 'published')
  return {
    editions: shown.map(({ id, key, name, edition, status, publishedAt }) => ({
      ...{ framework: key, name, edition, status, publishedAt: publishedAt?.toISOString() ?? null },
      ...(counts.get(id) ?? { criteria: 0, profiles: 0 }),
    })),
  }
}

/** The draft with all that is missing from it; NOT_FOUND in words. */
export async function getDraft(db: Db): Promise<Draft> {
  const draft = await openDraft(db)
  const document = await readDocument(db, draft)
  return {
    document,
    version: draft.version,
    basedOn: (await baseOf(db, draft))?.edition ?? null,
    changedAt: draft.changedAt?.toISOString() ?? null,
    flaws: flawsOf(document).map(({ part, key, message }) => ({ part, key, message })),
  }
}

/** The draft against the edition it was made from, and what became of each criterion. */
export async function getDiff(db: Db): Promise<DraftDiff> {
  const draft = await openDraft(db)
  const base = await baseOf(db, draft)
  if (!base) return { edition: draft.edition, basedOn: null, diff: null, mapping: [] }
  const [before, after] = [await readDocument(db, base), await readDocument(db, draft)]
  return {
    edition: draft.edition,
    basedOn: base.edition,
    diff: diffOf(before, after),
    mapping: mappingOf(before, after, await readMapping(db, draft.id)),
  }
}

async function openDraft(db: Db) {
  const draft = await findDraft(db)
  if (draft) return draft
  throw notFound('There is no draft of the framework. Start one first.')
}
