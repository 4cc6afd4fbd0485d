import { z } from 'zod'
import { allow } from '@/lib/access/allow'
import { Nothing } from '@/lib/people/shapes'
import { reportLines } from './report'
import { allFindings, getImport, getImportItem, listFindings, listImports, listSources } from './run-queries'
import { importQueue } from './run-rows'
import { checkRun, commitRun, createRun, discardRun, mapRun, undoRun } from './runs'
import {
  CreateImportInput,
  FindingsInput,
  FindingsPage,
  ImportDeedInput,
  ImportInput,
  ImportItem,
  type ImportOptions,
  ImportRun,
  ImportSources,
  ImportsInput,
  ImportsPage,
  MapImportInput,
} from './shapes'

const tags = ['Imports']
const read = allow('imports.read')
const write = allow('imports.write')

const meant = ({ cycle, effective, asOf, fullList }: ImportOptions) => ({
  ...{ cycle: cycle ?? null, effective: effective ?? null, asOf: asOf ?? null },
  fullList,
})

const create = write
  .route({
    method: 'POST',
    path: '/imports',
    summary: 'Upload files to import',
    description:
      'As multipart/form-data: one to four files, CSV or XLSX, 10 MB and 200,000 rows in all. Each is read, its kind guessed and, where every header is ours or the named source is known, a dry run follows at once; otherwise the import waits for a mapping. With `commit` it is committed by itself when the dry run finds no errors. Ask for it again until its status rests: checked, refused, committed, failed or mapping. Units and people are for administrators and HR, ratings for HR.',
    tags,
  })
  .input(CreateImportInput)
  .output(ImportItem)
  .handler(async ({ context: { db, viewer, later }, input }) => {
    const { files, source, commit: commits, ...options } = input
    const { id, publicId } = await createRun(db, { files, source, options: meant(options), commits }, viewer)
    later(importQueue, id)
    return getImportItem(db, publicId, viewer)
  })

const list = read
  .route({
    method: 'GET',
    path: '/imports',
    summary: 'Imports, newest first',
    description: 'Who imported what and what became of it. Go on with `next`.',
    tags,
  })
  .input(ImportsInput)
  .output(ImportsPage)
  .handler(({ context: { db, viewer }, input }) => listImports(db, input, viewer))

const get = read
  .route({
    method: 'GET',
    path: '/imports/{id}',
    summary: 'One import: status, report, sheets',
    description:
      'Where it stands, what its dry run or commit changed and found, and its sheets with headers, first rows and mapping. An administrator gets no sheets of an import with ratings.',
    tags,
  })
  .input(ImportInput)
  .output(ImportRun)
  .handler(({ context: { db, viewer }, input }) => getImport(db, input.id, viewer))

const findings = read
  .route({
    method: 'GET',
    path: '/imports/{id}/findings',
    summary: 'What the dry run found, by row',
    description:
      'Errors, warnings and notices with row, column and remedy; those about ratings for HR only. At most 20,000 are kept. Go on with `next`.',
    tags,
  })
  .input(FindingsInput)
  .output(FindingsPage)
  .handler(({ context: { db }, input }) => listFindings(db, input))

const findingsCsv = read
  .route({
    method: 'GET',
    path: '/imports/{id}/findings.csv',
    summary: 'What the dry run found, as CSV',
    description: 'The same as one file: file, row, column, severity, problem, remedy.',
    tags,
  })
  .input(ImportInput)
  .output(z.file())
  .handler(async ({ context: { db }, input }) => {
    const lines: string[] = []
    for await (const line of reportLines(await allFindings(db, input.id))) lines.push(line)
    return new File(lines, `import-${input.id}.csv`, { type: 'text/csv;charset=utf-8' })
  })

const map = write
  .route({
    method: 'POST',
    path: '/imports/{id}/mapping',
    summary: 'Say what the sheets hold',
    description:
      'Saves the kind of each sheet, where each of our columns comes from, and how the import is meant. A dry run of before no longer counts: ask for another. With a source the mapping is remembered once a dry run has no errors.',
    tags,
  })
  .input(MapImportInput)
  .output(ImportItem)
  .handler(async ({ context: { db, viewer }, input }) => {
    await mapRun(db, { ...input, options: meant(input.options) }, viewer)
    return getImportItem(db, input.id, viewer)
  })

const check = write
  .route({
    method: 'POST',
    path: '/imports/{id}/check',
    summary: 'Start the dry run',
    description: 'Tries everything and keeps nothing. The import is then checked, or refused when there are errors.',
    tags,
  })
  .input(ImportDeedInput)
  .output(ImportItem)
  .handler(async ({ context: { db, today, viewer, later }, input }) => {
    later(importQueue, await checkRun(db, input, today, viewer))
    return getImportItem(db, input.id, viewer)
  })

const commit = write
  .route({
    method: 'POST',
    path: '/imports/{id}/commit',
    summary: 'Keep what was checked',
    description:
      'Does in one transaction what the dry run showed. Where the organisation has changed since, nothing is kept and the import is checked anew.',
    tags,
  })
  .input(ImportDeedInput)
  .output(ImportItem)
  .handler(async ({ context: { db, viewer, later }, input }) => {
    later(importQueue, await commitRun(db, input, viewer))
    return getImportItem(db, input.id, viewer)
  })

const undo = write
  .route({
    method: 'POST',
    path: '/imports/{id}/undo',
    summary: 'Take the last import back',
    description:
      'Puts every row back as it was, all or nothing. Refused when somebody changed one of them since: `changedSince` then names them.',
    tags,
  })
  .input(ImportDeedInput)
  .output(ImportItem)
  .handler(async ({ context: { db, viewer, later }, input }) => {
    later(importQueue, await undoRun(db, input, viewer))
    return getImportItem(db, input.id, viewer)
  })

const discard = write
  .route({
    method: 'POST',
    path: '/imports/{id}/discard',
    summary: 'Give an import up',
    description: 'Nothing of it is kept: the files go.',
    tags,
  })
  .input(ImportDeedInput)
  .output(ImportItem)
  .handler(async ({ context: { db, viewer, later }, input }) => {
    later(importQueue, await discardRun(db, input, viewer))
    return getImportItem(db, input.id, viewer)
  })

const sources = read
  .route({
    method: 'GET',
    path: '/imports/sources',
    summary: 'Sources whose mapping is remembered',
    description: 'Names to give as `source`, the last used first.',
    tags,
  })
  .input(Nothing)
  .output(ImportSources)
  .handler(({ context: { db } }) => listSources(db))

export const importProcedures = { create, list, get, findings, findingsCsv, map, check, commit, undo, discard, sources }
