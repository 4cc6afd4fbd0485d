import { describe, expect, it, test } from 'vitest'
import { readDefaultFramework } from './default-framework'
import { diffOf, isEmptyDiff } from './diff'
import { freeLabel } from './draft-commands'
import { mappingOf } from './mapping'
import { scaledTo100, withRestShared } from './weights'
import { wordMarks } from './word-marks'

const sum = (weights: readonly number[]) => weights.reduce((all, weight) => all + weight, 0)

describe('weights come to 100 in whole numbers', () => {
  it.each<[number[], number[]]>([
    [
      [1, 1, 1],
      [34, 33, 33],
    ],
    [
      [2, 2, 3, 0],
      [29, 28, 43, 0],
    ],
    [
      [50, 50],
      [50, 50],
    ],
    [
      [0, 0],
      [0, 0],
    ],
    [
      [1, 999],
      [0, 100],
    ],
  ])('%j scaled is %j', (weights, scaled) => expect(scaledTo100(weights)).toEqual(scaled))

  it.each<[number[], number[]]>([
    [
      [10, 20, 0],
      [45, 55, 0],
    ],
    [
      [60, 60, 1],
      [49, 50, 1],
    ],
    [
      [34, 33, 33],
      [34, 33, 33],
    ],
    [
      [0, 0],
      [0, 0],
    ],
    [[99], [100]],
  ])('%j with the rest shared is %j', (weights, shared) => expect(withRestShared(weights)).toEqual(shared))

  test('whatever they were', () => {
    let seed = 7
    const random = (below: number) => {
      seed = (seed * 48_271) % 2_147_483_647
      return seed % below
    }
    for (let run = 0; run < 2_000; run++) {
      const weights = Array.from({ length: 1 + random(40) }, () => random(12))
      if (sum(weights) === 0) continue
      for (const made of [scaledTo100(weights), withRestShared(weights)]) {
        expect(sum(made)).toBe(100)
        expect(made.every((weight, at) => Number.isInteger(weight) && (weights[at]! > 0 || weight === 0))).toBe(true)
      }
      expect(withRestShared(weights).every((weight, at) => weights[at] === 0 || weight >= 1)).toBe(true)
    }
  })
})

test('marks make both texts again', () => {
  const texts = [
    '',
    'a',
    'a b c',
    'b c d',
    ' a  b ',
    'c b a',
    'x y\nz',
    'a b c d e f',
    'f e d',
    'w '.repeat(600),
    'v w '.repeat(400),
  ]
  for (const before of texts)
    for (const after of texts) {
      const marks = wordMarks(before, after)
      const without = (kind: string) => marks.filter((mark) => mark.kind !== kind).map(({ text }) => text)
      // Words are compared with the space behind them; at the end of a text there may be none.
      expect(without('added').join('')).toBe(before)
      expect(without('removed').join('')).toBe(after)
    }
})

test.each([
  ['1.0.0', [], '1.1.0'],
  ['1.0.0', ['1.1.0'], '1.2.0'],
  ['1.4.2', [], '1.5.0'],
  ['2026', [], '2027'],
  ['Second', [], 'Second 2'],
  ['Edition 9', ['Edition 10'], 'Edition 11'],
])('after %s, with %j taken, comes %s', (label, taken, next) => {
  expect(freeLabel(label, new Set([label, ...taken]))).toBe(next)
})

describe('what changed', () => {
  const before = readDefaultFramework()
  const change = (make: (copy: typeof before) => unknown) => {
    const copy = structuredClone(before)
    make(copy)
    return copy
  }

  test('moving one criterion up moves none of the others down', () => {
    const after = change(({ criteria }) => criteria.splice(0, 0, ...criteria.splice(3, 1)))
    expect(diffOf(before, after).criteria.map(({ key, kinds }) => [key, kinds])).toEqual([
      ['prioritisation', ['moved']],
    ])
    expect(isEmptyDiff(diffOf(before, before))).toBe(true)
  })

  test('another domain, another name, another weight, another default', () => {
    const after = change((copy) => {
      Object.assign(copy.criteria[0]!, { domain: 'business-acumen', name: 'Aim' })
      copy.profiles[0]!.criteria[1]!.weight += 1
      copy.default = copy.profiles[0]!.key
      copy.scale[5]!.name = 'Forming'
    })
    const diff = diffOf(before, after)
    expect(diff.criteria).toMatchObject([
      { key: 'strategic-alignment', kinds: ['renamed', 'moved'], from: 'Choosing the right work' },
    ])
    expect(diff.profiles).toMatchObject([
      { kinds: ['targets'], targets: [{ before: { weight: 4 }, after: { weight: 5 } }] },
    ])
    expect(diff.defaultProfile).toMatchObject({ after: 'pmo-manager' })
    expect(diff.scale).toMatchObject([{ field: 'scaleName', level: 5 }])
  })

  test('prompts and references are no new meaning: such a criterion stays the same unasked', () => {
    const after = change(({ criteria }) => Object.assign(criteria[0]!, { selfPrompt: 'Which?', references: [] }))
    expect(mappingOf(before, after, []).every(({ kind, isDecided }) => kind === 'same' && isDecided)).toBe(true)
  })

  test('levels of two cannot become one, and “the same” has to be true', () => {
    const after = change(({ criteria }) => {
      criteria[0]!.levels[0] = 'Other.'
    })
    const [key, other] = [before.criteria[0]!.key, before.criteria[1]!.key]
    const lines = mappingOf(before, after, [
      { from: key, kind: 'same', to: [key] },
      { from: other, kind: 'reworded', to: [key] },
    ])
    expect(lines[0]).toMatchObject({ kind: 'reworded', isDecided: false, flaw: expect.stringContaining('carries') })
    expect(lines[1]!.flaw).toMatch(/carries its levels over/)
  })
})
