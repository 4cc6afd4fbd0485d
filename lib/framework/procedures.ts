import { allow } from '@/lib/access/allow'
import { may } from '@/lib/access/roles'
import { Nothing } from '@/lib/people/shapes'
import { discardDraft, draftDocument, editDraft, mapCriterion, publishDraft, startDraft } from './draft-commands'
import { getDiff, getDraft, getEditions } from './draft-queries'
import { baseDocument, exportFile, readFrameworkFile } from './files'
import { Change } from './parts'
import { getFramework } from './queries'
import * as shapes from './shapes'

const tags = ['Framework']
const isEditor = ({ roles }: { roles: Parameters<typeof may>[0] }) => may(roles, 'framework.write')

const get = allow('framework.read')
  .route({
    method: 'GET',
    path: '/framework',
    summary: 'The framework: domains, criteria, levels and role profiles',
    description:
      'The whole edition by which a cycle was rated: the scale, six or however many descriptors of each criterion, and what each role profile asks. A published edition never changes.',
    tags,
  })
  .input(shapes.FrameworkInput)
  .output(shapes.Framework)
  .handler(({ context: { db }, input }) => getFramework(db, input))

const editions = allow('framework.read')
  .route({
    method: 'GET',
    path: '/framework/editions',
    summary: 'The editions of the framework',
    description: 'Published editions by their labels; for those who may change the framework the draft as well.',
    tags,
  })
  .input(Nothing)
  .output(shapes.Editions)
  .handler(({ context: { db, viewer } }) => getEditions(db, isEditor(viewer)))

const file = allow('framework.read')
  .route({
    method: 'GET',
    path: '/framework/file',
    summary: 'An edition as a file',
    description:
      'Our JSON, CASE 1.1 JSON, plain CSV, role profiles as CSV, or Moodle’s columns. JSON and CASE come back identical when they are brought in again. References that nobody has checked are left out for those who cannot change the framework.',
    tags,
  })
  .input(shapes.FileInput)
  .output(shapes.FrameworkFile)
  .handler(({ context: { db, viewer }, input }) => exportFile(db, input, isEditor(viewer)))

const startDraftProcedure = allow('framework.write')
  .route({
    method: 'POST',
    path: '/framework/draft',
    summary: 'Start a draft of the next edition',
    description:
      'A copy of a published edition. There is one draft at a time: the one that is there is answered as it is.',
    tags,
  })
  .input(shapes.StartDraftInput.prefault({}))
  .output(shapes.Started)
  .handler(({ context: { db, viewer }, input }) => startDraft({ db, personId: viewer.personId }, input.edition))

const draft = allow('framework.write')
  .route({
    method: 'GET',
    path: '/framework/draft',
    summary: 'The draft, and what is missing from it',
    description: 'The whole edition in the making. `flaws` says in sentences what keeps it from being published.',
    tags,
  })
  .input(Nothing)
  .output(shapes.Draft)
  .handler(({ context: { db } }) => getDraft(db))

const editDraftProcedure = allow('framework.write')
  .route({
    method: 'PATCH',
    path: '/framework/draft',
    summary: 'Change one part of the draft',
    description:
      'Send the part as you read it (`before`) and as it shall be (`after`). When somebody changed the same part in the meantime the answer is a conflict that holds both.',
    tags,
  })
  .input(Change)
  .output(shapes.Edited)
  .handler(({ context: { db, viewer }, input }) => editDraft({ db, personId: viewer.personId }, input))

const diff = allow('framework.write')
  .route({
    method: 'GET',
    path: '/framework/draft/diff',
    summary: 'What differs from the edition before, and what became of each criterion',
    description: 'Things added, removed, moved, renamed and reworded, with the words that went and came.',
    tags,
  })
  .input(Nothing)
  .output(shapes.DraftDiff)
  .handler(({ context: { db } }) => getDiff(db))

const mapCriterionProcedure = allow('framework.write')
  .route({
    method: 'POST',
    path: '/framework/draft/mapping',
    summary: 'Say what became of a criterion',
    description: 'Levels that people have are carried over to the next edition for `same` and `reworded` only.',
    tags,
  })
  .input(shapes.MapInput)
  .output(shapes.Mapping)
  .handler(async ({ context: { db, viewer }, input }) => {
    await mapCriterion({ db, personId: viewer.personId }, input)
    return { from: input.from }
  })

const importFile = allow('framework.write')
  .route({
    method: 'POST',
    path: '/framework/draft/file',
    summary: 'Bring in a file as the draft',
    description:
      'It becomes a draft and is never published by itself. A file with problems changes nothing; each problem is told by row. A label that is taken is counted on.',
    tags,
  })
  .input(shapes.ImportInput)
  .output(shapes.Imported)
  .handler(async ({ context: { db, viewer }, input }) => {
    const found = readFrameworkFile(input.format, input.content, await baseDocument(db))
    const { document, changedAt } = found
    const doer = { db, personId: viewer.personId }
    const { edition, isLabelChanged } = await draftDocument(doer, document, { replace: input.replace, changedAt })
    const renamed = { row: null, message: `Edition ${document.version} is there already: the draft is ${edition}.` }
    return { edition, notes: [...(isLabelChanged ? [renamed] : []), ...found.notes.slice(0, 500)] }
  })

const publish = allow('framework.write')
  .route({
    method: 'POST',
    path: '/framework/draft/publish',
    summary: 'Publish the draft',
    description:
      'It becomes an edition that never changes; cycles opened from now on are rated by it, cycles so far keep theirs. Needs every criterion of the edition before to be mapped. Publishing what is published changes nothing.',
    tags,
  })
  .input(shapes.PublishInput)
  .output(shapes.Started)
  .handler(({ context: { db, viewer }, input }) => publishDraft({ db, personId: viewer.personId }, input.edition))

const discard = allow('framework.write')
  .route({
    method: 'POST',
    path: '/framework/draft/discard',
    summary: 'Throw the draft away',
    description: 'With everything that was changed in it. Published editions stay.',
    tags,
  })
  .input(Nothing)
  .output(shapes.Discarded)
  .handler(async ({ context: { db, viewer } }) => ({
    discarded: await discardDraft({ db, personId: viewer.personId }),
  }))

export const frameworkProcedures = {
  get,
  editions,
  file,
  startDraft: startDraftProcedure,
  draft,
  editDraft: editDraftProcedure,
  importFile,
  mapCriterion: mapCriterionProcedure,
  diff,
  publish,
  discard,
}
