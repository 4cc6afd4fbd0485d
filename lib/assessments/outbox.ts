import { type Content, saysTheSame } from './form-rules'

/** An answer as the server has it. */
export interface Stored extends Content {
  isConfirmed: boolean
  answeredAt: string
  version: number
}

/**
 * `waiting`: to be sent. `sending`: on its way. `stale`: another version is stored, and the person has to choose.
 * `refused`: the server will not take it, and says why.
 */
type EntryState = 'waiting' | 'sending' | 'stale' | 'refused'
export interface Entry {
  /** The newest word. */
  content: Content
  /** The version that it was written upon; 0: none. */
  seen: number
  state: EntryState
  /** What is on its way. */
  sent: Content | null
  /** What went out and was never heard of: the server may have kept it. */
  lost: readonly Content[]
  /** Of a stale entry. */
  stored: Stored | null
  /** Of a refused entry. */
  sentence: string | null
}

/** What has to outlive the page. */
export type Kept = Pick<Entry, 'content' | 'seen' | 'lost'>

/** `offline`: no connection. `locked`: the session has ended; nothing is sent until the same person signs in again. */
export type Line = 'online' | 'offline' | 'locked'

/** What one form still has to send, by criterion, in the order of writing. */
export interface Outbox {
  entries: Readonly<Record<string, Entry>>
  line: Line
  /** Attempts that failed since the last that went through. */
  failures: number
  /** When the server last said that it keeps an answer: ISO instant. */
  savedAt: string | null
}
export const emptyOutbox: Outbox = { entries: {}, line: 'online', failures: 0, savedAt: null }

export type OutboxEvent =
  | { type: 'line'; line: Line }
  | { type: 'write'; criterion: string; content: Content; seen: number }
  | { type: 'restore'; criterion: string; kept: Kept }
  | { type: 'send'; criterion: string }
  | { type: 'ack'; criterion: string; answer: Stored }
  | { type: 'stale'; criterion: string; stored: Stored | null }
  | { type: 'refuse'; criterion: string; sentence: string }
  | { type: 'fail'; criterion: string }
  | { type: 'expire'; criterion: string }
  | { type: 'choose'; criterion: string; which: 'mine' | 'stored' }

const fresh = { state: 'waiting', sent: null, lost: [], stored: null, sentence: null } as const

/** The outbox after an event. Pure; what comes about an entry that is not there, or is not on its way, changes nothing. */
export function afterEvent(outbox: Outbox, event: OutboxEvent): Outbox {
  if (event.type === 'line') return outbox.line === event.line ? outbox : { ...outbox, line: event.line }
  const { criterion } = event
  const entry = outbox.entries[criterion]
  const put = (next: Entry): Outbox => ({ ...outbox, entries: { ...outbox.entries, [criterion]: next } })
  if (event.type === 'write') return put(written(entry, event))
  if (event.type === 'restore') return entry ? outbox : put({ ...fresh, ...event.kept })
  if (!entry) return outbox
  if (event.type === 'choose') {
    if (event.which === 'stored') return without(outbox, criterion)
    return put({ ...fresh, content: entry.content, seen: entry.stored?.version ?? entry.seen, lost: entry.lost })
  }
  if (event.type === 'send') {
    return entry.state === 'waiting' ? put({ ...entry, state: 'sending', sent: entry.content }) : outbox
  }
  if (entry.state !== 'sending') return outbox
  const back: Entry = { ...entry, state: 'waiting', sent: null }
  if (event.type === 'fail') return { ...put(unheard(back, entry.sent)), failures: outbox.failures + 1 }
  if (event.type === 'expire') return { ...put(back), line: 'locked' }
  const heard = (next: Outbox): Outbox => ({ ...next, failures: 0 })
  if (event.type === 'stale') return heard(put(outdated(back, event.stored)))
  if (event.type === 'refuse') return heard(put({ ...back, state: 'refused', sentence: event.sentence }))
  const { answer } = event
  const isDone = entry.sent !== null && saysTheSame(entry.content, entry.sent)
  // What was written while the answer was on its way is now written upon what the server has acknowledged.
  const next = isDone ? without(outbox, criterion) : put({ ...back, seen: answer.version, lost: [] })
  return { ...heard(next), savedAt: answer.answeredAt }
}

/** A new word on a stale answer is still about the version it was written upon; on a refused one it is tried again. */
function written(entry: Entry | undefined, { content, seen }: { content: Content; seen: number }): Entry {
  if (!entry) return { ...fresh, content, seen }
  return entry.state === 'refused' ? { ...entry, content, state: 'waiting', sentence: null } : { ...entry, content }
}

function without(outbox: Outbox, criterion: string): Outbox {
  const { [criterion]: _, ...entries } = outbox.entries
  return { ...outbox, entries }
}

const unheard = (entry: Entry, sent: Content | null): Entry =>
  sent && !entry.lost.some((one) => saysTheSame(one, sent)) ? { ...entry, lost: [...entry.lost, sent] } : entry

/** What is stored may be our own attempt whose reply got lost: then there is nothing to choose, and we go on upon it. */
function outdated(entry: Entry, stored: Stored | null): Entry {
  const isOurs = stored !== null && entry.lost.some((one) => saysTheSame(one, stored))
  return isOurs ? { ...entry, seen: stored.version, lost: [] } : { ...entry, state: 'stale', stored }
}

const atOnce = 3

/** Which criteria to send now: the oldest first, a few at a time, each of them once. */
export function dueNow({ entries, line }: Outbox): string[] {
  if (line !== 'online') return []
  const all = Object.entries(entries)
  const room = atOnce - all.filter(([, { state }]) => state === 'sending').length
  return all.flatMap(([criterion, { state }]) => (state === 'waiting' ? [criterion] : [])).slice(0, Math.max(0, room))
}

/** Milliseconds before the next attempt after so many failures: half a second, doubled each time, 30 s at most. */
export const delayAfter = (failures: number) => (failures === 0 ? 0 : Math.min(30_000, 500 * 2 ** (failures - 1)))

/** What of an entry goes to the device; what is on its way may get lost with the page. */
export const keptOf = (entry: Entry): Kept => {
  const { content, seen, lost } = unheard(entry, entry.sent)
  return { content, seen, lost }
}

export type Indicator = 'idle' | 'saving' | 'saved' | 'failed' | 'offline' | 'locked' | 'stale' | 'refused'

/** The one word about the whole form that is true: `saved` only when the server has said so of everything. */
export function indicatorOf({ entries, line, failures, savedAt }: Outbox): Indicator {
  const all = Object.values(entries)
  if (line === 'locked') return 'locked'
  if (all.some(({ state }) => state === 'stale')) return 'stale'
  if (all.some(({ state }) => state === 'refused')) return 'refused'
  if (all.length === 0) return line === 'offline' ? 'offline' : savedAt ? 'saved' : 'idle'
  if (line === 'offline') return 'offline'
  return failures > 0 ? 'failed' : 'saving'
}

export const unsentCount = ({ entries }: Outbox) => Object.keys(entries).length
