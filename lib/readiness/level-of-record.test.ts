import { describe, expect, it } from 'vitest'
import { levelOfRecord, type Sources } from './level-of-record'
import { DEFAULT_POLICY } from './policy'

const at = (level: number | null, age = 2) => ({ level, age })
const peers = (...levels: (number | null)[]) => levels.map((level) => at(level))
const reckon = (sources: Sources) => levelOfRecord(sources, DEFAULT_POLICY)

describe('which level counts', () => {
  const cases: [string, Sources, number | null, string | null][] = [
    ['nothing', {}, null, null],
    ['self only', { self: at(4) }, null, null],
    ['peers only', { peers: peers(3, 3, 3) }, null, null],
    ['the manager had no opportunity', { manager: at(null), peers: peers(3, 3, 3), self: at(4) }, null, 'not-observed'],
    ['the manager', { manager: at(3) }, 3000, 'manager'],
    ['level 0 is a level', { manager: at(0) }, 0, 'manager'],
    ['exactly 24 months old', { manager: at(3, 24) }, 3000, 'manager'],
    ['older than 24 months', { manager: at(3, 24.04) }, null, null],
    ['two peers are too few', { manager: at(3), peers: peers(5, 5) }, 3000, 'manager'],
    ['three peers', { manager: at(4), peers: peers(3, 3, 4) }, 3733, 'manager-and-peers'],
    ['a peer who saw nothing does not count', { manager: at(4), peers: peers(3, 3, null) }, 4000, 'manager'],
    ['an expired peer does not count', { manager: at(4), peers: [...peers(3, 3), at(3, 25)] }, 4000, 'manager'],
    [
      'peers who agree leave the level whole',
      { manager: at(3), peers: peers(3, 3, 3, 3, 3, 3, 3) },
      3000,
      'manager-and-peers',
    ],
    ['an agreed level is not moved by peers', { agreed: at(2), manager: at(4), peers: peers(5, 5, 5) }, 2000, 'agreed'],
    ['a calibrated level goes first', { calibrated: at(1), agreed: at(2), manager: at(4) }, 1000, 'calibrated'],
    ['an expired calibration does not', { calibrated: at(1, 25), agreed: at(2), manager: at(4) }, 2000, 'agreed'],
    ['an expired agreement does not', { agreed: at(2, 25), manager: at(4) }, 4000, 'manager'],
  ]
  it.each(cases)('%s', (_, sources, milli, source) => {
    expect(reckon(sources)).toMatchObject({ milli, source })
  })

  it('keeps the level before rounding beside the whole thousandths', () => {
    expect(reckon({ manager: at(4), peers: peers(3, 3, 4) }).exactMilli).toBeCloseTo(3733.3333, 4)
  })

  it('never rounds a level over or under a whole one, for up to 40 peers', () => {
    let mixed = 0
    for (let count = 3; count <= 40; count++)
      for (let sum = 0; sum <= count * 5; sum++)
        for (let manager = 0; manager <= 5; manager++) {
          const levels = Array.from({ length: count }, (_, peer) => Math.floor((sum + peer) / count))
          const { milli } = reckon({ manager: at(manager), peers: peers(...levels) })
          const fifths = 3 * manager * count + 2 * sum
          expect(Math.floor(milli! / 1000)).toBe(Math.floor(fifths / (5 * count)))
          expect(milli! % 1000 === 0).toBe(fifths % (5 * count) === 0)
          mixed++
        }
    expect(mixed).toBe(24_738)
  })

  it('says what an expired level was worth saying: that there is one, and how old', () => {
    expect(reckon({ manager: at(3, 30), agreed: at(3, 26) })).toMatchObject({
      isExpired: true,
      ratedMonths: 26,
      evidence: 0,
    })
    expect(reckon({ manager: at(3, 3) })).toMatchObject({ isExpired: false, ratedMonths: 3 })
    expect(reckon({ manager: at(null, 30) })).toMatchObject({ isExpired: false, ratedMonths: null, source: null })
  })
})

describe('evidence', () => {
  const cases: [string, Sources, number][] = [
    ['self alone is none', { self: at(3) }, 0],
    ['manager alone', { manager: at(3) }, 0.6],
    ['self within one level', { manager: at(3), self: at(4) }, 0.8],
    ['self two levels away', { manager: at(3), self: at(5) }, 0.6],
    ['an expired self-view', { manager: at(3), self: at(3, 25) }, 0.6],
    ['manager at 18 months', { manager: at(3, 18) }, 0.3],
    ['manager at 18 months with self near', { manager: at(3, 18), self: at(3) }, 0.4],
    ['manager and three peers', { manager: at(3), peers: peers(3, 4, 3) }, 1],
    ['manager at 18 months, fresh peers', { manager: at(4, 18), peers: peers(3, 3, 4), self: at(5) }, 0.7],
    ['fresh manager, peers at 18 months', { manager: at(4), peers: [at(3, 18), at(3, 18), at(4, 18)] }, 0.8],
    ['two peers add nothing', { manager: at(3), peers: peers(3, 3) }, 0.6],
    ['agreed, with self near', { agreed: at(2, 18), manager: at(4), self: at(3) }, 0.4],
    ['calibrated, with peers', { calibrated: at(2), peers: peers(3, 3, 3) }, 1],
  ]
  it.each(cases)('%s', (_, sources, evidence) => {
    expect(reckon(sources).evidence).toBeCloseTo(evidence, 10)
  })
})

describe('what is only for the conversation', () => {
  it.each([
    [{ manager: at(2), self: at(5) }, 5],
    [{ self: at(0) }, 0],
    [{ manager: at(2), self: at(null) }, null],
    [{ manager: at(2) }, null],
  ])('the self-view stands beside the level: %j', (sources, selfView) => {
    expect(reckon(sources).selfView).toBe(selfView)
  })

  const cases: [string, Sources, boolean][] = [
    ['peers 1.5 above', { manager: at(2), peers: peers(3, 3, 4, 4) }, true],
    ['peers 1.5 below', { manager: at(5), peers: peers(3, 3, 4, 4) }, true],
    ['peers 1.33 above', { manager: at(2), peers: peers(3, 3, 4) }, false],
    ['two peers far away', { manager: at(0), peers: peers(5, 5) }, false],
    [
      'the agreed level is near the peers, the manager was not',
      { agreed: at(4), manager: at(2), peers: peers(4, 4, 4) },
      true,
    ],
  ]
  it.each(cases)('%s', (_, sources, discuss) => {
    expect(reckon(sources).discuss).toBe(discuss)
  })
})
