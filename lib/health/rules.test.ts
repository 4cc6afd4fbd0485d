import { describe, expect, test } from 'vitest'
import { translator } from '@/lib/messages/translator'
import { checks, type Facts, judge, sentenceOf, worstOf } from './rules'

const good: Facts = {
  release: { version: '1.2.3', expected: ['a', 'b'], applied: ['b', 'a'] },
  server: { version: '18.4', bytes: 5e8, connections: 12, most: 100 },
  secondsApart: -0.2,
  sampleDay: null,
  isSample: false,
  queues: [{ name: 'q', waiting: 0, active: 1, failed: 0, oldestWaitingMinutes: null, lastDoneAt: null }],
  backup: { hours: 3 },
  drill: { days: 2, faults: 0 },
  check: { hours: 0.5, flaws: 0, reportingFaults: 0, unitFaults: 0, closuresOn: '2026-11-23' },
  chain: { blocks: 4, waiting: 2, waitingMinutes: 1 },
  monthsAhead: 12,
}
const queue = (change: Partial<NonNullable<Facts['queues']>[number]>) =>
  [{ ...good.queues?.[0], ...change }] as Facts['queues']

test('all good is in order, and every look is there once', () => {
  const findings = judge(good)
  expect(findings.map(({ check }) => check)).toEqual([...checks])
  expect(findings.filter(({ state }) => state !== 'ok')).toEqual([])
  expect(worstOf(findings)).toBe('ok')
})

const cases: [change: Partial<Facts>, says: string][] = [
  [{ release: { ...good.release, applied: ['a'] } }, 'release bad behind'],
  [{ release: { ...good.release, applied: ['a', 'b', '99'] } }, 'release bad ahead'],
  [{ release: { ...good.release, applied: ['a', '99'] } }, 'release bad behind'],
  [{ server: { ...good.server, connections: 79 } }, 'server ok fine'],
  [{ server: { ...good.server, connections: 80 } }, 'server warn crowded'],
  [{ secondsApart: -5.4 }, 'clock warn apart'],
  [{ secondsApart: 3600 }, 'clock bad apart'],
  [{ isSample: true, sampleDay: '2026-11-23' }, 'sample warn present'],
  [{ queues: null }, 'jobs bad none'],
  [{ queues: queue({ failed: 2 }) }, 'jobs warn failed'],
  [{ queues: queue({ failed: 2, oldestWaitingMinutes: 15 }) }, 'jobs warn late'],
  [{ queues: queue({ oldestWaitingMinutes: 61 }) }, 'jobs bad late'],
  [{ backup: null }, 'backup bad never'],
  [{ backup: { hours: 37 } }, 'backup warn old'],
  [{ backup: { hours: 24 * 8 } }, 'backup bad old'],
  [{ drill: null }, 'drill warn never'],
  [{ drill: { days: 40, faults: 0 } }, 'drill warn old'],
  [{ drill: { days: 40, faults: 1 } }, 'drill bad failed'],
  [{ check: null }, 'guards warn unknown'],
  [{ check: null }, 'closures warn unknown'],
  [{ check: { ...good.check!, flaws: 1 } }, 'guards bad flawed'],
  [{ check: { ...good.check!, hours: 5 } }, 'guards warn stale'],
  [{ check: { ...good.check!, unitFaults: 3 } }, 'closures bad wrong'],
  [{ check: { ...good.check!, reportingFaults: 3 } }, 'closures bad wrong'],
  [{ chain: { ...good.chain, waitingMinutes: 11 } }, 'chain warn behind'],
  [{ chain: { ...good.chain, waitingMinutes: 61 } }, 'chain bad behind'],
  [{ monthsAhead: 1 }, 'log warn short'],
]
describe('what is not good is said', () => {
  test.each(cases)('%j: %s', (change, says) => {
    const findings = judge({ ...good, ...change })
    expect(findings.map(({ check, state, finding }) => `${check} ${state} ${finding}`)).toContain(says)
    expect(worstOf(findings)).toBe(says.split(' ')[1])
  })
})

test('every finding has a sentence that is given its figures', () => {
  const say = translator('en', 'health.findings')
  const all = [good, ...cases.map(([change]) => ({ ...good, ...change }))].flatMap(judge)
  const sentences = all.map((finding) => sentenceOf(say, finding))
  expect(sentences.filter((sentence) => /health\.findings|[{}]|undefined/.test(sentence))).toEqual([])
  expect(new Set(all.map(({ check, finding }) => `${check}.${finding}`)).size).toBe(31)
})
