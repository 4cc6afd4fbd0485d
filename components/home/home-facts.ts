import type { Band } from '@/db/values'
import type { Me } from '@/lib/people/shapes'

export interface HomeFacts {
  me: Me
  /** Changes to people's access that wait for this person's confirmation. */
  confirmations: number
  organisation: { cycle: string; asOf: string; people: number; profile: string; ready: number; soon: number } | null
  own: { cycle: string; asOf: string; points: number | null; band: Band; profile: string; short: number } | null
}
