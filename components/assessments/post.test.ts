import { ORPCError } from '@orpc/client'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Answer, AnswerInput } from '@/lib/assessments/form-shapes'
import { indicatorOf, unsentCount } from '@/lib/assessments/outbox'
import type { KeptAnswer } from './device'
import { Post } from './post'

const device = vi.hoisted(() => ({ boxes: new Map<string, KeptAnswer & { owner: string }>(), hangs: false }))
vi.mock('./device', () => {
  let made = 0
  return {
    newBoxId: () => `box ${made++}`,
    forgetAnswer: async (id: string) => void device.boxes.delete(id),
    keepAnswer: async ({ owner }: { owner: string }, answer: KeptAnswer) =>
      device.hangs ? new Promise(() => undefined) : void device.boxes.set(answer.id, { ...answer, owner }),
    keptAnswers: async ({ owner }: { owner: string }) =>
      [...device.boxes.values()].filter((box) => box.owner === owner),
  }
})

const input = { cycle: 'C', employeeId: 'E5' }
const reload = vi.fn()
let page: EventTarget & { visibilityState?: string }
let frame: EventTarget & { location?: object }
let closers: (() => void)[]

/** A server that keeps versions, and the line to it. */
function makeServer() {
  const kept = new Map<string, Answer>()
  const state = {
    line: 'ok' as 'ok' | 'request-lost' | 'reply-lost' | 'signed-out',
    owner: 'Eve',
    requests: 0,
    keyComes: null as Promise<void> | null,
  }
  const answer = async ({ criterion, version, kind, level, comment, basis }: AnswerInput): Promise<Answer> => {
    state.requests++
    if (state.line === 'request-lost') throw new TypeError('Failed to fetch')
    if (state.line === 'signed-out') throw new ORPCError('UNAUTHORIZED', { status: 401 })
    const stored = kept.get(criterion)
    const isSame = stored?.level === level && stored.comment === comment
    if (!isSame && (stored?.version ?? 0) !== version)
      throw new ORPCError('CONFLICT', { status: 409, data: { stored } })
    const next = { criterion, kind, level, comment, basis, isConfirmed: false, answeredAt: 'now', version: version + 1 }
    if (!isSame) kept.set(criterion, next)
    if (state.line === 'reply-lost') throw new TypeError('Failed to fetch')
    return kept.get(criterion)!
  }
  const key = async () => {
    if (state.keyComes) await state.keyComes
    if (state.line === 'signed-out') throw new ORPCError('UNAUTHORIZED', { status: 401 })
    return { key: {} as CryptoKey, owner: state.owner }
  }
  return { kept, state, doors: { answer, key, form: async () => 'form' } }
}
type Server = ReturnType<typeof makeServer>

function open(server: Server) {
  const post = new Post(input, [...server.kept.values()], server.doors)
  closers.push(post.start())
  return post
}
const settle = () => vi.advanceTimersByTimeAsync(0)
const rate = (post: Post, level: number, criterion = 'x') => post.write(criterion, { kind: 'rated', level })
const saidBy = (post: Post) => indicatorOf(post.snapshot().outbox)
const net = (isOnline: boolean) => {
  vi.stubGlobal('navigator', { onLine: isOnline })
  frame.dispatchEvent(new Event(isOnline ? 'online' : 'offline'))
}

