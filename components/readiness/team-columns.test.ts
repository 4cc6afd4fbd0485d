import { expect, test } from 'vitest'
import type { Framework, Target } from '@/lib/framework/shapes'
import type { TeamMember } from '@/lib/readiness/shapes'
import { readTeamAddress } from './team-address'
import { teamColumns } from './team-columns'

const domain = (key: string, keys: string[]) => ({
  ...{ key, name: `Domain ${key}`, shortName: key, summary: '' },
  criteria: keys.map((each) => ({ key: each, name: each.toUpperCase() })),
})
const framework = {
  domains: [domain('one', ['a', 'b']), domain('none', []), domain('two', ['c', 'd', 'e', 'f', 'g', 'h'])],
} as unknown as Framework
const asked = new Map(
  ['a', 'c', 'd', 'e', 'f', 'g', 'h'].map((criterion): [string, Target] => [
    criterion,
    { criterion, target: 3, weight: 1, minimum: null },
  ]),
)
const members = [
  { readiness: { costs: [...asked.keys()].map((criterion, at) => ({ criterion, points: at })) } },
] as unknown as TeamMember[]
const columns = (address: Record<string, string>) =>
  teamColumns({ framework, asked, members, address: readTeamAddress((key) => address[key]) })
const told = (address: Record<string, string>) =>
  columns(address).map(({ key, isOff, columns }) => [key, isOff, columns.map((each) => each.key).join('')])

test('by domain in framework order, the first one shown on a phone', () => {
  expect(told({})).toEqual([
    ['one', false, 'ab'],
    ['two', true, 'cdefgh'],
  ])
  expect(told({ domain: 'two' }).map(([, isOff]) => isOff)).toEqual([true, false])
  expect(told({ domain: 'unheard of' }).map(([, isOff]) => isOff)).toEqual([false, true])
})

test('a column knows its place among all levels, and what the role asks', () => {
  const [one, two] = columns({})
  expect(one?.columns.map(({ place, target, isFirst }) => [place, target?.target, isFirst])).toEqual([
    [0, 3, true],
    [1, undefined, false],
  ])
  expect(two?.columns[0]).toMatchObject({ key: 'c', name: 'C', place: 2, isFirst: true })
})

test('by cost in one group, dearest first, without what the role does not ask; a phone shows the first six', () => {
  expect(told({ order: 'cost' })).toEqual([['cost', false, 'hgfedca']])
  expect(columns({ order: 'cost' })[0]?.columns.map(({ isOff }) => isOff)).toEqual([...Array(6).fill(false), true])
})
