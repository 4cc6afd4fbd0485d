import { z } from 'zod'
import { importDoors, importKinds, importStages, importStatuses } from '@/db/values'
import { Day } from '@/lib/people/shapes'
import { Mapping } from './mapping-shapes'

/** Most bytes in one upload, all files together, and most files in it. */
export const mostUploaded = 10_000_000
export const mostFiles = 4

const severities = ['error', 'warning', 'notice'] as const
const Kind = z.enum(importKinds)
const Version = z.coerce
  .number()
  .int()
  .min(1)
  .describe('The version of the import that was read; another is a conflict.')
const Instant = z.iso.datetime()
const Moment = Instant.nullable()

const cycleName = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .transform((name) => name.normalize('NFC'))

/** How the files are meant, apart from their columns. */
export const ImportOptions = z.strictObject({
  cycle: cycleName.nullish().describe('Name of the cycle that the ratings belong to; needed when there are ratings.'),
  effective: Day.nullish().describe('The day from which units and managers hold; today when left out.'),
  asOf: Day.nullish().describe('The day on which the cycle is reckoned; its newest rating when left out.'),
  fullList: z
    .union([z.boolean(), z.enum(['true', 'false']).transform((word) => word === 'true')])
    .default(false)
    .describe('The people file names everybody: whoever is missing leaves.'),
})
export type ImportOptions = z.infer<typeof ImportOptions>

/** One table of an uploaded file: a CSV is one, a workbook has one a sheet. */
export const ImportSheet = z.object({
  seq: z.number().int().describe('Place in the import, from 0; names the sheet in a mapping.'),
  file: z.string().describe('Name of the uploaded file.'),
  sheet: z.string().nullable().describe('Name of the sheet in a workbook; null for CSV.'),
  rows: z.number().int().describe('Rows below the header.'),
  headerRow: z.number().int().describe('The row that holds the headers, as a spreadsheet counts.'),
  headers: z.array(z.string()),
  sample: z.array(z.array(z.string())).describe('The first rows, cell by cell, to recognise columns by.'),
  kind: Kind.nullable().describe('What the rows are; null: the sheet is left out.'),
  mapping: Mapping.nullable().describe('Where each of our columns comes from; null when the sheet is left out.'),
  missing: z.array(z.string()).describe('Columns of ours that must be there and are not mapped yet.'),
  remembered: z.boolean().describe('The mapping was remembered from an earlier import of the same source.'),
})
export type ImportSheet = z.infer<typeof ImportSheet>

const Counts = z.object({
  units: z.object({ added: z.number().int(), changed: z.number().int() }),
  people: z.object({
    added: z.number().int(),
    changed: z.number().int(),
    moved: z.number().int(),
    reassigned: z.number().int(),
    left: z.number().int(),
  }),
  ratings: z.object({ added: z.number().int(), changed: z.number().int() }),
  openings: z.object({ added: z.number().int(), changed: z.number().int() }),
})

/** What a dry run or a commit found; people see of the ratings what they may see. */
export const ImportReport = z.object({
  rows: z.partialRecord(Kind, z.number().int()).describe('Rows read, by kind.'),
  errors: z.number().int(),
  warnings: z.number().int(),
  notices: z.number().int(),
  groups: z
    .array(
      z.object({
        file: Kind,
        kind: z.string().describe('The kind of finding, such as unknown-manager.'),
        severity: z.enum(severities),
        remedy: z.string(),
        count: z.number().int(),
      }),
    )
    .describe('Findings by file and kind, errors first.'),
  changes: Counts.nullable().describe('What would change, or did; null while there are errors.'),
  published: z
    .object({
      cycle: z.string(),
      version: z.number().int(),
      asOf: Day,
      people: z.number().int(),
      isNew: z.boolean().describe('False when the result is the same as the one published before.'),
    })
    .nullable(),
  effective: Day.describe('The day from which units and managers hold.'),
})
export type ImportReport = z.infer<typeof ImportReport>

const Asker = z.object({ name: z.string(), employeeId: z.string().nullable() })

