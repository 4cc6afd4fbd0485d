import { type Caller, importers, inside, type Row, withHooks, withLevels, withUnits } from './matrix-callers'
import { employeeIdOf, waitingErasure } from './matrix-organisation'
import { placementRows } from './matrix-placements'
import { plannerRows, secondmentRows } from './matrix-secondments'
import type { AppRouter } from './router'

const nowhere = '00000000-0000-4000-8000-000000000000'
const noHook = { id: nowhere }

type ProcedureName = {
  [Noun in keyof AppRouter]: `${Noun & string}.${keyof AppRouter[Noun] & string}`
}[keyof AppRouter]

const keepers: Caller[] = ['hr', 'administrator']
/** A cycle that never was; what is done to one that runs is shown by its own tests. */
const noCycle = { name: 'No such cycle' }
const cycleDeed: Row = {
  ...{ may: ['hr'], about: 'nothing', isWrite: true, status: 404 },
  input: { ...noCycle, version: 1 },
}
const nobody = 'E-nobody-999'
const none = '00000000-0000-4000-8000-000000000000'
/** A version that never was: the write is refused with what is stored, once the row was found. */
const stale = { about: 'person', may: keepers, isWrite: true, status: 409, isNeverOwn: true } as const
/** Somebody nothing stands in the way of. */
const oneErased = { employeeId: employeeIdOf('other'), reason: 'request' }
/** No cycle runs here: what the deeds of one do is shown by their own tests. */
const noPart = { cycle: 'none', employeeId: 'E-nobody-999' }
const partDeed = { may: withLevels, about: 'nothing', isWrite: true, status: 404 } as const
/** Nobody is asked for anything in this cycle: whose form is whose is shown by the forms' own tests. */
const noForm: Row = { may: withLevels, about: 'nothing', input: { cycle: '2026-H2', employeeId: nobody }, status: 404 }
const formDeed = (more: Record<string, unknown> = { version: 1 }): Row => ({
  ...noForm,
  input: { ...noForm.input, ...more },
  isWrite: true,
})
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
  'evidence.list': { may: withLevels, about: 'person' },
  'evidence.add': {
    ...{ may: withLevels, about: 'nothing', isWrite: true, status: 404 },
    input: { employeeId: nobody, title: 'T', datedOn: '2026-01-01' },
  },
  'evidence.change': {
    ...{ may: withLevels, about: 'nothing', isWrite: true, status: 404 },
    input: { id: none, version: 1, title: 'T', note: '', datedOn: '2026-01-01' },
  },
  'evidence.remove': { may: withLevels, about: 'nothing', input: { id: none }, isWrite: true, status: 404 },
  'evidence.tag': {
    ...{ may: withLevels, about: 'nothing', isWrite: true, status: 404 },
    input: { id: none, cycle: '2026-H2', employeeId: nobody, criteria: [] },
  },
  'evidence.file': { may: withLevels, about: 'nothing', input: { id: none }, status: 404 },
  'messages.list': { may: inside, about: 'nothing', input: {} },
  'messages.read': { may: inside, about: 'nothing', input: {}, isWrite: true },
  'calendar.get': { may: inside, about: 'nothing' },
  'calendar.end': { may: inside, about: 'nothing', isWrite: true },
  'calendar.make': { may: inside, about: 'nothing', isWrite: true },
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
  'assessments.list': { may: withLevels, about: 'nothing' },
  'assessments.get': noForm,
  'assessments.begin': formDeed({}),
  'assessments.answer': formDeed({ criterion: 'c1', kind: 'rated', level: 3, version: 0 }),
  'assessments.confirm': formDeed({ criteria: ['c1'] }),
  'assessments.submit': formDeed(),
  'assessments.withdraw': formDeed(),
  'assessments.handOver': formDeed({ version: 1, note: 'Ask about the depot.' }),
  'assessments.deviceKey': {
    ...{ may: withLevels, about: 'nothing', isWrite: true },
    input: { deviceId: '0123456789abcdef0123456789abcdef' },
  },
  'cycles.runs': { may: ['hr'], about: 'nothing' },
  'cycles.draft': { may: ['hr'], about: 'nothing', input: { name: '2026-H2' }, isWrite: true, status: 409 },
  'cycles.plan': { may: ['hr'], about: 'nothing', input: noCycle, status: 404 },
  'cycles.setPlan': cycleDeed,
  'cycles.population': { may: ['hr'], about: 'nothing', input: {} },
  'cycles.check': { may: ['hr'], about: 'nothing', input: noCycle, status: 404 },
  'cycles.progress': { may: ['hr'], about: 'nothing', input: noCycle, status: 404 },
  'cycles.participants': { may: ['hr'], about: 'nothing', input: noCycle, status: 404 },
  'cycles.holidays': { may: ['hr'], about: 'nothing' },
  'cycles.setHoliday': { may: ['hr'], about: 'nothing', input: { day: '2026-12-25', name: 'D' }, isWrite: true },
  'cycles.leaves': { may: ['hr'], about: 'nothing' },
  'cycles.setLeave': {
    ...{ may: ['hr'], about: 'nothing', isWrite: true, status: 404 },
    input: { employeeId: nobody, from: '2027-01-01' },
  },
  'cycles.launch': cycleDeed,
  'cycles.pause': cycleDeed,
  'cycles.resume': cycleDeed,
  'cycles.extend': { ...cycleDeed, input: { ...noCycle, version: 1, deadlines: {} } },
  'cycles.close': cycleDeed,
  'cycles.discard': cycleDeed,
  'cycles.addPeople': { ...cycleDeed, input: { ...noCycle, employeeIds: [] } },
  'cycles.excuse': { ...cycleDeed, input: { ...noCycle, version: 1, employeeId: nobody, reason: 'Ill' } },
  'cycles.reassign': { ...cycleDeed, input: { ...noCycle, version: 1, employeeId: nobody, rater: null } },
  'cycles.chase': { ...cycleDeed, input: { ...noCycle, stage: 'self' } },
  'cycles.handOvers': { may: withLevels, about: 'nothing' },
  'cycles.handOver': { ...cycleDeed, may: withLevels, input: { ...noCycle, employeeId: nobody, note: 'N' } },
  'deputies.list': { may: withLevels, about: 'nothing', input: {} },
  'deputies.name': {
    ...{ may: withLevels, about: 'nothing', isWrite: true, status: 400 },
    input: { deputyId: nobody, from: '2027-01-01', to: '2027-01-02' },
  },
  'deputies.end': { may: withLevels, about: 'nothing', input: { id: none, version: 1 }, isWrite: true, status: 404 },
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
  'agreements.get': { may: withLevels, about: 'nothing', input: noPart, status: 404 },
  'agreements.waiting': { may: withLevels, about: 'nothing' },
  'agreements.batch': { may: withLevels, about: 'nothing', input: { cycle: 'none', criterion: 'c1' }, status: 404 },
  'agreements.keep': { ...partDeed, input: { ...noPart, criterion: 'c1', level: 1, version: 0 } },
  'agreements.agree': { ...partDeed, input: { ...noPart, levels: [{ criterion: 'c1', level: 1, version: 0 }] } },
  'agreements.dispute': { ...partDeed, input: { ...noPart, criterion: 'c1', objection: 'No.', version: 1 } },
  'agreements.takeBack': { ...partDeed, input: { ...noPart, criterion: 'c1', version: 1 } },
  'agreements.acknowledge': { ...partDeed, input: noPart },
  'conversations.keep': { ...partDeed, input: { ...noPart, meetsAt: null, notes: '', version: 0 } },
  'peers.list': { may: withLevels, about: 'nothing', input: noPart, status: 404 },
  'peers.ask': { ...partDeed, input: { ...noPart, peerId: 'E-nobody-999' } },
  'peers.unask': { ...partDeed, input: { ...noPart, peerId: 'E-nobody-999' } },
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
  ...placementRows,
  ...secondmentRows,
  ...plannerRows,
  'audit.list': { may: ['administrator'], about: 'nothing' },
  'audit.looks': { may: ['administrator'], about: 'nothing' },
  'health.get': { may: ['administrator'], about: 'nothing' },
}