beforeEach(() => {
  vi.useFakeTimers()
  device.boxes.clear()
  device.hangs = false
  reload.mockReset()
  closers = []
  page = Object.assign(new EventTarget(), { visibilityState: 'visible' })
  frame = Object.assign(new EventTarget(), { location: { reload } })
  vi.stubGlobal('window', frame)
  vi.stubGlobal('document', page)
  vi.stubGlobal('navigator', { onLine: true })
  vi.stubGlobal('BroadcastChannel', undefined)
  Reflect.deleteProperty(globalThis, 'BroadcastChannel')
})
afterEach(() => {
  for (const close of closers) close()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('an answer', () => {
  it('lies on the device until the server has it', async () => {
    const server = makeServer()
    const post = open(server)
    await settle()
    net(false)
    rate(post, 3)
    await settle()
    expect([saidBy(post), device.boxes.size, server.state.requests]).toEqual(['offline', 1, 0])
    net(true)
    await settle()
    expect([saidBy(post), device.boxes.size, server.kept.get('x')?.level]).toEqual(['saved', 0, 3])
  })

  it.each(['request-lost', 'reply-lost'] as const)(
    'goes out again after a %s, upon what the server has',
    async (fate) => {
      const server = makeServer()
      const post = open(server)
      await settle()
      server.state.line = fate
      rate(post, 3)
      await settle()
      expect(saidBy(post)).toBe('failed')
      rate(post, 4)
      await settle()
      server.state.line = 'ok'
      await vi.advanceTimersByTimeAsync(5_000)
      expect([saidBy(post), server.kept.get('x')?.level, device.boxes.size]).toEqual(['saved', 4, 0])
    },
  )

  it('comes back on a new page, and is sent from there', async () => {
    const server = makeServer()
    const first = open(server)
    await settle()
    net(false)
    rate(first, 2)
    await settle()
    net(true)
    const second = open(server)
    await settle()
    expect(second.contentOf('x').level).toBe(2)
    expect(server.kept.get('x')?.level).toBe(2)
  })
})

describe('a session that ends', () => {
  it('locks what is unsent; the same person unlocks it, and it is sent', async () => {
    const server = makeServer()
    const post = open(server)
    await settle()
    server.state.line = 'signed-out'
    rate(post, 5)
    await settle()
    expect([saidBy(post), device.boxes.size, server.kept.size]).toEqual(['locked', 1, 0])
    await vi.advanceTimersByTimeAsync(60_000)
    expect(server.state.requests).toBe(1)
    server.state.line = 'ok'
    page.dispatchEvent(new Event('visibilitychange'))
    await settle()
    expect([saidBy(post), server.kept.get('x')?.level, device.boxes.size]).toEqual(['saved', 5, 0])
  })

  it('sends nothing in the name of whoever signs in instead', async () => {
    const server = makeServer()
    const post = open(server)
    await settle()
    server.state.line = 'signed-out'
    rate(post, 5)
    await settle()
    Object.assign(server.state, { line: 'ok', owner: 'Mia' })
    page.dispatchEvent(new Event('visibilitychange'))
    await vi.advanceTimersByTimeAsync(60_000)
    expect(reload).toHaveBeenCalled()
    expect([server.kept.size, unsentCount(post.snapshot().outbox), device.boxes.size]).toEqual([0, 1, 1])
  })
})

describe('the same answer in two places', () => {
  it('asks, keeps both until then, and does what was chosen', async () => {
    const server = makeServer()
    const [here, there] = [open(server), open(server)]
    await settle()
    rate(here, 3)
    await settle()
    rate(there, 1)
    await settle()
    expect(saidBy(there)).toBe('stale')
    expect(there.snapshot().outbox.entries.x).toMatchObject({ content: { level: 1 }, stored: { level: 3 } })
    there.choose('x', 'mine')
    await settle()
    expect([saidBy(there), server.kept.get('x')]).toMatchObject(['saved', { level: 1, version: 2 }])
    rate(here, 5)
    await settle()
    here.choose('x', 'stored')
    await settle()
    expect([here.contentOf('x').level, server.kept.get('x')?.level]).toEqual([1, 1])
  })
})

it('tells another tab, and hears it, also where the key comes later than the answer', async () => {
  const tabs = new Set<EventTarget>()
  class Channel extends EventTarget {
    constructor() {
      super()
      tabs.add(this)
    }
    postMessage(data: unknown) {
      for (const tab of tabs) if (tab !== this) tab.dispatchEvent(Object.assign(new Event('message'), { data }))
    }
  }
  vi.stubGlobal('BroadcastChannel', Channel)
  const server = makeServer()
  let come = () => {}
  server.state.keyComes = new Promise((resolve) => {
    come = resolve
  })
  const [here, tab] = [open(server), open(server)]
  rate(here, 3)
  await settle()
  expect([server.kept.get('x')?.level, tab.contentOf('x').level]).toEqual([3, null])
  come()
  await settle()
  expect(tab.contentOf('x').level).toBe(3)
})

it('goes on sending after its page has been left, and then stops listening', async () => {
  const server = makeServer()
  const post = new Post(input, [], server.doors)
  const leave = post.start()
  await settle()
  net(false)
  rate(post, 4)
  await settle()
  leave()
  net(true)
  await settle()
  expect(server.kept.get('x')?.level).toBe(4)
  rate(post, 1)
  await settle()
  expect(server.kept.get('x')?.level).toBe(4)
})

it('goes out at once from a page that is being left, and after a second where the device does not answer', async () => {
  const server = makeServer()
  const post = open(server)
  await settle()
  device.hangs = true
  page.visibilityState = 'hidden'
  rate(post, 4)
  await settle()
  expect(server.kept.get('x')?.level).toBe(4)
  page.visibilityState = 'visible'
  rate(post, 2, 'y')
  await settle()
  expect(server.kept.has('y')).toBe(false)
  await vi.advanceTimersByTimeAsync(2_000)
  expect([server.kept.get('y')?.level, post.snapshot().isKept]).toEqual([2, false])
})
