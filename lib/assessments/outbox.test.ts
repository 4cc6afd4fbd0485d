import { describe, expect, it } from 'vitest'
import { type Content, saysTheSame } from './form-rules'
import {
  afterEvent,
  delayAfter,
  dueNow,
  emptyOutbox,
  type Indicator,
  indicatorOf,
  keptOf,
  type Outbox,
  type OutboxEvent,
  type Stored,
  unsentCount,
} from './outbox'

const rated = (level: number, comment = ''): Content => ({ kind: 'rated', level, comment, basis: null })
const stored = (level: number, version: number): Stored => ({
  ...rated(level),
  ...{ isConfirmed: false, answeredAt: '2026-11-23T10:42:00.000Z', version },
})
const run = (...events: OutboxEvent[]): Outbox => events.reduce(afterEvent, emptyOutbox)
const write = (level: number, seen = 0, criterion = 'x'): OutboxEvent => {
  return { type: 'write', criterion, content: rated(level), seen }
}
const at = (type: 'send' | 'fail' | 'expire', criterion = 'x'): OutboxEvent => ({ type, criterion })
const ack = (level: number, version: number, criterion = 'x'): OutboxEvent => {
  return { type: 'ack', criterion, answer: stored(level, version) }
}
const stale = (level: number, version: number): OutboxEvent => {
  return { type: 'stale', criterion: 'x', stored: stored(level, version) }
}
const line = (to: Outbox['line']): OutboxEvent => ({ type: 'line', line: to })
const refuse: OutboxEvent = { type: 'refuse', criterion: 'x', sentence: 'Paused.' }
const choose = (which: 'mine' | 'stored'): OutboxEvent => ({ type: 'choose', criterion: 'x', which })

describe('one answer on its way', () => {
  type Case = [name: string, events: OutboxEvent[], entry: object | undefined]
  it.each<Case>([
    ['waits once written', [write(3)], { state: 'waiting', seen: 0, content: rated(3) }],
    ['is gone once acknowledged', [write(3), at('send'), ack(3, 1)], undefined],
    ['keeps the newest word only', [write(3), write(4)], { state: 'waiting', content: rated(4), seen: 0 }],
    [
      'sends what was written meanwhile upon the version acknowledged',
      [write(3), at('send'), write(4), ack(3, 1)],
      { state: 'waiting', content: rated(4), seen: 1, lost: [] },
    ],
    [
      'needs no second send when the meanwhile came back to the same',
      [write(3), at('send'), write(4), write(3), ack(3, 1)],
      undefined,
    ],
    ['waits again after a failure', [write(3), at('send'), at('fail')], { state: 'waiting', lost: [rated(3)] }],
    [
      'knows its own lost attempt, and goes on upon it',
      [write(3), at('send'), at('fail'), write(4), at('send'), stale(3, 1)],
      { state: 'waiting', content: rated(4), seen: 1, lost: [] },
    ],
    [
      'asks where somebody else’s is stored',
      [write(3), at('send'), stale(5, 2)],
      { state: 'stale', content: rated(3), seen: 0, stored: stored(5, 2) },
    ],
    [
      'stays stale under new words',
      [write(3), at('send'), stale(5, 2), write(1)],
      { state: 'stale', content: rated(1) },
    ],
    [
      'writes mine upon theirs',
      [write(3), at('send'), stale(5, 2), choose('mine')],
      { state: 'waiting', content: rated(3), seen: 2, stored: null },
    ],
    ['drops mine for theirs', [write(3), at('send'), stale(5, 2), choose('stored')], undefined],
    ['stays, refused, with the reason', [write(3), at('send'), refuse], { state: 'refused', sentence: 'Paused.' }],
    ['is tried again when it says something else', [write(3), at('send'), refuse, write(4)], { state: 'waiting' }],
    ['is tried again as it is', [write(3, 2), at('send'), refuse, choose('mine')], { state: 'waiting', seen: 2 }],
    ['waits locked when the session has ended', [write(3), at('send'), at('expire')], { state: 'waiting' }],
    ['is not sent twice at a time', [write(3), at('send'), write(4), at('send')], { state: 'sending', sent: rated(3) }],
    [
      'comes back from the device',
      [{ type: 'restore', criterion: 'x', kept: { content: rated(2), seen: 4, lost: [rated(1)] } }],
      { state: 'waiting', content: rated(2), seen: 4, lost: [rated(1)] },
    ],
    [
      'does not come back over what is being written',
      [write(5), { type: 'restore', criterion: 'x', kept: { content: rated(2), seen: 4, lost: [] } }],
      { content: rated(5), seen: 0 },
    ],
  ])('%s', (_, events, entry) => {
    const got = run(...events).entries.x
    if (entry) expect(got).toMatchObject(entry)
    else expect(got).toBeUndefined()
  })

  it.each<[string, OutboxEvent]>([
    ['ack', ack(3, 1)],
    ['stale', stale(3, 1)],
    ['refuse', refuse],
    ['fail', at('fail')],
    ['expire', at('expire')],
  ])('a %s that nobody waits for changes nothing', (_, event) => {
    const waiting = run(write(3))
    expect(afterEvent(waiting, event)).toBe(waiting)
    expect(afterEvent(emptyOutbox, event)).toBe(emptyOutbox)
  })

  it('takes to the device what is on its way as perhaps lost', () => {
    const { entries } = run(write(3, 1), at('send'), write(4))
    expect(keptOf(entries.x!)).toEqual({ content: rated(4), seen: 1, lost: [rated(3)] })
  })
})

