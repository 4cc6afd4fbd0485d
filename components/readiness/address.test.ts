import { expect, test } from 'vitest'
import { readAddress } from './address'
import { readTeamAddress, teamPages } from './team-address'

const from = (address: Record<string, string>) => (key: string) => address[key]

test.each([
  [{}, { by: 'domain' }],
  [
    { by: 'cost', profile: 'head', cycle: '2026-H2' },
    { by: 'cost', profile: 'head', cycle: '2026-H2' },
  ],
  [{ by: 'points', profile: '' }, { by: 'domain' }],
])('a person’s address %j', (address, expected) => {
  expect(readAddress(from(address))).toEqual({ profile: undefined, cycle: undefined, ...expected })
})

const usual = { who: 'direct', show: 'level', order: 'domain' }

test.each([
  [{}, usual],
  [
    { who: 'all', show: 'gap', order: 'cost' },
    { who: 'all', show: 'gap', order: 'cost' },
  ],
  [{ who: 'everyone', show: 'rank', order: 'points' }, usual],
  [
    { away: 'E0138', domain: 'people' },
    { ...usual, away: 'E0138', domain: 'people' },
  ],
])('a team’s address %j', (address, expected) => {
  expect(readTeamAddress(from(address))).toEqual({
    ...{ profile: undefined, cycle: undefined, domain: undefined, away: undefined },
    ...expected,
  })
})

test('pages of a team ask for nothing but the role, the cycle, who, and where to go on', () => {
  const pages = teamPages(readTeamAddress(from({ who: 'all', profile: 'head', show: 'gap', away: 'E1' })))
  expect(pages.input('next place')).toEqual({ profile: 'head', cycle: undefined, who: 'all', after: 'next place' })
})
