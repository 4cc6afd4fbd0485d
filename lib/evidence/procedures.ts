import { z } from 'zod'
import { allow } from '@/lib/access/allow'
import { addEvidence, changeEvidence, removeEvidence, tagEvidence } from './commands'
import { listEvidence, readFile } from './queries'
import {
  Evidence,
  EvidenceAbout,
  EvidenceChange,
  EvidenceList,
  EvidenceRef,
  NewEvidence,
  Removed,
  Tagging,
} from './shapes'

const tags = ['Evidence']

export const evidenceProcedures = {
  list: allow('evidence.read')
    .route({
      method: 'GET',
      path: '/people/{employeeId}/evidence',
      summary: 'Evidence about a person',
      description: 'One’s own pieces, and those of others once the form that uses them is open to both sides.',
      tags,
    })
    .input(EvidenceAbout)
    .output(EvidenceList)
    .handler(async ({ context: { db, viewer, saw }, input }) => {
      const { subjectId, evidence } = await listEvidence(db, input.employeeId, viewer.personId)
      if (evidence.some(({ isOwn }) => !isOwn)) saw('evidence', [subjectId])
      return { evidence }
    }),
  add: allow('evidence.write')
    .route({
      method: 'POST',
      path: '/evidence',
      summary: 'Attach evidence',
      description:
        'A note, a link or a file about oneself or somebody whom one assesses. Pictures are drawn anew without what is hidden in them. Tag it to criteria afterwards; one piece serves many.',
      tags,
    })
    .input(NewEvidence)
    .output(Evidence)
    .handler(({ context: { db, viewer, today }, input }) => addEvidence(db, input, viewer.personId, today)),
  change: allow('evidence.write')
    .route({
      method: 'PATCH',
      path: '/evidence/{id}',
      summary: 'Change a piece of evidence',
      description:
        'Title, note and day of one’s own, until it is shared. A link or file is replaced by adding another.',
      tags,
    })
    .input(EvidenceChange)
    .output(Evidence)
    .handler(({ context: { db, viewer, today }, input }) => changeEvidence(db, input, viewer.personId, today)),
  remove: allow('evidence.write')
    .route({
      method: 'DELETE',
      path: '/evidence/{id}',
      summary: 'Remove a piece of evidence',
      description: 'One’s own with its file and tags, until it is shared.',
      tags,
    })
    .input(EvidenceRef)
    .output(Removed)
    .handler(async ({ context: { db, viewer }, input }) => {
      await removeEvidence(db, input.id, viewer.personId)
      return { removed: true as const }
    }),
  tag: allow('evidence.write')
    .route({
      method: 'PUT',
      path: '/evidence/{id}/criteria',
      summary: 'Say for which criteria evidence is used',
      description: 'On a form of one’s own that is not submitted: these criteria, and no others.',
      tags,
    })
    .input(Tagging)
    .output(Evidence)
    .handler(({ context: { db, viewer }, input }) => tagEvidence(db, input, viewer.personId)),
  file: allow('evidence.read')
    .route({
      method: 'GET',
      path: '/evidence/{id}/file',
      summary: 'The file of a piece of evidence',
      description: 'As an attachment: nothing of it is shown or run by a browser.',
      tags,
      outputStructure: 'detailed',
    })
    .input(EvidenceRef)
    .output(z.object({ headers: z.record(z.string(), z.string()), body: z.file() }))
    .handler(async ({ context: { db, viewer, saw }, input }) => {
      const { subjectId, file } = await readFile(db, input.id, viewer.personId)
      saw('evidence', [subjectId])
      return { headers: asAttachment(file.name), body: file }
    }),
}

/** A browser keeps it as a file; whatever it holds, it runs nowhere. */
const asAttachment = (name: string) => ({
  'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
  'content-security-policy': "sandbox; default-src 'none'",
})
