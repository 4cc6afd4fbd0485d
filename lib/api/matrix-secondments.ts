import { type Row, withLevels } from './matrix-callers'

/** A placement that never was; who may do what to one that is stands in the procedures' own tests. */
const none = { id: '00000000-0000-4000-8000-000000000000' }
const read: Row = { may: withLevels, about: 'nothing', input: none, status: 404 }
const deed = (more: Record<string, unknown>): Row => ({ ...read, input: { ...none, ...more }, isWrite: true })
const days = { from: '2027-02-01', to: '2027-07-31' }
const nowhere = { employeeId: 'E-nobody-999', openingId: 'none', ...days }

const inputs = {
  ...{ gaps: [], population: [], horizon: { from: '2027-01-01', to: '2027-12-31' }, per: 'month', budget: null },
  ...{ pins: [], forbids: [], dates: [], sliders: { gaps: 1, wishes: 1, disruption: 1 } },
  rules: { awayPerUnit: null, awayPerManager: null, staysInPlace: false, switches: {} },
}
const planned: Row = { may: ['head', 'hr'], about: 'nothing', input: none, status: 404 }
const planning = (more: Record<string, unknown> = {}): Row => ({
  ...{ may: ['hr'], about: 'nothing', input: { ...none, ...more }, isWrite: true, status: 404 },
})

/** Rows of the planner: no plan stands here; what comes of one is shown by the planner's own tests. */
export const plannerRows = {
  'planner.list': { may: ['head', 'hr'], about: 'nothing' },
  'planner.get': planned,
  'planner.plan': planned,
  'planner.answers': planned,
  'planner.told': planned,
  'planner.person': { ...planned, input: { ...none, employeeId: 'E-nobody-999' } },
  'planner.compose': { may: ['hr'], about: 'nothing', input: { name: 'Gaps', inputs }, isWrite: true },
  'planner.change': planning({ version: 1, name: 'Gaps', inputs }),
  'planner.discard': planning({ version: 1 }),
  'planner.run': planning(),
  'planner.giveUp': planning(),
  'planner.ask': planning({ question: { ask: 'stops' } }),
  'planner.publish': { ...planning({ version: 1, scenarioVersion: 1, reason: 'Good' }), may: ['head'] },
} satisfies Record<string, Row>

export const secondmentRows = {
  'secondments.list': { may: withLevels, about: 'nothing', input: {} },
  'secondments.get': read,
  'secondments.cover': read,
  'secondments.check': { may: ['hr'], about: 'nothing', input: nowhere, status: 404 },
  'secondments.propose': { may: ['hr'], about: 'nothing', input: nowhere, isWrite: true, status: 404 },
  'secondments.volunteer': {
    ...{ may: withLevels, about: 'nothing', isWrite: true, status: 404 },
    input: { openingId: 'none', ...days },
  },
  'secondments.move': { ...deed({ version: 1, ...days }), may: ['hr'] },
  'secondments.step': deed({ version: 1, deed: 'consent' }),
  'secondments.arrange': deed({ version: 1, cover: [{ option: 'recruit' }] }),
  'secondments.appeal': deed({ reason: 'Why' }),
  'secondments.decideAppeal': { ...deed({ version: 1, upholds: true, decision: 'Yes' }), may: ['hr'] },
  'notChosen.own': { may: withLevels, about: 'nothing' },
  'notChosen.asked': { may: ['hr'], about: 'nothing' },
  'notChosen.ask': deed({ reason: 'Why' }),
  'notChosen.answer': { ...deed({ upholds: true, answer: 'Yes' }), may: ['hr'] },
  'hosted.list': { may: withLevels, about: 'nothing' },
  'hosted.get': read,
  'hosted.step': deed({ version: 1, deed: 'accept' }),
} satisfies Record<string, Row>
