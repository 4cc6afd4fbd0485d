import {
  type Caller,
  importers,
  inside,
  type ProcedureName,
  type Row,
  withHooks,
  withLevels,
  withUnits,
} from './matrix-callers'
import { employeeIdOf, waitingErasure } from './matrix-organisation'
import { placementRows } from './matrix-placements'
import { roundRows } from './matrix-round-rows'
import { plannerRows, secondmentRows } from './matrix-secondments'

const nowhere = '00000000-0000-4000-8000-000000000000'
const noHook = { id: nowhere }

const keepers: Caller[] = ['hr', 'administrator']
const nobody = 'E-nobody-999'
const none = '00000000-0000-4000-8000-000000000000'
/** A version that never was: the write is refused with what is stored, once the row was found. */
const stale = { about: 'person', may: keepers, isWrite: true, status: 409, isNeverOwn: true } as const
/** Somebody nothing stands in the way of. */
const oneErased = { employeeId: employeeIdOf('other'), reason: 'request' }
const importDeed: Row = { may: importers, about: 'no import', input: { version: 1 }, isWrite: true }
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
  'readiness.levels': { may: withLevels, about: 'person' },
  'readiness.person': { may: withLevels, about: 'person' },
  'readiness.team': { may: ['manager', 'head'], about: 'nothing', input: { who: 'all' } },
  'readiness.bands': { may: withUnits, about: 'unit' },
  'gapMap.get': { may: withUnits, about: 'unit' },
  'gapMap.cell': { may: withUnits, about: 'unit', input: { criterion: 'c1' } },
  'webhooks.list': { may: withHooks, about: 'nothing' },
  'webhooks.add': {
    may: withHooks,
    about: 'nothing',
    input: { url: 'https://8.8.8.8/', events: ['person.added'] },
    isWrite: true,
  },
  'webhooks.change': {
    may: withHooks,
    about: 'nothing',
    input: { ...noHook, version: 1 },
    isWrite: true,
    status: 404,
  },
  'webhooks.get': { may: withHooks, about: 'nothing', input: noHook, status: 404 },
  'webhooks.renewSecret': {
    ...{ may: withHooks, about: 'nothing', isWrite: true, status: 404 },
    input: { ...noHook, version: 1 },
  },
  'webhooks.remove': { may: withHooks, about: 'nothing', input: noHook, isWrite: true, status: 404 },
  'webhooks.test': { may: withHooks, about: 'nothing', input: noHook, isWrite: true, status: 404 },
  'webhooks.deliveries': { may: withHooks, about: 'nothing', input: noHook, status: 404 },
  'webhooks.redeliver': {
    ...{ may: withHooks, about: 'nothing', isWrite: true, status: 404 },
    input: { ...noHook, delivery: nowhere },
  },
  'imports.list': { may: importers, about: 'nothing', input: {} },
  'imports.get': { may: importers, about: 'import' },
  'imports.findings': { may: importers, about: 'import' },
  'imports.findingsCsv': { may: importers, about: 'no import' },
  'imports.sources': { may: importers, about: 'nothing' },
  'imports.create': { may: importers, about: 'no files', input: {}, isWrite: true },
  'imports.map': { ...importDeed, input: { version: 1, options: {}, sheets: [] } },
  'imports.check': importDeed,
  'imports.commit': importDeed,
  'imports.undo': importDeed,
  'imports.discard': importDeed,
  'account.endSessions': { may: inside, about: 'nothing', input: {}, isWrite: true },
  'account.get': { may: inside, about: 'nothing' },
  'account.endSession': { may: inside, about: 'nothing', input: { sessionId: none }, isWrite: true, status: 404 },
  'account.endIdentity': { may: inside, about: 'nothing', input: { identityId: none }, isWrite: true, status: 404 },
  'account.setPassword': {
    ...{ may: inside, about: 'nothing', isWrite: true, status: 400 },
    input: { current: 'none was ever set', password: 'four or five words' },
  },
  'account.setPreferences': { may: inside, about: 'nothing', input: { language: 'en' }, isWrite: true },
  'people.roster': { may: keepers, about: 'nothing', input: {} },
  'people.record': { may: keepers, about: 'person' },
  'people.add': {
    ...{ may: keepers, about: 'nothing', isWrite: true, status: 400 },
    input: { employeeId: 'E-new-900', name: 'New', unitId: 'A', managerId: null, startsOn: '2020-01-01' },
  },
  'people.correct': { ...stale, input: { version: 0, name: 'Other' } },
  'people.move': { ...stale, input: { version: 0, unitId: 'A', from: '2027-01-01' } },
  'people.cancelMove': { ...stale, input: { version: 0, from: '2027-01-01' } },
  'people.end': { ...stale, input: { version: 0, lastDay: '2027-01-01' } },
  'people.disable': { ...stale, input: { version: 0 } },
  'people.enable': { ...stale, input: { version: 0 } },
  'people.invite': { may: keepers, about: 'nothing', input: { employeeId: nobody }, isWrite: true, status: 404 },
  'people.inviteAll': { may: keepers, about: 'nothing', input: {}, isWrite: true },
  'units.add': {
    ...{ may: keepers, about: 'nothing', isWrite: true, status: 409 },
    input: { unitId: 'R', name: 'Again', parentUnitId: 'A' },
  },
  'units.correct': {
    ...{ may: keepers, about: 'nothing', input: { unitId: 'A', version: 0, name: 'X' }, isWrite: true, status: 409 },
  },
  'units.remove': { may: keepers, about: 'nothing', input: { unitId: 'A', version: 0 }, isWrite: true, status: 409 },
  'grants.list': { may: keepers, about: 'nothing' },
  'grants.waiting': { may: keepers, about: 'nothing' },
  'grants.propose': {
    ...{ may: ['administrator'], about: 'nothing', isWrite: true, status: 404 },
    input: { employeeId: nobody, role: 'hr' },
  },
  'grants.confirm': {
    ...{ may: ['hr'], about: 'nothing', input: { grantId: none, version: 0 }, isWrite: true, status: 404 },
  },
  'grants.reject': {
    ...{ may: keepers, about: 'nothing', input: { grantId: none, version: 0 }, isWrite: true, status: 404 },
  },
  'grants.end': {
    ...{ may: keepers, about: 'nothing', input: { grantId: none, version: 0 }, isWrite: true, status: 404 },
  },
  'changes.list': { may: keepers, about: 'nothing' },
  'changes.confirm': { may: ['hr'], about: 'nothing', input: { changeId: none }, isWrite: true, status: 404 },
  'changes.reject': { may: keepers, about: 'nothing', input: { changeId: none }, isWrite: true, status: 404 },
  'tokens.list': { may: inside, about: 'nothing' },
  'tokens.make': { may: inside, about: 'nothing', input: { name: 'T', scopes: ['read'], days: 1 }, isWrite: true },
  'tokens.end': { may: inside, about: 'nothing', input: { tokenId: 'none' }, isWrite: true, status: 404 },
  'privacy.who': { may: inside, about: 'nothing' },
  'privacy.mine': { may: inside, about: 'nothing' },
  'privacy.preview': { may: ['hr'], about: 'person' },
  'privacy.erase': { may: ['hr'], about: 'nothing', input: oneErased, isWrite: true },
  'privacy.erasures': { may: ['hr'], about: 'nothing' },
  'privacy.erasure': { may: ['hr'], about: 'nothing', input: { id: waitingErasure } },
  'privacy.retention': { may: inside, about: 'nothing' },
  'privacy.setRetention': { may: ['hr'], about: 'nothing', input: { version: 0, days: {} }, isWrite: true },
  'audit.list': { may: ['administrator'], about: 'nothing' },
  'audit.looks': { may: ['administrator'], about: 'nothing' },
  'health.get': { may: ['administrator'], about: 'nothing' },
  ...roundRows,
  ...placementRows,
  ...secondmentRows,
  ...plannerRows,
}