describe('what is said', () => {
  it.each<[Indicator, OutboxEvent[]]>([
    ['idle', []],
    ['saving', [write(3)]],
    ['saving', [write(3), at('send')]],
    ['saved', [write(3), at('send'), ack(3, 1)]],
    ['saving', [write(3), at('send'), ack(3, 1), write(4, 1)]],
    ['failed', [write(3), at('send'), at('fail')]],
    ['failed', [write(3), at('send'), at('fail'), at('send')]],
    ['saved', [write(3), at('send'), at('fail'), at('send'), ack(3, 1)]],
    ['offline', [line('offline')]],
    ['offline', [write(3), line('offline')]],
    ['saving', [write(3), line('offline'), line('online')]],
    ['locked', [write(3), at('send'), at('expire')]],
    ['saving', [write(3), at('send'), at('expire'), line('online')]],
    ['stale', [write(3), at('send'), stale(5, 1)]],
    ['stale', [write(3), at('send'), stale(5, 1), line('offline')]],
    ['refused', [write(3), at('send'), refuse]],
  ])('%s after %o', (indicator, events) => {
    expect(indicatorOf(run(...events))).toBe(indicator)
  })
})

describe('what is sent', () => {
  const five = ['a', 'b', 'c', 'd', 'e'].map((criterion) => write(1, 0, criterion))
  it.each<[string, OutboxEvent[], string[]]>([
    ['three at a time, the oldest first', five, ['a', 'b', 'c']],
    ['as many as there is room for', [...five, at('send', 'a'), at('send', 'b')], ['c']],
    ['nothing while three are on their way', [...five, at('send', 'a'), at('send', 'b'), at('send', 'c')], []],
    ['nothing offline', [...five, line('offline')], []],
    ['nothing while locked', [...five, line('locked')], []],
    ['nothing that waits for a choice', [write(3), at('send'), stale(5, 1)], []],
    ['nothing that was refused', [write(3), at('send'), refuse], []],
  ])('%s', (_, events, due) => expect(dueNow(run(...events))).toEqual(due))

  it.each([
    [0, 0],
    [1, 500],
    [2, 1000],
    [6, 16_000],
    [7, 30_000],
    [50, 30_000],
  ])('after %i failures it waits %i ms', (failures, delay) => expect(delayAfter(failures)).toBe(delay))
})

describe('against a server that keeps versions, over a line that loses requests and replies', () => {
  type Fate = 'ok' | 'request-lost' | 'reply-lost' | 'expired'
  const fates: Fate[] = ['ok', 'ok', 'request-lost', 'reply-lost', 'expired']

  /** A browser and a server, told what to do by numbers below 1. */
  function makePair() {
    let outbox = emptyOutbox
    let kept: Stored | null = null
    let last: Content | null = null
    const say = (event: OutboxEvent) => {
      outbox = afterEvent(outbox, event)
    }
    const take = ({ content, seen }: { content: Content; seen: number }): { isTaken: boolean; now: Stored } => {
      const version: number = kept?.version ?? 0
      if (version === seen) kept = { ...stored(0, seen + 1), ...content }
      return { isTaken: version === seen || saysTheSame(kept!, content), now: kept! }
    }
    const send = (fate: Fate) => {
      const [criterion] = dueNow(outbox)
      if (!criterion) return
      const { content, seen } = outbox.entries[criterion]!
      say({ type: 'send', criterion })
      if (fate === 'request-lost') return say({ type: 'fail', criterion })
      if (fate === 'expired') {
        say({ type: 'expire', criterion })
        return say({ type: 'line', line: 'online' })
      }
      const { isTaken, now } = take({ content, seen })
      if (fate === 'reply-lost') return say({ type: 'fail', criterion })
      say(isTaken ? { type: 'ack', criterion, answer: now } : { type: 'stale', criterion, stored: now })
    }
    /** What the person sees: their own last word is on the screen, the version under it is the last one heard of. */
    let heard = 0
    const write = (level: number) => {
      last = rated(level)
      say({ type: 'write', criterion: 'x', content: last, seen: heard })
    }
    const reload = () => {
      const held = outbox.entries.x && keptOf(outbox.entries.x)
      outbox = emptyOutbox
      if (held) say({ type: 'restore', criterion: 'x', kept: held })
      heard = kept?.version ?? 0
    }
    const step = (choice: number, more: number) => {
      if (choice < 0.45) write(Math.floor(more * 6))
      else if (choice < 0.9) send(fates[Math.floor(more * fates.length)]!)
      else reload()
      if (!outbox.entries.x) heard = kept?.version ?? 0
    }
    return { step, send, state: () => ({ outbox, kept, last }) }
  }

  it('the last word arrives, “saved” is never said too early, and nobody chooses between their own', () => {
    let seed = 20261123
    const random = () => {
      seed = (seed * 48271) % 2147483647
      return seed / 2147483647
    }
    let lostReplies = 0
    for (let round = 0; round < 2000; round++) {
      const pair = makePair()
      for (let turn = 0; turn < 30; turn++) {
        pair.step(random(), random())
        const { outbox, kept, last } = pair.state()
        if (outbox.entries.x?.lost.length) lostReplies++
        expect(indicatorOf(outbox)).not.toBe('stale')
        if (indicatorOf(outbox) === 'saved') expect(kept).toMatchObject(last!)
      }
      for (let turn = 0; turn < 4; turn++) pair.send('ok')
      const { outbox, kept, last } = pair.state()
      expect(unsentCount(outbox)).toBe(0)
      if (last) expect(kept).toMatchObject(last)
    }
    expect(lostReplies).toBeGreaterThan(1000)
  })
})
