import { z } from 'zod'

/**
 * One edition as a document: what files hold, what the editor changes and what the tables keep. Words may be missing while it
 * is a draft; `flawsOf` says what is missing before it can be published.
 */
const fits = (text: string) => !text.includes('\u0000')
const Text = z.string().max(4_000).refine(fits, 'holds a character that nothing here can keep')
const Label = z.string().trim().max(200).refine(fits, 'holds a character that nothing here can keep')
export const Key = z
  .string()
  .max(80)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'needs small letters, digits and single hyphens, such as market-sense')
const CaseId = z.guid().toLowerCase().describe('The GUID by which CASE files know it.')

export const DocumentScale = z
  .array(z.object({ level: z.int().min(0).max(9), name: Label, meaning: Text }))
  .min(2)
  .max(10)
export const DocumentDomain = z.object({
  key: Key,
  name: Label,
  shortName: Label,
  summary: Text,
  caseId: CaseId.optional(),
})
export type DocumentDomain = z.infer<typeof DocumentDomain>

export const DocumentCriterion = z.object({
  key: Key,
  domain: Key,
  name: Label,
  definition: Text,
  references: z
    .array(z.object({ standard: Label, code: Label, title: z.string().max(500).refine(fits), checked: z.boolean() }))
    .max(40),
  evidenceExamples: z.array(Text).max(40),
  levels: z.array(Text).max(10).describe('One descriptor for each level of the scale, lowest first.'),
  distinguish: z
    .record(z.string().regex(/^\d-\d$/), Text)
    .default({})
    .describe('What separates two neighbours, by "2-3".'),
  selfPrompt: Text,
  managerPrompt: Text,
  caseId: CaseId.optional(),
})
export type DocumentCriterion = z.infer<typeof DocumentCriterion>

export const DocumentProfile = z.object({
  key: Key,
  name: Label,
  order: z.int().min(1).max(1_000),
  summary: Text,
  criteria: z
    .array(
      z.object({
        criterion: Key,
        target: z.int().min(0).max(9),
        weight: z.int().min(0).max(10_000),
        mustHave: z.boolean(),
        minimum: z.int().min(0).max(9).nullable(),
      }),
    )
    .max(300),
})
export type DocumentProfile = z.infer<typeof DocumentProfile>

export const Document = z.object({
  key: Key,
  name: Label.min(1),
  version: Label.min(1).describe('The edition.'),
  basis: Text,
  caseId: CaseId.optional(),
  scale: DocumentScale,
  ratingGuidance: z.array(Text).max(40),
  domains: z.array(DocumentDomain).max(50),
  criteria: z.array(DocumentCriterion).max(300),
  default: z.string().max(80).describe('The key of the role profile that pages begin with.'),
  profiles: z.array(DocumentProfile).max(40),
})
export type Document = z.infer<typeof Document>
