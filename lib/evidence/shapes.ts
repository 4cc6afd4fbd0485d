import { z } from 'zod'
import { evidenceKinds, evidenceMediaTypes } from '@/db/values'
import { CycleName } from '@/lib/assessments/shapes'
import { CriterionKey } from '@/lib/framework/shapes'
import { Day, EmployeeId } from '@/lib/people/shapes'
import { mostBytes } from './limits'

const text = (most: number) =>
  z
    .string()
    .max(most)
    .transform((value) => value.normalize('NFC').trim())
const Title = text(200).refine((value) => value !== '', 'Say in a few words what it is')
const Address = z.url({ protocol: /^https?$/, message: 'Write the whole address, beginning with https://' }).max(2000)

export const EvidenceFile = z.object({ name: z.string(), type: z.enum(evidenceMediaTypes), bytes: z.number().int() })

export const Evidence = z.object({
  id: z.uuid(),
  kind: z.enum(evidenceKinds),
  title: z.string(),
  note: z.string(),
  url: z.string().nullable(),
  datedOn: Day.describe('The day that it speaks of.'),
  file: EvidenceFile.nullable(),
  isOwn: z.boolean(),
  isShared: z.boolean().describe('Both sides can read it, and it does not change any more.'),
  uses: z.array(z.object({ cycle: CycleName, criterion: CriterionKey, isMine: z.boolean() })),
  version: z.number().int(),
})
export type Evidence = z.infer<typeof Evidence>

export const EvidenceAbout = z.strictObject({ employeeId: EmployeeId })
export const EvidenceList = z.object({
  evidence: z.array(Evidence).describe('Newest day first; of others only what is shared.'),
})

export const NewEvidence = z
  .strictObject({
    employeeId: EmployeeId.describe('Whom it is about: oneself, or somebody whom one assesses.'),
    title: Title,
    note: text(4000).default(''),
    datedOn: Day,
    url: Address.optional().describe('For a link.'),
    file: z
      .file()
      .max(mostBytes, 'A file has 20 MB at most.')
      .optional()
      .describe('PDF, PNG, JPEG, DOCX, XLSX, PPTX or plain text, up to 20 MB; what it is is told by its bytes.'),
  })
  .refine(({ url, file }) => !(url && file), { path: ['file'], message: 'Send a link or a file, not both' })
export type NewEvidence = z.infer<typeof NewEvidence>

export const EvidenceRef = z.strictObject({ id: z.uuid() })
export const EvidenceChange = z.strictObject({
  id: z.uuid(),
  version: z.number().int().describe('As it was seen.'),
  title: Title,
  note: text(4000),
  datedOn: Day,
})
export type EvidenceChange = z.infer<typeof EvidenceChange>

export const Tagging = z.strictObject({
  id: z.uuid(),
  cycle: CycleName,
  employeeId: EmployeeId.describe('Whom the form is about.'),
  criteria: z
    .array(CriterionKey)
    .max(200)
    .describe('All criteria of the form that it is used for; others are untagged.'),
})
export type Tagging = z.infer<typeof Tagging>
export const Removed = z.object({ removed: z.literal(true) })
