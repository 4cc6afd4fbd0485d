import { describe, expect, it } from 'vitest'
import { peopleFilters, unitOptions } from './filters'

const read = (query: string) => {
  const params = new URLSearchParams(query)
  return Object.entries(peopleFilters((key) => params.get(key) ?? undefined))
    .flatMap(([key, value]) => (value === undefined ? [] : `${key}=${value}`))
    .join(' ')
}

describe('the filters of people', () => {
  it.each([
    ['', ''],
    [
      'search=+Niamh++&unit=OU-2&band=longer&profile=head&cycle=2026-H1',
      'search=Niamh unit=OU-2 band=longer profile=head cycle=2026-H1',
    ],
    ['search=++&unit=&band=best', ''],
    ['band=ready-now&page=3', 'band=ready-now'],
  ])('in "%s" are "%s"', (query, expected) => expect(read(query)).toBe(expected))

  it('hold no more of a search than the server reads', () => {
    expect(peopleFilters(() => 'x'.repeat(500)).search).toHaveLength(100)
  })
})

it('indents each unit under the one above it, and one whose parent is hidden not at all', () => {
  const unit = (unitId: string, parentUnitId: string | null) => ({ unitId, name: unitId, parentUnitId })
  const options = unitOptions([unit('a', null), unit('b', 'a'), unit('c', 'b'), unit('d', 'a'), unit('e', 'unseen')])
  expect(options.map(({ value, depth }) => `${value}${depth}`)).toEqual(['a0', 'b1', 'c2', 'd1', 'e0'])
})
