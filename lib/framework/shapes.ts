import { z } from 'zod'
import { frameworkFormats, mappingKinds, versionStatuses } from '@/db/values'
import { Document } from './document'

export const CriterionKey = z.string().min(1).max(80)
export const ProfileKey = z.string().min(1).max(80)

export const Criterion = z.object({
  key: CriterionKey,
  name: z.string(),
  definition: z.string(),
  position: z.number().int().describe('From 1, through the whole framework.'),
  selfPrompt: z.string(),
  managerPrompt: z.string(),
  evidenceExamples: z.array(z.string()),
  references: z.array(z.object({ standard: z.string(), code: z.string(), title: z.string(), checked: z.boolean() })),
  levels: z.array(z.object({ level: z.number().int(), descriptor: z.string(), separatesNext: z.string().nullable() })),
})
export type Criterion = z.infer<typeof Criterion>

export const Domain = z.object({
  key: z.string(),
  name: z.string(),
  shortName: z.string(),
  summary: z.string(),
  criteria: z.array(Criterion),
})
export type Domain = z.infer<typeof Domain>

export const Target = z.object({
  criterion: CriterionKey,
  target: z.number().int(),
  weight: z.number().int(),
  minimum: z.number().int().nullable().describe('Must-have floor; null when the criterion is not a must-have.'),
})
export type Target = z.infer<typeof Target>

export const RoleProfile = z.object({
  key: ProfileKey,
  name: z.string(),
  summary: z.string(),
  position: z.number().int(),
  isDefault: z.boolean(),
  targets: z.array(Target).describe('In framework order, applicable criteria only (target and weight above 0).'),
})
export type RoleProfile = z.infer<typeof RoleProfile>

export const FrameworkInput = z.strictObject({
  cycle: z
    .string()
    .max(100)
    .optional()
    .describe('The framework that this cycle was rated by; that of the newest result when absent.'),
  edition: z
    .string()
    .max(200)
    .optional()
    .describe('A published edition by its label, or `newest`, instead of a cycle.'),
})
export const Framework = z.object({
  key: z.string(),
  name: z.string(),
  edition: z.string(),
  scale: z.array(z.object({ level: z.number().int(), name: z.string(), meaning: z.string() })),
  ratingGuidance: z.array(z.string()),
  domains: z.array(Domain),
  profiles: z.array(RoleProfile),
})
export type Framework = z.infer<typeof Framework>

export const Editions = z.object({
  editions: z
    .array(
      z.object({
        framework: z.string(),
        name: z.string(),
        edition: z.string(),
        status: z.enum(versionStatuses),
        publishedAt: z.string().nullable(),
        criteria: z.number().int(),
        profiles: z.number().int(),
      }),
    )
    .describe('Newest first. The draft stands before all, for those who may change it.'),
})
export type Editions = z.infer<typeof Editions>

const Flaw = z.object({
  part: z.enum(['about', 'scale', 'domain', 'criterion', 'profile']),
  key: z.string(),
  message: z.string(),
})
export const Draft = z.object({
  document: Document,
  version: z.number().int(),
  basedOn: z.string().nullable().describe('Label of the edition it was made from.'),
  changedAt: z.string().nullable(),
  flaws: z.array(Flaw).describe('What is missing before it can be published; empty when nothing is.'),
})
export type Draft = z.infer<typeof Draft>

export const StartDraftInput = z.strictObject({
  edition: z.string().max(200).optional().describe('The published edition to begin with; the newest when absent.'),
})
export const Started = z.object({
  edition: z.string(),
  isNew: z.boolean().describe('False when it was there already.'),
})
export const Edited = z.object({ version: z.number().int() })

const Mark = z.object({ kind: z.enum(['same', 'added', 'removed']), text: z.string() })
const TextChange = z.object({ field: z.string(), level: z.number().int().nullable(), marks: z.array(Mark) })
const Asked = z.object({ target: z.number().int(), weight: z.number().int(), minimum: z.number().int().nullable() })
const Mapped = z.object({
  from: z.string(),
  name: z.string(),
  kind: z.enum(mappingKinds),
  to: z.array(z.string()),
  isDecided: z.boolean().describe('False: a suggestion that somebody has to confirm or change.'),
  flaw: z.string().nullable(),
})
export const DraftDiff = z.object({
  edition: z.string(),
  basedOn: z.string().nullable(),
  diff: z
    .object({
      about: z.array(TextChange),
      scale: z.array(TextChange),
      domains: z.array(
        z.object({
          key: z.string(),
          name: z.string(),
          kinds: z.array(z.enum(['added', 'removed', 'renamed', 'moved'])),
          texts: z.array(TextChange),
        }),
      ),
      criteria: z.array(
        z.object({
          key: z.string(),
          name: z.string(),
          kinds: z.array(z.enum(['added', 'removed', 'renamed', 'moved', 'reworded'])),
          from: z.string().nullable(),
          to: z.string().nullable(),
          texts: z.array(TextChange),
        }),
      ),
      profiles: z.array(
        z.object({
          key: z.string(),
          name: z.string(),
          kinds: z.array(z.enum(['added', 'removed', 'renamed', 'reworded', 'targets'])),
          targets: z.array(
            z.object({
              criterion: z.string(),
              name: z.string(),
              before: Asked.nullable(),
              after: Asked.nullable(),
            }),
          ),
        }),
      ),
      defaultProfile: z.object({ before: z.string(), after: z.string() }).nullable(),
    })
    .nullable()
    .describe('Null when the draft was not made from another edition.'),
  mapping: z.array(Mapped).describe('A line for each criterion of the edition before, in its order.'),
})
export type DraftDiff = z.infer<typeof DraftDiff>
export type MappingLine = DraftDiff['mapping'][number]

export const MapInput = z.strictObject({
  from: CriterionKey.describe('A criterion of the edition before.'),
  kind: z
    .enum(mappingKinds)
    .describe('`same` and `reworded` carry levels over to the one criterion in `to`; the others do not.'),
  to: z.array(CriterionKey).max(20),
})
export const Mapping = z.object({ from: z.string() })

export const PublishInput = z.strictObject({
  edition: z.string().max(200).describe('The label of the draft as you read it.'),
})
export const Discarded = z.object({ discarded: z.boolean().describe('False when there was no draft.') })

export const FileInput = z.strictObject({
  format: z.enum(frameworkFormats).default('json'),
  edition: z.string().max(200).optional().describe('A label; `draft` for the draft, the newest published when absent.'),
})
export const FrameworkFile = z.object({ fileName: z.string(), contentType: z.string(), content: z.string() })

export const ImportInput = z.strictObject({
  format: z.enum(frameworkFormats),
  content: z.string().max(10_000_000).describe('The text of the file, up to 10 MB.'),
  replace: z.boolean().default(false).describe('Whether a draft that is there gives way to the file.'),
})
export const Imported = z.object({
  edition: z.string(),
  notes: z
    .array(z.object({ row: z.number().int().nullable(), message: z.string() }))
    .describe('What was left out or filled in on the way.'),
})
