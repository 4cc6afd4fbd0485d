import { type Row, withLevels } from './matrix-callers'

/** A placement that never was; who may do what to one that is stands in the procedures' own tests. */
const none = { id: '00000000-0000-4000-8000-000000000000' }
const read: Row = { may: withLevels, about: 'nothing', input: none, status: 404 }
const deed = (more: Record<string, unknown>): Row => ({ ...read, input: { ...none, ...more }, isWrite: true })
const days = { from: '2027-02-01', to: '2027-07-31' }
const nowhere = { employeeId: 'E-nobody-999', openingId: 'none', ...days }

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
  'hosted.list': { may: withLevels, about: 'nothing' },
  'hosted.get': read,
  'hosted.step': deed({ version: 1, deed: 'accept' }),
} satisfies Record<string, Row>
