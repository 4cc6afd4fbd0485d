import { describe, expect, it, test } from 'vitest'
import {
  confirmable,
  differencesOf,
  grouped,
  groupOf,
  groups,
  isDiscussed,
  needsReason,
  nextOpen,
  placeAmong,
  presetOf,
  progressOf,
  workOrder,
} from './rules'
import type { Agreement, ComparedCriterion, Side } from './shapes'

const side = (level: number | null): Side => ({
  ...{ level, comment: '', basis: null, ratedOn: '2026-11-20', isConfirmed: false, evidence: [] },
  by: { employeeId: 'E1', name: 'Ada' },
})
const agreed = (level: number, status: Agreement['status'] = 'agreed'): Agreement => ({
  ...{ level, status, reason: '', agreedOn: '2026-11-20', version: 1 },
  objection: status === 'disputed' ? 'No.' : '',
})
/** A criterion with both levels; undefined: nobody answered, null: not observed. */
const rated = (
  self: number | null | undefined,
  manager: number | null | undefined,
  agreement: Agreement | null = null,
  criterion = 'c',
): ComparedCriterion => ({
  ...{ criterion, target: 3, minimum: null, earlier: null, peers: null, discuss: false, agreement },
  self: self === undefined ? null : side(self),
  manager: manager === undefined ? null : side(manager),
})

describe('each criterion is in one group', () => {
  test.each([
    [4, 0, 'talk'],
    [0, 2, 'talk'],
    [3, 2, 'near'],
    [2, 3, 'near'],
    [0, 0, 'same'],
    [5, 5, 'same'],
    [5, null, 'single'],
    [null, 0, 'single'],
    [undefined, 3, 'single'],
    [null, undefined, 'single'],
  ] as const)('self %s, manager %s: %s', (self, manager, group) => expect(groupOf(rated(self, manager))).toBe(group))
})

/** Mulberry32: the same numbers from 0 up to 1 for the same seed. */
function seeded(seed: number) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** Two thousand sets of up to 40 criteria, levels 0–5 or not observed; the same each time. */
function inEverySet(check: (criteria: ComparedCriterion[]) => void) {
  for (let seed = 1; seed <= 2000; seed++) {
    const random = seeded(seed)
    const level = () => (random() < 0.15 ? null : Math.floor(random() * 6))
    const size = Math.floor(random() * 41)
    check(Array.from({ length: size }, (_, place) => rated(level(), level(), null, String(place))))
  }
}

test('groups lose nobody, and put the widest difference first, in framework order among equals', () => {
  inEverySet((criteria) => {
    const by = grouped(criteria)
    expect(new Set(workOrder(criteria))).toEqual(new Set(criteria))
    const apart = ({ self, manager }: ComparedCriterion) => Math.abs((self?.level ?? 0) - (manager?.level ?? 0))
    for (const group of groups)
      for (const [place, one] of by[group].entries()) {
        const before = by[group][place - 1]
        if (!before) continue
        const isEqual = group === 'single' || apart(before) === apart(one)
        const isRight = isEqual ? Number(before.criterion) < Number(one.criterion) : apart(before) > apart(one)
        if (!isRight) throw new Error(`${group}: ${before.criterion} stands before ${one.criterion}`)
      }
  })
})

test('the figures of a comparison add up, and change their sign when the two change places', () => {
  inEverySet((criteria) => {
    const found = differencesOf(criteria)
    const turned = differencesOf(criteria.map((one) => ({ self: one.manager, manager: one.self })))
    expect(found.bars.reduce((sum, { count }) => sum + count, 0)).toBe(found.rated)
    expect(turned).toMatchObject({ talk: found.talk, selfHigher: found.managerHigher, managerHigher: found.selfHigher })
    if (found.mean === null) expect(found.rated).toBe(0)
    else expect(turned.mean).toBeCloseTo(-found.mean, 10)
  })
})

test('the figures of the mock: 18 of 25 two levels or more apart, 23 higher, mean +1.8', () => {
  const many = (count: number, self: number, manager: number) =>
    Array.from({ length: count }, () => rated(self, manager))
  const gareth = [
    ...many(1, 4, 0),
    ...many(1, 5, 2),
    ...many(16, 4, 2),
    ...many(5, 3, 2),
    ...many(2, 4, 4),
    rated(5, null),
  ]
  const found = differencesOf(gareth)
  expect(found).toMatchObject({ rated: 25, talk: 18, selfHigher: 23, managerHigher: 0 })
  expect(found.mean).toBeCloseTo(1.76, 10)
  expect(found.bars).toEqual([
    { difference: -1, count: 0 },
    { difference: 0, count: 2 },
    { difference: 1, count: 5 },
    { difference: 2, count: 16 },
    { difference: 3, count: 1 },
    { difference: 4, count: 1 },
  ])
  expect(progressOf(gareth)).toEqual({ all: 26, settled: 0, disputed: 0, talk: 18, confirm: 7, single: 1 })
})

describe('what an agreement starts from', () => {
  test.each([
    ['the manager’s', rated(4, 2), 2],
    ['zero is a level', rated(4, 0), 0],
    ['what is kept goes before', rated(4, 2, agreed(3, 'draft')), 3],
    ['nobody’s, where the manager did not observe', rated(4, null), null],
  ])('%s', (_, criterion, preset) => expect(presetOf(criterion)).toBe(preset))
  it('needs a reason as soon as it is another level', () => {
    expect([0, 1, 2, 3].map((one) => needsReason(rated(4, 2), one))).toEqual([true, true, false, true])
    expect(needsReason(rated(4, null), 0)).toBe(true)
  })
})

describe('confirming at once', () => {
  test.each([
    ['the same', rated(2, 2), true],
    ['one apart', rated(3, 2), true],
    ['two apart', rated(4, 2), false],
    ['settled', rated(3, 2, agreed(2)), false],
    ['disputed', rated(3, 2, agreed(2, 'disputed')), false],
    ['a draft of the same level', rated(3, 2, agreed(2, 'draft')), true],
    ['a draft of another level', rated(3, 2, agreed(3, 'draft')), false],
    ['rated by one', rated(3, null), false],
  ])('%s', (_, criterion, is) => expect(confirmable([criterion]).length === 1).toBe(is))
})

test('the next criterion is the first open one after this, from the top again at the end', () => {
  const order = [
    rated(4, 2, agreed(2), 'a'),
    rated(4, 2, null, 'b'),
    rated(4, 2, agreed(2, 'draft'), 'c'),
    rated(4, null, null, 'n'),
  ]
  expect(nextOpen(order, null)).toBe('b')
  expect(nextOpen(order, 'b')).toBe('c')
  expect(nextOpen(order, 'c')).toBe('b')
  expect(nextOpen([order[0]!, order[1]!], 'b')).toBeNull()
})

describe('a difference among everybody’s', () => {
  const usual = { low: -0.2, high: 1.1 }
  test.each([
    [0.4, 'usual'],
    [1.1, 'usual'],
    [-0.2, 'usual'],
    [1.8, 'above'],
    [-0.3, 'below'],
  ] as const)('%s is %s', (mean, place) => expect(placeAmong(mean, usual)).toBe(place))
})

describe('peers and manager', () => {
  test.each([
    [3499, 2, false],
    [3500, 2, true],
    [500, 2, true],
    [501, 2, false],
    [null, 2, false],
    [3500, null, false],
  ])('peers %s, manager %s: %s', (peers, manager, is) => expect(isDiscussed(peers, manager, 1500)).toBe(is))
})
