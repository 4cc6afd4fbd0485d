import { inside, type ProcedureName, type Row, withLevels } from './matrix-callers'

const nobody = 'E-nobody-999'
const none = '00000000-0000-4000-8000-000000000000'
/** A cycle that never was; what is done to one that runs is shown by its own tests. */
const noCycle = { name: 'No such cycle' }
const cycleDeed: Row = {
  ...{ may: ['hr'], about: 'nothing', isWrite: true, status: 404 },
  input: { ...noCycle, version: 1 },
}
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

/** Cycles, forms, agreeing, evidence and what people are told of them. */
export const roundRows = {
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
  'deputies.list': { may: withLevels, about: 'nothing', input: {} },
  'deputies.name': {
    ...{ may: withLevels, about: 'nothing', isWrite: true, status: 400 },
    input: { deputyId: nobody, from: '2027-01-01', to: '2027-01-02' },
  },
  'deputies.end': { may: withLevels, about: 'nothing', input: { id: none, version: 1 }, isWrite: true, status: 404 },
  'agreements.get': { may: withLevels, about: 'nothing', input: noPart, status: 404 },
  'agreements.waiting': { may: withLevels, about: 'nothing' },
  'agreements.toSettle': { may: withLevels, about: 'nothing' },
  'agreements.batch': { may: withLevels, about: 'nothing', input: { cycle: 'none', criterion: 'c1' }, status: 404 },
  'agreements.keep': { ...partDeed, input: { ...noPart, criterion: 'c1', level: 1, version: 0 } },
  'agreements.agree': { ...partDeed, input: { ...noPart, levels: [{ criterion: 'c1', level: 1, version: 0 }] } },
  'agreements.dispute': { ...partDeed, input: { ...noPart, criterion: 'c1', objection: 'No.', version: 1 } },
  'agreements.takeBack': { ...partDeed, input: { ...noPart, criterion: 'c1', version: 1 } },
  'agreements.acknowledge': { ...partDeed, input: noPart },
  'conversations.keep': { ...partDeed, input: { ...noPart, meetsAt: null, notes: '', version: 0 } },
  'peers.list': { may: withLevels, about: 'nothing', input: noPart, status: 404 },
  'peers.find': { may: withLevels, about: 'nothing', input: { ...noPart, q: 'an' }, status: 404 },
  'peers.ask': { ...partDeed, input: { ...noPart, peerId: 'E-nobody-999' } },
  'peers.unask': { ...partDeed, input: { ...noPart, peerId: 'E-nobody-999' } },
} satisfies Partial<Record<ProcedureName, Row>>
