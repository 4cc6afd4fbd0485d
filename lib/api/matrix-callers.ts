import type { Member } from './matrix-organisation'

export const callers = [
  'anonymous',
  'employee',
  'manager',
  'director',
  'head',
  'hr',
  'viewer',
  'administrator',
  'token',
  'disabled',
  'leaver',
] as const
export type Caller = (typeof callers)[number]

/** The member whom a caller is. A token is the employee's; a viewer's grant opens nothing until counts can be masked. */
export const isMember: Record<Exclude<Caller, 'anonymous' | 'administrator'>, Member> = {
  employee: 'employee',
  manager: 'manager',
  director: 'director',
  head: 'head',
  hr: 'hr',
  viewer: 'peer',
  token: 'employee',
  disabled: 'disabled',
  leaver: 'leaver',
}

const everybody: Member[] = [
  'head',
  'hr',
  'director',
  'manager',
  'employee',
  'peer',
  'lead',
  'indirect',
  'otherManager',
  'former',
  'other',
  'disabled',
  'leaver',
]
const underManager: Member[] = ['manager', 'employee', 'peer', 'lead', 'indirect', 'disabled']

/** Whom each caller may see by name today; written by hand, the oracle of the matrix. Leavers are HR's and the head's. */
export const sees: Record<Caller, readonly Member[]> = {
  anonymous: [],
  employee: ['employee'],
  manager: underManager,
  director: ['director', ...underManager],
  head: everybody,
  hr: everybody,
  viewer: ['peer'],
  administrator: everybody,
  token: ['employee'],
  disabled: [],
  leaver: [],
}

/** The relations that rights depend on, as pairs of caller and subject. */
export const relations: Partial<Record<Caller, Partial<Record<string, Member>>>> = {
  anonymous: { somebody: 'employee' },
  employee: { own: 'employee', peer: 'peer', 'own manager': 'manager', 'other unit': 'other' },
  manager: {
    own: 'manager',
    'direct report': 'employee',
    'indirect report': 'indirect',
    'former report': 'former',
    peer: 'otherManager',
    'own manager': 'head',
    'other unit': 'other',
  },
  director: {
    own: 'director',
    'in portfolio': 'employee',
    'deep in portfolio': 'indirect',
    peer: 'hr',
    'own manager': 'head',
    'other unit': 'other',
  },
  head: { own: 'head', 'direct report': 'manager', 'indirect report': 'indirect', 'other unit': 'other' },
  hr: { own: 'hr', peer: 'director', 'own manager': 'head', 'other unit': 'other' },
  viewer: { own: 'peer', peer: 'employee', 'own manager': 'manager', 'other unit': 'other' },
  administrator: { somebody: 'employee', 'the head': 'head' },
  token: { own: 'employee', peer: 'peer', 'own manager': 'manager', 'other unit': 'other' },
  disabled: { own: 'disabled', peer: 'employee', 'own manager': 'manager' },
  leaver: { own: 'leaver', peer: 'employee', 'own manager': 'manager' },
}

export const inside: Caller[] = ['employee', 'manager', 'director', 'head', 'hr', 'viewer', 'administrator', 'token']
export const withLevels: Caller[] = inside.filter((caller) => caller !== 'administrator')
export const withHooks: Caller[] = ['hr', 'administrator']
export const withUnits: Caller[] = ['director', 'head', 'hr']
export const importers: Caller[] = ['hr', 'administrator']

/** What a procedure answers to whom. */
export interface Row {
  /** Callers whose role carries the permission. */
  may: readonly Caller[]
  /**
   * Whom or what it is asked about: a person, a unit, an import, one that does not exist, an upload that lacks its files, or
   * nothing in particular. What deeds do to an import that exists is shown by their own tests.
   */
  about: 'person' | 'unit' | 'import' | 'no import' | 'no files' | 'nothing'
  input?: Record<string, unknown>
  isWrite?: true
  /** What is answered in scope instead of 200: a write that got through to its row and would change nothing there. */
  status?: 400 | 404 | 409
  /** Refused about oneself. */
  isNeverOwn?: true
}

/** Units in reach of a caller's counts. */
export const unitsOf: Partial<Record<Caller, readonly string[]>> = {
  director: ['A', 'A1'],
  head: ['R', 'A', 'A1', 'B'],
  hr: ['R', 'A', 'A1', 'B'],
}
