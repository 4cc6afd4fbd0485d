import type { Db } from '@/db/client'
import type { FrameworkFormat } from '@/db/values'
import { invalid, notFound } from '@/lib/access/errors'
import { canonical } from './canonical'
import { fromCase, toCase } from './case-file'
import { fromProfilesCsv, fromSimpleCsv, toProfilesCsv, toSimpleCsv } from './csv-files'
import { type Remark, refuseFile } from './csv-text'
import { Document } from './document'
import { fromMoodle, toMoodle } from './moodle-file'
import { findDraft, listEditions, readDocument } from './read'

const endings: Record<FrameworkFormat, string> = {
  json: '.json',
  case: '-case.json',
  csv: '.csv',
  'profiles-csv': '-profiles.csv',
  moodle: '-moodle.csv',
}

/** An edition as a file. Unchecked references are left out for readers. */
export async function exportFile(
  db: Db,
  { format, edition: label }: { format: FrameworkFormat; edition?: string },
  isEditor: boolean,
): Promise<{ fileName: string; contentType: string; content: string }> {
  const editions = await listEditions(db)
  const edition = editions.find(({ status, edition: one }) =>
    label === 'draft' ? isEditor && status === 'draft' : status === 'published' && one === (label ?? one),
  )
  if (!edition) throw notFound(label ? `There is no edition ${label}.` : 'There is no published framework yet.')
  const whole = await readDocument(db, edition)
  const document = isEditor ? whole : withoutUnchecked(whole)
  const changed = (edition.changedAt ?? edition.publishedAt ?? edition.createdAt).toISOString()
  const name = `${edition.key}-${edition.edition}`.replace(/[^\p{L}\p{N}.]+/gu, '-')
  return {
    fileName: `${name}${endings[format]}`,
    contentType: format === 'json' || format === 'case' ? 'application/json' : 'text/csv; charset=utf-8',
    content: write(document, format, changed),
  }
}

function write(document: Document, format: FrameworkFormat, changedAt: string): string {
  if (format === 'csv') return toSimpleCsv(document)
  if (format === 'profiles-csv') return toProfilesCsv(document)
  if (format === 'moodle') return toMoodle(document)
  return `${JSON.stringify(format === 'case' ? toCase(document, changedAt) : document, null, 2)}\n`
}

const withoutUnchecked = (document: Document): Document => ({
  ...document,
  criteria: document.criteria.map((each) => ({
    ...each,
    references: each.references.filter(({ checked }) => checked),
  })),
})

export interface ReadFile {
  document: Document
  notes: Remark[]
  changedAt?: Date | undefined
}

/** The file as a document that the tables can hold; refused with every problem by row. What it cannot say comes from `base`. */
export function readFrameworkFile(format: FrameworkFormat, content: string, base: Document | null): ReadFile {
  if (content.includes('\u0000')) throw invalid('The file holds a NUL character. Save it again as plain text, UTF-8.')
  const found = parse(format, content, base)
  // Whatever the format let through has to keep to the limits of our own.
  return { ...found, document: ownDocument(found.document) }
}

function parse(format: FrameworkFormat, content: string, base: Document | null): ReadFile {
  if (format === 'csv') return fromSimpleCsv(content, base)
  if (format === 'moodle') return fromMoodle(content, base)
  if (format === 'profiles-csv') {
    if (base) return fromProfilesCsv(content, base)
    throw invalid('There is no framework yet that role profiles could be for. Bring in the criteria first.')
  }
  const value = jsonOf(content)
  return format === 'case' ? fromCase(value) : { document: ownDocument(value), notes: [] }
}

function jsonOf(content: string): unknown {
  try {
    return JSON.parse(content.replace(/^\uFEFF/, ''))
  } catch {
    throw invalid('The file is no readable JSON. Export it again, and do not edit it in a word processor.')
  }
}

function ownDocument(value: unknown): Document {
  const found = Document.safeParse(value)
  if (found.success) return canonical(found.data)
  return refuseFile(
    found.error.issues.map(({ path, message }) => ({
      row: null,
      message: `${path.join('.') || 'The file'}: ${message}.`,
    })),
  )
}

/** What a file leaves unsaid comes from the draft, else from the newest edition. */
export async function baseDocument(db: Db): Promise<Document | null> {
  const edition = (await findDraft(db)) ?? (await listEditions(db)).find(({ status }) => status === 'published')
  return edition ? readDocument(db, edition) : null
}
