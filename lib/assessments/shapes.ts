import { z } from 'zod'
import { cycleStatuses } from '@/db/values'
import { Day } from '@/lib/people/shapes'

export const CycleName = z.string().min(1).max(100)

export const Cycle = z.object({
  name: CycleName,
  status: z.enum(cycleStatuses),
  asOf: Day.nullable(),
  version: z.number().int().nullable().describe('Version of the published result; null before publication.'),
  edition: z.string().describe('Edition of the framework it was rated by.'),
})
export type Cycle = z.infer<typeof Cycle>
export const Cycles = z.object({ cycles: z.array(Cycle).describe('Newest first.') })
export type Cycles = z.infer<typeof Cycles>
