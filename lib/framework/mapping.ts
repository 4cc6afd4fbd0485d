import type { MappingKind } from '@/db/values'
import type { Document, DocumentCriterion } from './document'

/** What became of one criterion of the edition before. */
export interface Decided {
  from: string
  kind: MappingKind
  to: string[]
}

/** One line of the mapping: what is decided, or what we would suggest and nobody has decided yet. */
export interface Mapped extends Decided {
  name: string
  isDecided: boolean
  /** Why the decision does not hold. */
  flaw: string | null
}

export const carries = (kind: MappingKind) => kind === 'same' || kind === 'reworded'

/** Everything of a criterion by which people are rated. Prompts, examples and references help; they do not change a level. */
const meaning = ({ name, definition, levels, distinguish }: DocumentCriterion) =>
  JSON.stringify([name, definition, levels, Object.entries(distinguish).sort()])

/**
 * One line for each criterion of the edition before, in its order. Untouched ones are the same without asking; for the rest the
 * key suggests, and a person decides.
 */
export function mappingOf(before: Document, after: Document, decisions: readonly Decided[]): Mapped[] {
  const next = new Map(after.criteria.map((criterion) => [criterion.key, criterion]))
  const decided = new Map(decisions.map((decision) => [decision.from, decision]))
  const isSameScale = before.scale.length === after.scale.length
  const lines = before.criteria.map((old): Omit<Mapped, 'flaw'> => {
    const heir = next.get(old.key)
    const isUntouched = isSameScale && heir !== undefined && meaning(heir) === meaning(old)
    const own = decided.get(old.key)
    // "The same" was true when it was said; once the words differ it has to be said anew.
    if (own && !(own.kind === 'same' && own.to[0] === old.key && !isUntouched))
      return { ...own, name: old.name, isDecided: true }
    if (isUntouched) return { from: old.key, name: old.name, kind: 'same', to: [old.key], isDecided: true }
    if (heir) return { from: old.key, name: old.name, kind: 'reworded', to: [old.key], isDecided: false }
    return { from: old.key, name: old.name, kind: 'dropped', to: [], isDecided: false }
  })
  return lines.map((line) => ({ ...line, flaw: flawOf(line, lines, next) }))
}

const wanted: Record<MappingKind, [least: number, most: number, sentence: string]> = {
  same: [1, 1, 'Name the one criterion that it is now.'],
  reworded: [1, 1, 'Name the one criterion that it is now.'],
  changed: [1, 1, 'Name the one criterion that replaces it.'],
  merged: [1, 1, 'Name the one criterion that it went into.'],
  split: [2, 20, 'Name the two or more criteria that it became.'],
  dropped: [0, 0, 'A dropped criterion leads nowhere.'],
}

function flawOf(
  line: Omit<Mapped, 'flaw'>,
  lines: readonly Omit<Mapped, 'flaw'>[],
  next: ReadonlyMap<string, unknown>,
) {
  const [least, most, sentence] = wanted[line.kind]
  const gone = line.to.find((key) => !next.has(key))
  if (gone) return `There is no criterion "${gone}" in the draft.`
  if (new Set(line.to).size !== line.to.length || line.to.length < least || line.to.length > most) return sentence
  const rival = lines.find(
    (other) => other.from !== line.from && carries(other.kind) && carries(line.kind) && other.to[0] === line.to[0],
  )
  return rival
    ? `${rival.name} carries its levels over to the same criterion: levels of two can not become one. Say merged, or changed.`
    : null
}
