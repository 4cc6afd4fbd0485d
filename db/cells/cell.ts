import { who } from '../small-organisation'
import type { Job, Persona } from '../values'

/** In whose name a statement runs: a persona with its viewer, a job by name, or one of the roles behind the house. */
export type As = { role: Persona | 'p_job' | 'p_dump' | 'authz_owner' | 'superuser'; person?: number; job?: Job }
export type Command = 'select' | 'insert' | 'update' | 'delete'

/** One cell of rights over the small organisation (`db/small-organisation.ts`); nothing of it is kept. */
export interface Cell {
  table: string
  command: Command
  as: As
  statement: string
  /**
   * What comes of it, declared by hand: the first column of a select, sorted, or how many rows were written; `refused` where
   * row security or a missing right said no, else the SQLSTATE. A `probe` answers `may` for all but `refused`.
   */
  expected: string
  /** What is brought about before, by the superuser: rows to lose, a trigger out of the way of the policy behind it. */
  given?: string
  /** What is looked at afterwards, by the superuser, instead of the statement's own answer. */
  seen?: string
  isProbe?: true
}

export const hr: As = { role: 'p_hr', person: who.hr }
export const administrator: As = { role: 'p_admin', person: who.administrator }
/** Somebody without the grant behind the persona: should the application ever get it wrong. */
export const feignedHr: As = { role: 'p_hr', person: who.employee }
export const feignedAdministrator: As = { role: 'p_admin', person: who.employee }
export const superuser: As = { role: 'superuser' }
export const asJob = (job: Job): As => ({ role: 'p_job', job })

/** HR and the administrator, who keep the same things under the same rules, and a stranger under their persona. */
export const keepers = [
  { me: hr, feigned: feignedHr },
  { me: administrator, feigned: feignedAdministrator },
]

type Row = [expected: string, as: As, statement: string, more?: Pick<Cell, 'given' | 'seen'>]

/** Cells of one table and command, a row each. */
export const cells = (table: string, command: Command, rows: Row[]): Cell[] =>
  rows.map(([expected, as, statement, more]) => ({ table, command, as, statement, expected, ...more }))

/** How a cell is named where it fails. */
export const nameOf = ({ table, command, as, statement }: Cell) =>
  `${command} on ${table} as ${[as.role, as.person ?? as.job].filter((part) => part !== undefined).join(' ')}: ${statement}`
