import type { Lookups } from './lookups'
import { slug } from './normalise-cells'

export type Unit = { id: string; name: string; parent: string | null; kind: string }
type Known = Omit<Unit, 'kind'>

const fold = (name: string) => name.trim().replace(/\s+/g, ' ').normalize('NFKC').toLowerCase()

/** The name belongs to several units. */
export const ambiguous = Symbol('ambiguous')

/** The units of the organisation and of the file together, found by id or name, and those that departments make. */
export class Units {
  readonly made: Unit[] = []
  readonly #byId = new Map<string, Known>()
  readonly #byName = new Map<string, Known[]>()

  constructor(
    units: Lookups['units'],
    private readonly organisation: string | undefined,
  ) {
    for (const unit of units) this.learn(unit)
  }

  /** A unit as the file has it, instead of what was stored. */
  learn(unit: Known): void {
    const before = this.#byId.get(unit.id)
    if (before) {
      const names = this.#byName.get(fold(before.name))!
      names.splice(names.indexOf(before), 1)
    }
    this.#byId.set(unit.id, unit)
    const name = fold(unit.name)
    this.#byName.set(name, [...(this.#byName.get(name) ?? []), unit])
  }

  has = (id: string) => this.#byId.has(id)

  /** The id for what a file calls a unit: an id, or a name that only one has. What is neither stays, for the check to show. */
  find(text: string): string | typeof ambiguous {
    if (text === '' || this.#byId.has(text)) return text
    const named = this.#byName.get(fold(text)) ?? []
    if (named.length > 1) return ambiguous
    return named[0]?.id ?? text
  }

  /** The unit of a department, in its division if there is one; made when there is none, with the id if one is told. */
  place(department: string, division: string, id?: string): string | typeof ambiguous {
    const area = division === '' ? null : this.#within(division, null)
    if (area === ambiguous) return ambiguous
    if (department === '' || fold(department) === fold(division)) return area ?? this.root()
    return this.#within(department, area, id)
  }

  /** The unit at the top; made from the mapping's word for the organisation when there is none. */
  root(): string {
    for (const { id, parent } of this.#byId.values()) if (!parent) return id
    this.isTopless ||= this.organisation === undefined
    return this.#make(this.organisation ?? 'Organisation', null, 'group')
  }

  /** Departments had to be hung below a top of which nobody said the name. */
  isTopless = false

  #within(name: string, area: string | null, id?: string): string | typeof ambiguous {
    const same = this.#byId.get(name)
    if (same && (area === null || this.#isBelow(same, area))) return same.id
    const named = (this.#byName.get(fold(name)) ?? []).filter((unit) => area === null || this.#isBelow(unit, area))
    if (named.length > 1) return ambiguous
    return named[0]?.id ?? this.#make(name, area ?? this.root(), area === null ? 'area' : 'unit', id)
  }

  #isBelow(unit: Known, area: string): boolean {
    const seen = new Set<string>()
    for (let at: Known | undefined = unit; at && !seen.has(at.id); at = this.#byId.get(at.parent ?? '')) {
      if (at.id === area) return true
      seen.add(at.id)
    }
    return false
  }

  #make(name: string, parent: string | null, kind: string, wanted?: string): string {
    const text = name.slice(0, 200)
    const base = wanted ?? (slug(text) || text.slice(0, 50))
    let id = base
    for (let n = 2; this.#byId.has(id); n += 1) id = `${base}-${n}`
    const unit = { id, name: text, parent, kind }
    this.made.push(unit)
    this.learn(unit)
    return id
  }
}
