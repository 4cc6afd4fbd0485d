import { DEFAULT_PLACEMENT } from '@/lib/openings/policy'
import { type Row, withLevels } from './matrix-callers'

/** No opening stands here: what hosts may do to one is shown by the openings' own tests. */
const noOpening = { openingId: 'OP-none' }
const newOpening = {
  ...{
    title: 'T',
    routeKey: 'mentoring-coaching',
    hostUnitId: 'none such',
    sponsorId: null,
    supervisorId: null,
    location: '',
  },
  ...{
    earliestStart: '2027-01-01',
    latestEnd: '2027-12-31',
    isFixed: false,
    minDays: 90,
    maxDays: 180,
    seats: 1,
    share: 100,
  },
  ...{ paidBy: 'home', clearance: null, languages: [], applyBy: null, notes: '', entry: [], criteria: [] },
}
const openingDeed = (more: Record<string, unknown>): Row => ({
  ...{ may: withLevels, about: 'nothing', isWrite: true, status: 404 },
  input: { ...noOpening, version: 1, ...more },
})
const noWish = {
  ...{ notNowUntil: null, aspiration: null, mobility: 'unknown', places: [], earliest: null, latest: null },
  ...{ maxShare: 100, preferences: [] },
}
const nothingKnown = { probationUntil: null, contractEndsOn: null, inPostSince: null, isUnderProcess: false }

/** Rows of openings, wishes and the rules of placements. */
export const placementRows = {
  'openings.list': { may: withLevels, about: 'nothing', input: {} },
  'openings.eligible': { may: ['hr'], about: 'nothing' },
  'openings.get': { may: withLevels, about: 'nothing', input: noOpening, status: 404 },
  'openings.helpful': { may: withLevels, about: 'person' },
  'openings.offer': { may: withLevels, about: 'nothing', input: newOpening, isWrite: true, status: 404 },
  'openings.change': openingDeed({}),
  'openings.move': openingDeed({ to: 'closed' }),
  'openings.discard': openingDeed({}),
  'wishes.get': { may: withLevels, about: 'person' },
  'wishes.save': { may: withLevels, about: 'nothing', input: { ...noWish, version: 99 }, isWrite: true, status: 409 },
  'homeRules.list': { may: withLevels, about: 'nothing' },
  'homeRules.save': {
    ...{ may: ['hr'], about: 'nothing', isWrite: true, status: 404 },
    input: { unitId: 'none such', version: 0, minHeads: null, noticeDays: null, holders: [], blackouts: [] },
  },
  'placementPolicy.get': { may: withLevels, about: 'nothing' },
  'placementPolicy.set': {
    ...{ may: ['hr'], about: 'nothing', isWrite: true, status: 409 },
    input: { version: 99, note: 'N', settings: DEFAULT_PLACEMENT },
  },
  'placementPolicy.grades': { may: ['hr'], about: 'nothing' },
  'standings.get': { may: ['hr'], about: 'person' },
  'standings.keep': {
    may: ['hr'],
    about: 'person',
    input: { ...nothingKnown, version: 99 },
    isWrite: true,
    status: 409,
  },
} satisfies Record<string, Row>