/** An import as the history lists it. */
export const ImportItem = z.object({
  id: z.uuid(),
  status: z
    .enum(importStatuses)
    .describe(
      'At work: reading, checking, committing, undoing. Waits for you: mapping, checked, refused. At its end: committed, failed, undone, discarded.',
    ),
  version: z.number().int().describe('Rises with each change of the import; deeds name the one that was read.'),
  door: z.enum(importDoors),
  source: z.string().nullable().describe('Under this name the mapping is remembered.'),
  requestedBy: Asker.nullable().describe('Null once the person was erased.'),
  isOwn: z.boolean(),
  requestedAt: Instant,
  checkedAt: Moment,
  committedAt: Moment,
  undoneAt: Moment,
  endedAt: Moment.describe('When it was committed, discarded, undone or failed.'),
  files: z.array(z.object({ name: z.string(), bytes: z.number().int() })),
  kinds: z.array(Kind),
  options: z.object({
    cycle: z.string().nullable(),
    effective: Day.nullable(),
    asOf: Day.nullable(),
    fullList: z.boolean(),
  }),
  commits: z.boolean().describe('Goes on to commit by itself when the dry run has no errors.'),
  progress: z
    .object({ stage: z.enum(importStages), rows: z.number().int().nullable(), of: z.number().int().nullable() })
    .nullable()
    .describe('What the job is at; null when it is not at work.'),
  problem: z.string().nullable().describe('A sentence: why it was refused, failed or cannot be undone.'),
  report: ImportReport.nullable(),
  changedSince: z.array(z.string()).describe('Rows that kept it from being undone, by name; the first 20.'),
  may: z.object({
    map: z.boolean(),
    check: z.boolean(),
    commit: z.boolean(),
    undo: z.boolean(),
    discard: z.boolean(),
  }),
})
export type ImportItem = z.infer<typeof ImportItem>

export const ImportRun = ImportItem.extend({
  sheets: z.array(ImportSheet).describe('Empty where the caller may not see ratings that are among them.'),
})
export type ImportRun = z.infer<typeof ImportRun>

export const CreateImportInput = z.strictObject({
  files: z
    .preprocess((given) => (given instanceof Blob ? [given] : given), z.array(z.file()).min(1).max(mostFiles))
    .describe('CSV or XLSX, 10 MB in all; the kind of each is guessed from its headers.'),
  source: z.string().trim().min(1).max(100).optional().describe('Name of the source, whose mapping is remembered.'),
  ...ImportOptions.shape,
  commit: z
    .union([z.boolean(), z.enum(['true', 'false']).transform((word) => word === 'true')])
    .default(false)
    .describe('Commit by itself when the dry run finds no errors.'),
})
export type CreateImportInput = z.input<typeof CreateImportInput>

export const ImportInput = z.strictObject({ id: z.uuid() })
export const ImportDeedInput = z.strictObject({ id: z.uuid(), version: Version })

export const ImportsInput = z.strictObject({
  after: z.string().max(400).optional().describe('`next` of the page before.'),
  limit: z.coerce.number().int().min(1).max(200).default(20),
})
export const ImportsPage = z.object({ imports: z.array(ImportItem), next: z.string().nullable() })
export type ImportsPage = z.infer<typeof ImportsPage>

export const MapImportInput = z.strictObject({
  id: z.uuid(),
  version: Version,
  source: z.string().trim().min(1).max(100).nullish().describe('Remember the mappings under this name.'),
  options: ImportOptions,
  sheets: z
    .array(z.strictObject({ seq: z.number().int().min(0), kind: Kind.nullable(), mapping: Mapping.nullable() }))
    .max(100)
    .describe('Sheets that are not named stay as they are.'),
})
/** As the caller sends it, with what may be left out. */
export type MapImportInput = z.input<typeof MapImportInput>

export const FindingsInput = z.strictObject({
  id: z.uuid(),
  severity: z.enum(severities).optional(),
  file: Kind.optional(),
  kind: z.string().max(100).optional().describe('Only findings of this kind, such as unknown-manager.'),
  after: z.string().max(400).optional().describe('`next` of the page before.'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export const ImportFinding = z.object({
  file: Kind,
  name: z.string().nullable().describe('Name of the uploaded file, and of its sheet.'),
  row: z.number().int().nullable().describe('As a spreadsheet counts; null: the file as a whole.'),
  column: z.string().nullable(),
  kind: z.string(),
  severity: z.enum(severities),
  problem: z.string(),
  remedy: z.string(),
})
export type ImportFinding = z.infer<typeof ImportFinding>
export const FindingsPage = z.object({
  findings: z.array(ImportFinding),
  total: z.number().int().describe('Under the same filters, on all pages.'),
  next: z.string().nullable(),
})
export type FindingsPage = z.infer<typeof FindingsPage>

export const ImportSource = z.object({
  name: z.string(),
  kinds: z.array(Kind),
  usedAt: Instant,
})
export const ImportSources = z.object({ sources: z.array(ImportSource) })
export type ImportSources = z.infer<typeof ImportSources>
