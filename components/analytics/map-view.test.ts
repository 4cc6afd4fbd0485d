import { expect, test } from 'vitest'
import { everything, type MapView, readView, sortChange, writeList } from './map-view'

const viewOf = (search: string): MapView => {
  const params = new URLSearchParams(search)
  return readView((key) => params.get(key) ?? undefined)
}

test('an empty address shows gaps in the order of the tree, nothing open', () => {
  const view = viewOf('')
  expect(view).toMatchObject({ measure: 'gap', sort: null, cell: null, area: undefined, profile: undefined })
  expect([view.open.size, view.shut.size]).toEqual([0, 0])
})

test.each<[string, Partial<MapView>]>([
  ['measure=level', { measure: 'level' }],
  ['measure=everything', { measure: 'gap' }],
  ['profile=p&cycle=2026-H2&area=U10&domain=d', { profile: 'p', cycle: '2026-H2', area: 'U10', domain: 'd' }],
  ['unit=U10&criterion=c', { cell: { unit: 'U10', criterion: 'c' } }],
  ['unit=U10', { cell: null }],
  ['criterion=c', { cell: null }],
  ['sort=c', { sort: { criterion: 'c', direction: 'descending' } }],
  ['sort=c&order=narrowest', { sort: { criterion: 'c', direction: 'ascending' } }],
  ['sort=c&measure=level', { sort: { criterion: 'c', direction: 'ascending' } }],
  ['sort=c&measure=level&order=narrowest', { sort: { criterion: 'c', direction: 'descending' } }],
  ['open=%E0%A4%A', { open: new Set() }],
])('%s', (search, expected) => {
  expect(viewOf(search)).toMatchObject(expected)
})

test('a head sorts widest first, then narrowest first, then not at all; another head starts anew', () => {
  for (const measure of ['gap', 'below', 'level']) {
    const steps = ['', 'sort=c', 'sort=c&order=narrowest'].map((search) =>
      sortChange(viewOf(`${search}&measure=${measure}`), 'c'),
    )
    expect(steps).toEqual([
      { sort: 'c', order: null },
      { sort: 'c', order: 'narrowest' },
      { sort: null, order: null },
    ])
  }
  expect(sortChange(viewOf('sort=c&order=narrowest'), 'd')).toEqual({ sort: 'd', order: null })
  expect(sortChange(viewOf('sort=c'), null)).toEqual({ sort: null, order: null })
})

test('unit ids of any spelling survive the address', () => {
  const ids = ['U10', '007', 'a,b', '50 %', 'Größe/1', '~&=']
  const search = new URLSearchParams({ open: writeList(ids) ?? '' }).toString()
  expect([...viewOf(search).open]).toEqual(ids)
  expect(writeList([])).toBeNull()
})

test('showing everything takes each filter off', () => {
  const full = 'profile=p&cycle=c&area=a&domain=d&sort=s&order=narrowest&unit=u&criterion=c&open=o&shut=s'
  expect(new Set(Object.keys(everything))).toEqual(new Set(new URLSearchParams(full).keys()))
})
