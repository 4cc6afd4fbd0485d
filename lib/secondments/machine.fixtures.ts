import type { Path } from './machine'
import { defaultClocks, type Machine, type Placement } from './machine-steps'

export const machine = (path: Path): Machine => ({ path, policy: defaultClocks, holidays: new Set() })
export const start = '2027-02-01'
export const end = '2027-10-29'
export const base: Placement = { state: 'draft', start, end, askedEnd: null, dueOn: start }
