import type { SQL } from 'drizzle-orm'

/** Whom a row may be about. */
export interface Erased {
  id: number
  accountId: number | null
  /** Name, e-mail and employee id. */
  plain: string[]
  /** The same as they stand in JSON. */
  words: string[]
  /** A regular expression of PostgreSQL's that finds them in what people write. */
  spoken: string
}

/** What becomes of a table's rows about somebody who is erased: a statement, or why they stay. */
export type Holding = { table: string } & ({ erase: (who: Erased) => SQL } | { stays: string })

/** What stands in place of a name: answers about others stay theirs, given by someone. */
export const formerName = 'Someone who has left'

/** Shorter words would be found in half of all sentences. */
const fewest = 4

/** How somebody is looked for: whole words only, however they are written. */
export function describeErased(id: number, accountId: number | null, plain: string[]): Erased {
  const words = plain.map((word) => JSON.stringify(word).slice(1, -1))
  const literal = plain
    .filter((word) => word.length >= fewest)
    .map((word) => word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
  // With nothing to look for, what never is: something behind the end.
  const spoken = literal.length > 0 ? `(?<![[:alnum:]])(?:${literal.join('|')})(?![[:alnum:]])` : '$.'
  return { id, accountId, plain, words, spoken }
}
