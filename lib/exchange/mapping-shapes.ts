import { z } from 'zod'

const header = z.string().min(1).max(200)
const sourceShape = z.union([
  z.strictObject({ header }),
  /** Two cells made one, such as first and last name. */
  z.strictObject({ headers: z.tuple([header, header]), join: z.string().max(3) }),
  z.strictObject({ constant: z.string().min(1).max(200) }),
  /** Yes where the cell holds the text, no elsewhere. */
  z.strictObject({ contains: z.strictObject({ header, text: z.string().min(1).max(100) }) }),
])
export type Source = z.infer<typeof sourceShape>

/** Where each of our columns comes from; one that is left out keeps what is stored. */
export const Mapping = z.strictObject({
  columns: z.record(z.string().max(40), sourceShape),
  /** The name of the unit at the top, for an organisation that has none yet. */
  organisation: z.string().trim().min(1).max(200).optional(),
  /** How days such as 03/04/2026 are to be read. */
  dayOrder: z.enum(['day-first', 'month-first']).optional(),
})
export type Mapping = z.infer<typeof Mapping>
