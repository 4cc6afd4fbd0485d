import { expect, test } from 'vitest'
import type { Framework, RoleProfile } from '@/lib/framework/shapes'
import { mapDomains, targetsOf } from './map-domains'
import { readView } from './map-view'

const domain = (key: string, ...criteria: string[]) => ({
  key,
  name: `The domain ${key}`,
  shortName: key,
  summary: '',
  criteria: criteria.map((each) => ({ key: each, name: each.toUpperCase() })),
})
const framework = {
  domains: [domain('one', 'a', 'b'), domain('two', 'c'), domain('none'), domain('three', 'd', 'e')],
} as unknown as Framework
const role = {
  targets: [
    { criterion: 'a', target: 4, weight: 5, minimum: 3 },
    { criterion: 'c', target: 3, weight: 1, minimum: null },
  ],
} as RoleProfile
const domains = (search: string, widest?: string) => {
  const params = new URLSearchParams(search)
  return mapDomains(
    framework,
    role,
    readView((key) => params.get(key) ?? undefined),
    widest,
  )
}

test('columns stand by domain in the framework’s order, each with what the role asks', () => {
  expect(
    domains('').map(({ key, columns }) => [
      key,
      columns.map((column) => [column.key, column.target?.target, column.isFirst]),
    ]),
  ).toEqual([
    [
      'one',
      [
        ['a', 4, true],
        ['b', undefined, false],
      ],
    ],
    ['two', [['c', 3, true]]],
    [
      'three',
      [
        ['d', undefined, true],
        ['e', undefined, false],
      ],
    ],
  ])
  expect([...targetsOf(role)]).toEqual([
    ['a', 4],
    ['c', 3],
  ])
})

test.each([
  ['domain=two&unit=U&criterion=d', 'a', 'two'],
  ['domain=unknown&unit=U&criterion=d', 'a', 'three'],
  ['sort=c', 'a', 'two'],
  ['', 'e', 'three'],
  ['', undefined, 'one'],
])('a phone at ?%s with the widest gap at %s shows %s', (search, widest, expected) => {
  const shown = domains(search, widest).filter(({ isOff }) => !isOff)
  expect(shown.map(({ key }) => key)).toEqual([expected])
  expect(shown[0]!.columns.every(({ isOff }) => !isOff)).toBe(true)
})
