import { tsImport } from 'tsx/esm/api'
import { askRpc, cycle } from './own-forms.mjs'
import { pause, until } from './processes.mjs'

const { afterEvent, delayAfter, dueNow, emptyOutbox, keptOf } = await tsImport(
  '../../lib/assessments/outbox.ts',
  import.meta.url,
)
/** Between two words of a person. */
const breath = 60

/**
 * Somebody who fills in their own form with the product’s own outbox: words written, words acknowledged, and a device that
 * outlives the page. `isHasty`: to them an answer sent is an answer kept, the control that has to be found out.
 */
export function openForm({ door, employeeId, criteria, random, isHasty = false }) {
  const form = { cycle, employeeId }
  const device = new Map()
  /** By criterion: every word in order with its time, and the newest that was acknowledged, with its version. */
  const written = new Map(criteria.map((key) => [key, []]))
  const acknowledged = new Map()
  const odd = []
  /** Of the hasty: what the server has not answered yet. They too ask one thing after the other. */
  const flying = new Set()
  let page = 0
  let outbox = emptyOutbox
  let seen = {}
  let isTyping = false
  let isLoaded = true
  let timer
  let count = 0
  let worstWait = 0
  const say = (event) => {
    outbox = afterEvent(outbox, event)
  }

  function keep(criterion) {
    const entry = outbox.entries[criterion]
    if (entry) device.set(criterion, JSON.stringify(keptOf(entry)))
    else device.delete(criterion)
  }

  function write(criterion) {
    const comment = `word ${++count}`
    written.get(criterion).push({ comment, at: performance.now() })
    const content = { kind: 'rated', level: count % 6, comment, basis: null }
    say({ type: 'write', criterion, content, seen: seen[criterion] ?? 0 })
    keep(criterion)
    pump()
  }

  function pump() {
    for (const criterion of dueNow(outbox)) send(criterion)
  }

  function take(criterion, { comment, version }) {
    seen[criterion] = version
    acknowledged.set(criterion, { comment, version })
    const word = written.get(criterion).find((one) => one.comment === comment)
    if (word) worstWait = Math.max(worstWait, performance.now() - word.at)
  }

  async function send(criterion) {
    const mine = page
    const { content, seen: version } = outbox.entries[criterion]
    say({ type: 'send', criterion })
    const input = { ...form, criterion, ...content, version }
    const asked = askRpc(door, 'assessments/answer', input, { signal: AbortSignal.timeout(10_000) }).catch((error) => ({
      status: 0,
      body: error,
    }))
    if (isHasty) return believe(criterion, { ...content, version: version + 1 }, asked)
    const { status, body } = await asked
    // The page that asked is gone: nobody hears it.
    if (mine !== page) return
    if (status === 200) {
      take(criterion, body)
      say({ type: 'ack', criterion, answer: body })
    } else say(whatFailed(criterion, status, body))
    keep(criterion)
    clearTimeout(timer)
    timer = setTimeout(pump, delayAfter(outbox.failures))
  }

  /** Acknowledged before it is kept; what is stored after all is looked up only where the server says so. */
  async function believe(criterion, answer, asked) {
    take(criterion, answer)
    say({ type: 'ack', criterion, answer })
    keep(criterion)
    flying.add(criterion)
    const { body } = await asked
    flying.delete(criterion)
    if (body?.data?.stored) seen[criterion] = body.data.stored.version
  }

  function whatFailed(criterion, status, body) {
    const stored = body?.data?.stored
    if (status === 409 && stored) {
      if (!outbox.entries[criterion].lost.some(({ comment }) => comment === stored.comment)) {
        odd.push(`${employeeId} ${criterion}: ${stored.comment} stands there, which nobody wrote meanwhile`)
      }
      return { type: 'stale', criterion, stored }
    }
    if (status >= 400 && status < 500 && status !== 429) {
      odd.push(`${employeeId} ${criterion}: ${status} ${body?.message}`)
      return status === 401 ? { type: 'expire', criterion } : { type: 'refuse', criterion, sentence: body?.message }
    }
    if (status === 500) odd.push(`${employeeId} ${criterion}: 500`)
    return { type: 'fail', criterion }
  }

  async function type() {
    isTyping = true
    while (isTyping) {
      const criterion = criteria[Math.floor(random() * criteria.length)]
      if (isLoaded && !flying.has(criterion)) write(criterion)
      await pause(Math.round((isHasty ? 0.5 : 1) * breath * (1 + random())))
    }
  }

  return {
    ...{ employeeId, isHasty, written, acknowledged, odd },
    worstWait: () => worstWait,
    words: () => count,
    type: () => void type(),
    stopTyping: () => {
      isTyping = false
    },
    /** The page is closed at this moment, and opened anew: what the server has and what lies on the device come back. */
    async reload() {
      page += 1
      isLoaded = false
      clearTimeout(timer)
      outbox = emptyOutbox
      const mine = page
      const got = await until(
        async () => {
          const { status, body } = await askRpc(door, 'assessments/get', form).catch(() => ({ status: 0 }))
          if (status === 200)
            seen = Object.fromEntries(body.answers.map(({ criterion, version }) => [criterion, version]))
          return status === 200
        },
        60_000,
        100,
      )
      if (!got || mine !== page) return
      for (const [criterion, kept] of device) say({ type: 'restore', criterion, kept: JSON.parse(kept) })
      isLoaded = true
      pump()
    },
    /** Tries again now, until everything is sent: whether it is. */
    settle: () =>
      until(
        () => {
          if (dueNow(outbox).length > 0) pump()
          return Object.keys(outbox.entries).length === 0
        },
        30_000,
        100,
      ),
  }
}
