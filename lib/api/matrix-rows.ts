import type { Member } from './matrix-organisation'
import type { AppRouter } from './router'

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

const inside: Caller[] = ['employee', 'manager', 'director', 'head', 'hr', 'viewer', 'administrator', 'token']
const withLevels: Caller[] = inside.filter((caller) => caller !== 'administrator')
const withUnits: Caller[] = ['director', 'head', 'hr']

type ProcedureName = {
  [Noun in keyof AppRouter]: `${Noun & string}.${keyof AppRouter[Noun] & string}`
}[keyof AppRouter]

interface Row {
  /** Callers whose role carries the permission. */
  may: readonly Caller[]
  /** Whom or what it is asked about: a person, a unit, or nothing in particular. */
  about: 'person' | 'unit' | 'nothing'
  input?: Record<string, unknown>
  isWrite?: true
}

/** The framework’s rows stand in the order of one life: a draft is started, changed, replaced by a file, published. */
const scale = [0, 1, 2, 3, 4, 5].map((level) => ({ level, name: `L${level}`, meaning: 'Shown.' }))
const scaleChange = { part: 'scale', before: scale, after: scale }
const wholeFile = {
  format: 'json',
  replace: true,
  content: JSON.stringify({
    ...{ key: 'f', name: 'F', version: 'matrix', basis: '', ratingGuidance: [], scale, default: 'p1' },
    domains: [{ key: 'd', name: 'D', shortName: 'D', summary: '' }],
    criteria: [
      {
        ...{ key: 'c1', domain: 'd', name: 'C1', definition: 'Shown.', references: [], evidenceExamples: [] },
        ...{ levels: scale.map(({ name }) => name), selfPrompt: '', managerPrompt: '' },
      },
    ],
    profiles: [
      {
        ...{ key: 'p1', name: 'P1', order: 1, summary: '' },
        criteria: [{ criterion: 'c1', target: 1, weight: 100, mustHave: false, minimum: null }],
      },
    ],
  }),
}

/** A row for each procedure: one that lacks it does not compile. */
export const rows: Record<ProcedureName, Row> = {
  'me.get': { may: inside, about: 'nothing' },
  'me.looks': { may: inside, about: 'nothing' },
  'people.list': { may: inside, about: 'nothing', input: {} },
  'people.get': { may: inside, about: 'person' },
  'people.search': { may: inside, about: 'nothing', input: { q: 'Name of' } },
  'units.list': { may: inside, about: 'nothing' },
  'framework.get': { may: inside, about: 'nothing', input: {} },
  'framework.editions': { may: inside, about: 'nothing' },
  'framework.file': { may: inside, about: 'nothing', input: {} },
  'framework.startDraft': { may: ['hr'], about: 'nothing', input: {}, isWrite: true },
  'framework.draft': { may: ['hr'], about: 'nothing' },
  'framework.editDraft': { may: ['hr'], about: 'nothing', input: { ...scaleChange }, isWrite: true },
  'framework.importFile': { may: ['hr'], about: 'nothing', input: { ...wholeFile }, isWrite: true },
  'framework.mapCriterion': {
    ...{ may: ['hr'], about: 'nothing', isWrite: true },
    input: { from: 'c1', kind: 'changed', to: ['c1'] },
  },
  'framework.diff': { may: ['hr'], about: 'nothing' },
  'framework.publish': { may: ['hr'], about: 'nothing', input: { edition: 'matrix' }, isWrite: true },
  'framework.discard': { may: ['hr'], about: 'nothing', isWrite: true },
  'cycles.list': { may: inside, about: 'nothing' },
  'readiness.levels': { may: withLevels, about: 'person' },
  'readiness.person': { may: withLevels, about: 'person' },
  'readiness.team': { may: ['manager', 'head'], about: 'nothing', input: { who: 'all' } },
  'readiness.bands': { may: withUnits, about: 'unit' },
  'gapMap.get': { may: withUnits, about: 'unit' },
  'gapMap.cell': { may: withUnits, about: 'unit', input: { criterion: 'c1' } },
  'account.endSessions': { may: inside, about: 'nothing', input: {}, isWrite: true },
}

/** Units in reach of a caller's counts. */
export const unitsOf: Partial<Record<Caller, readonly string[]>> = {
  director: ['A', 'A1'],
  head: ['R', 'A', 'A1', 'B'],
  hr: ['R', 'A', 'A1', 'B'],
}
