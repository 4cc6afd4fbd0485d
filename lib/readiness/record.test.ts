import { describe, expect, test } from 'vitest'
import { DEFAULT_POLICY } from './policy'
import { type Answers, makeRecorder } from './record'
import { RollUp } from './roll-up'
import { prepareProfile } from './tally'

const asOf = '2026-11-01'
const keys = ['x', 'y']
const publishing = {
  ...{ cycleId: 9, frameworkVersionId: 1, asOf, policy: DEFAULT_POLICY, policyVersion: 1, criteria: [1, 2], levels: 6 },
  profiles: [
    {
      id: 1,
      prepared: prepareProfile(
        keys.map((criterion) => ({ criterion, target: 4, weight: 1, minimum: null })),
        DEFAULT_POLICY,
        keys,
      ),
    },
  ],
  units: [
    { id: 50, parentId: 10 },
    { id: 10, parentId: null },
    { id: 70, parentId: 50 },
    { id: 60, parentId: 10 },
  ],
}
const record = makeRecorder(publishing)
const [manager, self, peer, agreed] = [0, 1, 2, 3] as const
const x = 0
type Case = { name: string; answers: Answers; is: Record<string, unknown> }

describe('one criterion of one person', () => {
  test.each<Case>([
    {
      name: 'nothing',
      answers: [],
      is: { milli: null, source: null, ratedOn: null, from: null, self: null, evidence: 0 },
    },
    {
      name: 'the manager alone',
      answers: [[x, 0, 9, manager, 3, '2026-10-01', 1]],
      is: { milli: 3000, source: 'manager', ratedOn: '2026-10-01', from: 9, evidence: 600 },
    },
    {
      name: 'self near by',
      answers: [
        [x, 0, 9, manager, 3, '2026-10-01', 1],
        [x, 0, 9, self, 4, '2026-10-01', 2],
      ],
      is: { milli: 3000, self: 4, evidence: 800 },
    },
    {
      name: 'self alone',
      answers: [[x, 0, 9, self, 4, '2026-10-01', 2]],
      is: { milli: null, source: null, from: null, self: 4, evidence: 0 },
    },
    {
      name: 'two peers do not count, three do',
      answers: [
        [x, 0, 9, manager, 3, '2026-10-01', 1],
        [x, 0, 9, peer, 4, '2026-10-01', 3],
        [x, 0, 9, peer, 4, '2026-10-01', 4],
        [x, 0, 9, peer, 5, '2026-10-01', 5],
      ],
      is: { milli: 3533, source: 'manager-and-peers', evidence: 1000 },
    },
    {
      name: 'not observed',
      answers: [[x, 0, 9, manager, null, '2026-10-01', 1]],
      is: { milli: null, source: 'not-observed', ratedOn: '2026-10-01', from: 9 },
    },
    {
      name: 'the later of two managers',
      answers: [
        [x, 0, 9, manager, 5, '2026-09-01', 1],
        [x, 0, 9, manager, 2, '2026-10-01', 6],
      ],
      is: { milli: 2000, ratedOn: '2026-10-01' },
    },
    {
      name: 'carried over from an older cycle',
      answers: [
        [x, 2, 4, manager, 1, '2025-03-01', 1],
        [x, 1, 7, manager, 2, '2026-03-01', 1],
        [x, 1, 7, self, 5, '2026-03-01', 2],
      ],
      is: { milli: 2000, from: 7, ratedOn: '2026-03-01', self: 5 },
    },
    {
      name: 'agreed, whatever the manager and peers said first',
      answers: [
        [x, 0, 9, manager, 3, '2026-10-01', 1],
        [x, 0, 9, peer, 5, '2026-10-01', 3],
        [x, 0, 9, peer, 5, '2026-10-01', 4],
        [x, 0, 9, peer, 5, '2026-10-01', 5],
        [x, 0, 9, agreed, 2, '2026-10-20', 1],
      ],
      is: { milli: 2000, source: 'agreed', ratedOn: '2026-10-20', from: 9 },
    },
    {
      name: 'agreed before, rated anew and not agreed yet: the newer cycle',
      answers: [
        [x, 0, 9, manager, 3, '2026-10-01', 1],
        [x, 1, 7, agreed, 5, '2026-03-01', 1],
        [x, 1, 7, manager, 5, '2026-03-01', 1],
      ],
      is: { milli: 3000, source: 'manager', from: 9 },
    },
    {
      name: 'agreed before, not observed now: what was agreed stays',
      answers: [
        [x, 0, 9, manager, null, '2026-10-01', 1],
        [x, 1, 7, agreed, 4, '2026-03-01', 1],
      ],
      is: { milli: 4000, source: 'agreed', ratedOn: '2026-03-01', from: 7 },
    },
    {
      name: 'not observed this time: what was seen before stays',
      answers: [
        [x, 0, 9, manager, null, '2026-10-01', 1],
        [x, 1, 7, manager, 2, '2026-03-01', 1],
      ],
      is: { milli: 2000, source: 'manager', from: 7 },
    },
    {
      name: 'self now, manager before: the own view of today',
      answers: [
        [x, 0, 9, self, 1, '2026-10-01', 2],
        [x, 1, 7, manager, 2, '2026-03-01', 1],
        [x, 1, 7, self, 3, '2026-03-01', 2],
      ],
      is: { milli: 2000, from: 7, self: 1 },
    },
    {
      name: '24 months old to the day',
      answers: [[x, 1, 7, manager, 2, '2024-11-01', 1]],
      is: { milli: 2000, source: 'manager' },
    },
    {
      name: 'a day older: expired',
      answers: [[x, 1, 7, manager, 2, '2024-10-31', 1]],
      is: { milli: null, source: null, ratedOn: '2024-10-31', from: 7, evidence: 0 },
    },
  ])('$name', ({ answers, is }) => {
    const found = record(answers)
    const here = {
      milli: found.milli[x],
      source: found.sources[x],
      ratedOn: found.ratedOn[x],
      from: found.fromCycleIds[x],
      self: found.selfLevels[x],
      evidence: found.evidence[x],
    }
    expect(here).toMatchObject(is)
    expect(found.milli[1]).toBeNull()
    const turned = record([...answers].reverse())
    expect(turned).toEqual(found)
  })
})

