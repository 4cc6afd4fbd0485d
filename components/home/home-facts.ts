import type { Band } from '@/db/values'
import type { Me } from '@/lib/people/shapes'
import type { Task } from './tasks'

export interface HomeFacts {
  me: Me
  /** What needs this person now. */
  tasks: Task[]
  organisation: { cycle: string; asOf: string; people: number; profile: string; ready: number; soon: number } | null
  own: { cycle: string; asOf: string; points: number | null; band: Band; profile: string; short: number } | null
}
