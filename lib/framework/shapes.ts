import { z } from 'zod'

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
    .describe('The framework that this cycle was rated by; the newest published when absent.'),
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
