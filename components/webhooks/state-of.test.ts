import { describe, expect, it } from 'vitest'
import { webhookEvents } from '@/db/values'
import type { Webhook } from '@/lib/webhooks/shapes'
import { eventGroups, hostOf, isDueSoon, stateOf } from './state-of'

const at = '2026-11-23T10:00:00.000Z'
const message = (status: 'waiting' | 'delivered' | 'failed', nextAt: string | null = null) =>
  ({ status, nextAt }) as Webhook['last']
const hook = (facts: Partial<Webhook>) => ({ pausedAt: null, failingSince: null, last: null, ...facts }) as Webhook

describe('how a receiver stands', () => {
  it.each<[string, Partial<Webhook>]>([
    ['new', {}],
    ['new', { last: message('waiting', at) }],
    ['live', { last: message('delivered') }],
    ['failing', { failingSince: at, last: message('waiting', at) }],
    ['failing', { failingSince: at, last: message('delivered') }],
    ['paused', { pausedAt: at, failingSince: at, last: message('failed') }],
  ])('%s: %o', (state, facts) => expect(stateOf(hook(facts))).toBe(state))
})

it.each<[boolean, string | null, Partial<Webhook>]>([
  [true, at, {}],
  [true, '2026-11-23T10:02:00.000Z', {}],
  [false, '2026-11-23T10:05:00.000Z', {}],
  [false, null, {}],
  [false, at, { pausedAt: at }],
])('a page looks again: %s when the next attempt is at %s, %o', (soon, nextAt, facts) =>
  expect(isDueSoon(hook({ last: message('waiting', nextAt), ...facts }), Date.parse(at))).toBe(soon),
)

it('every event stands in one group', () =>
  expect(eventGroups.flatMap(({ events }) => events).sort()).toEqual([...webhookEvents].sort()))

it('is called by its host', () => {
  expect(hostOf('https://hooks.example.org:8443/gravitas?x=1')).toBe('hooks.example.org:8443')
  expect(hostOf('nonsense')).toBe('nonsense')
})
