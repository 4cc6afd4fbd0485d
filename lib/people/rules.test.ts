import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { decodeCursor, encodeCursor, pageOf } from './page'
import { containing, inTreeOrder, subtreeOf } from './rules'

const place = (unitId: string, parentUnitId: string | null) => ({ unitId, parentUnitId })
const units = [
  place('B', 'R'),
  place('A2', 'A'),
  place('R', null),
  place('A10', 'A'),
  place('A', 'R'),
  place('B1', 'B'),
]
const ids = (found: { unitId: string }[]) => found.map(({ unitId }) => unitId).join(' ')

describe('units in tree order', () => {
  it.each([
    ['whatever the order they come in', units, 'R A A10 A2 B B1'],
    ['several tops', units.filter(({ unitId }) => unitId !== 'R'), 'A A10 A2 B B1'],
    ['none', [], ''],
  ])('%s', (_, given, expected) => {
    expect(ids(inTreeOrder(given))).toBe(expected)
    expect(ids(inTreeOrder([...given].reverse()))).toBe(expected)
  })

  it.each([
    ['A', 'A A10 A2'],
    ['R', 'R A A10 A2 B B1'],
    ['B1', 'B1'],
    ['nowhere', ''],
  ])('below %s', (unitId, expected) => {
    expect(ids(subtreeOf(units, unitId))).toBe(expected)
  })

  it('finds nothing below a unit that is not among them, though its children are', () => {
    const granted = units.filter(({ unitId }) => unitId !== 'R')
    expect(subtreeOf(granted, 'R')).toEqual([])
  })
})

describe('patterns', () => {
  it.each([
    ['Ann', '%Ann%'],
    ['100%', '%100\\%%'],
    ['a_b', '%a\\_b%'],
    ['\\', '%\\\\%'],
    ['A\u030Angstro\u0308m', '%\u00C5ngstr\u00F6m%'],
  ])('%s', (text, pattern) => {
    expect(containing(text)).toBe(pattern)
  })
})

describe('pages', () => {
  const Place = z.tuple([z.string(), z.number()])
  it('go on where they ended', () => {
    const { rows, next } = pageOf([1, 2, 3], 2, (row) => ['Ünal', row])
    expect(rows).toEqual([1, 2])
    expect(decodeCursor(next ?? '', Place)).toEqual(['Ünal', 2])
    expect(pageOf([1, 2], 2, () => []).next).toBeNull()
    expect(pageOf([], 2, () => []).next).toBeNull()
    expect(decodeCursor(undefined, Place)).toBeNull()
  })

  it.each(['', 'nonsense', encodeCursor(['only one']), encodeCursor([1, 'swapped'])])('refuse %j', (marker) => {
    expect(() => decodeCursor(marker, Place)).toThrow('This page marker is not one of ours.')
  })
})
