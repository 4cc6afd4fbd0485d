import type { Lookups } from './lookups'
import type { Mapping } from './mapping-shapes'
import type { Get } from './normalise-table'
import { plain } from './plain'

/** What systems write where somebody has no manager. */
const nobody = new Set(['nomanager', 'nomgr', 'none', 'na', 'nohr'])

const fold = (text: string) => text.toLowerCase()

/** The people of the organisation and of the file together, found by id, e-mail or user name, in this order. */
export class People {
  readonly #ids = new Map<string, Lookups['people'][number] | null>()
  readonly #byEmail = new Map<string, string>()
  readonly #byUsername = new Map<string, string>()

  constructor(people: Lookups['people']) {
    for (const person of people) {
      this.#ids.set(person.id, person)
      if (person.email) this.#byEmail.set(fold(person.email), person.id)
    }
  }

  /** A row of the file, before any other is resolved: managers may come after their people. */
  learn(get: Get, mapping: Mapping): void {
    const id = this.idOf(get, mapping)
    if (id === '') return
    if (!this.#ids.has(id)) this.#ids.set(id, null)
    const email = fold(get('email'))
    const username = fold(get('username'))
    // Somebody's address may have been that of a person who left.
    const isHere = get('status') !== 'inactive'
    if (email !== '' && (isHere || !this.#byEmail.has(email))) this.#byEmail.set(email, id)
    if (username !== '' && (isHere || !this.#byUsername.has(username))) this.#byUsername.set(username, id)
  }

  /** A file without ids goes by e-mail: who exists with it keeps the id, who is new has it as id. */
  idOf(get: Get, { columns }: Mapping): string {
    if (columns.employee_id) return get('employee_id')
    const email = fold(get('email'))
    return this.#byEmail.get(email) ?? email
  }

  /** The id for what a file calls a person; what is nobody stays, for the check to show. */
  find(text: string): string {
    if (this.#ids.has(text)) return text
    if (text === '' || text === '-' || nobody.has(plain(text))) return ''
    return this.#byEmail.get(fold(text)) ?? this.#byUsername.get(fold(text)) ?? text
  }

  unitOf = (id: string) => this.#ids.get(id)?.unit ?? undefined
  isAssessed = (id: string) => this.#ids.get(id)?.isAssessed ?? false
}
