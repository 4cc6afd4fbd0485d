import { z } from 'zod'
import { checks, states } from './rules'

const Count = z.number().int().min(0)

export const HealthFinding = z.object({
  check: z.enum(checks),
  state: z.enum(states).describe('`warn`: worth a look; `bad`: needs you.'),
  finding: z.string().describe('Which sentence it is, so that programs need not read it.'),
  figures: z.record(z.string(), z.union([z.string(), z.number()])).describe('The figures in the sentence.'),
  sentence: z.string().describe('How it stands, and what to do.'),
})
export type HealthFinding = z.infer<typeof HealthFinding>

export const Health = z.object({
  at: z.iso.datetime().describe('When this was asked, by the database’s clock.'),
  state: z.enum(states).describe('The worst of all.'),
  checks: z.array(HealthFinding),
  checkedAt: z.iso.datetime().nullable().describe('When guards and closures were looked at; that happens every hour.'),
  queues: z.array(
    z.object({
      name: z.string(),
      waiting: Count,
      active: Count,
      failed: Count.describe('In the last 24 hours, after all attempts.'),
      oldestWaitingMinutes: z.number().nullable(),
      lastDoneAt: z.iso.datetime().nullable(),
    }),
  ),
  backups: z
    .array(
      z.object({
        madeAt: z.iso.datetime(),
        file: z.string(),
        bytes: Count,
        rows: Count,
        sha256: z.string(),
        schema: z.string(),
        drilledAt: z.iso.datetime().nullable(),
        drillFaults: Count.nullable(),
      }),
    )
    .describe('The newest ten.'),
})
export type Health = z.infer<typeof Health>