test('self minus manager is a mean over what both rated, whatever was agreed', () => {
  const found = record([
    [0, 0, 9, manager, 3, '2026-10-01', 1],
    [0, 0, 9, self, 4, '2026-10-01', 2],
    [0, 0, 9, agreed, 5, '2026-10-01', 1],
    [1, 0, 9, manager, 3, '2026-10-01', 1],
    [1, 0, 9, self, 1, '2026-10-01', 2],
  ])
  expect(found.selfDifference).toBe(-500)
  expect(record([[0, 0, 9, self, 4, '2026-10-01', 2]]).selfDifference).toBeNull()
})

test('a level above this edition’s scale counts at its top, in its own criterion', () => {
  const high = record([
    [0, 1, 7, manager, 9, '2026-03-01', 1],
    [0, 1, 7, self, 8, '2026-03-01', 2],
  ])
  expect([high.milli, high.selfLevels]).toEqual([
    [5000, null],
    [5, null],
  ])
  const rollUp = new RollUp(publishing)
  rollUp.add(60, high)
  const lines = [...rollUp.cellLines()].filter((line) => line.startsWith('60'))
  expect(lines).toEqual([
    '60\t1\t1\t1\t{0,0,0,0,0,1}\t{0,0,0,0,0,5000}\t245\n',
    '60\t2\t1\t0\t{0,0,0,0,0,0}\t{0,0,0,0,0,0}\t0\n',
  ])
})

test('counts go up the tree, each person once a unit', () => {
  const rollUp = new RollUp(publishing)
  const full = record([
    [0, 0, 9, manager, 4, '2026-10-02', 1],
    [1, 0, 9, manager, 5, '2026-10-02', 1],
  ])
  const half = record([[0, 0, 9, manager, 1, '2026-10-31', 1]])
  rollUp.add(70, full)
  rollUp.add(50, half)
  rollUp.add(60, record([]))
  expect([...rollUp.cellLines()].filter((line) => line.split('\t')[1] === '1')).toEqual([
    '50\t1\t2\t2\t{0,1,0,0,1,0}\t{0,1000,0,0,4000,0}\t31\n',
    '10\t1\t3\t2\t{0,1,0,0,1,0}\t{0,1000,0,0,4000,0}\t31\n',
    '70\t1\t1\t1\t{0,0,0,0,1,0}\t{0,0,0,0,4000,0}\t30\n',
    '60\t1\t1\t0\t{0,0,0,0,0,0}\t{0,0,0,0,0,0}\t0\n',
  ])
  expect([...rollUp.bandLines()]).toEqual([
    '50\t1\t{1,0,0,1}\t0\n',
    '10\t1\t{2,0,0,1}\t0\n',
    '70\t1\t{0,0,0,1}\t0\n',
    '60\t1\t{1,0,0,0}\t0\n',
  ])
})
