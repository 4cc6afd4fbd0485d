import { ORPCError } from '@orpc/client'
import type { Content } from '@/lib/assessments/form-rules'
import type { Answer, AnswerInput, FormInput } from '@/lib/assessments/form-shapes'
import {
  afterEvent,
  delayAfter,
  dueNow,
  emptyOutbox,
  keptOf,
  type Outbox,
  type OutboxEvent,
  type Stored,
} from '@/lib/assessments/outbox'
import { type DeviceKeyed, forgetAnswer, keepAnswer, keptAnswers, newBoxId } from './device'
import { within } from './within'

export interface PostState {
  outbox: Outbox
  /** As the server last had them. */
  answers: Readonly<Record<string, Stored>>
  /** Whether unsent answers lie on the device too, and outlive the page. */
  isKept: boolean
}

export interface Doors {
  answer: (input: AnswerInput) => Promise<Answer>
  /** The form's id; begins the form where nobody has. */
  form: () => Promise<string>
  /** The key of this person and device; fails without a session. */
  key: () => Promise<DeviceKeyed>
}

/** So long an answer waits for the device before it goes out without it, in milliseconds. */
const patience = 1_000

const nothing: Content = { kind: null, level: null, comment: '', basis: null }
/** Said to other tabs of the same person: an answer that the server has taken. */
interface News extends FormInput {
  owner: string
  answer: Answer
}

/**
 * Sends the answers of one form: each goes to the device first, then to the server, again and again until that has it. What to
 * send, and what is true to say, is the outbox's to decide; here are only the line, the clock, the device and the other tabs.
 */
export class Post {
  private state: PostState
  private readonly listeners = new Set<() => void>()
  private readonly boxes = new Map<string, string>()
  private readonly channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel('gravitas-answers') : null
  private keyed: DeviceKeyed | null = null
  private owner: string | null = null
  private timer: ReturnType<typeof setTimeout> | undefined
  private ended = new AbortController()
  /** The key on its way: who this is, other tabs are told and believed only then. */
  private unlocking: Promise<void> | null = null
  /** Writes to the device go one after the other, so that the newest word lies there last. */
  private writing: Promise<void> = Promise.resolve()

  constructor(
    private readonly form: FormInput,
    answers: readonly Answer[],
    private readonly doors: Doors,
  ) {
    this.state = { outbox: emptyOutbox, answers: {}, isKept: false }
    this.learn(answers)
  }

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener)
    return () => {
      this.listeners.delete(listener)
    }
  }
  readonly snapshot = () => this.state

  /** Opens the line; the function that it gives back closes it as soon as there is nothing left to send. */
  start(): () => void {
    this.ended = new AbortController()
    const { signal } = this.ended
    const listen = (target: EventTarget, type: string, act: () => void) =>
      target.addEventListener(type, act, { signal })
    listen(window, 'online', () => this.resume())
    listen(window, 'offline', () => this.say({ type: 'line', line: 'offline' }))
    listen(document, 'visibilitychange', () => {
      if (document.visibilityState === 'visible') this.resume()
    })
    this.channel?.addEventListener('message', ({ data }: MessageEvent<News>) => void this.hear(data), {
      signal,
    })
    if (!navigator.onLine) this.say({ type: 'line', line: 'offline' })
    void this.unlock()
    return () => {
      const isDone = () => Object.keys(this.state.outbox.entries).length === 0
      const end = () => {
        if (!isDone() || signal.aborted) return
        clearTimeout(this.timer)
        this.ended.abort()
      }
      signal.addEventListener('abort', this.subscribe(end), { once: true })
      end()
    }
  }

  /** What stands on a criterion: the newest word here, else the server's. */
  contentOf(criterion: string): Content {
    return this.state.outbox.entries[criterion]?.content ?? this.state.answers[criterion] ?? nothing
  }

  write(criterion: string, change: Partial<Content>): void {
    const content = { ...this.plain(criterion), ...change }
    const seen = this.state.answers[criterion]?.version ?? 0
    this.say({ type: 'write', criterion, content, seen })
    // A page on its way out has no time for the device first.
    if (document.visibilityState === 'hidden') this.pump()
    void this.keep(criterion).then(() => this.pump())
  }

  /** Takes answers that came from the server in another way, where nothing newer waits here. */
  learn(answers: readonly Answer[]): void {
    const newer = answers.filter(({ criterion, version }) => version > (this.state.answers[criterion]?.version ?? 0))
    if (newer.length === 0) return
    const learned = Object.fromEntries(newer.map(({ criterion, ...answer }) => [criterion, answer]))
    this.set({ answers: { ...this.state.answers, ...learned } })
  }

  choose(criterion: string, which: 'mine' | 'stored'): void {
    const stored = this.state.outbox.entries[criterion]?.stored
    if (stored) this.learn([{ ...stored, criterion }])
    this.say({ type: 'choose', criterion, which })
    void this.keep(criterion).then(() => this.pump())
  }

  /** Tries everything again now: the line is back, or the person asks for it. */
  resume(): void {
    clearTimeout(this.timer)
    if (!navigator.onLine) return
    if (this.state.outbox.line === 'locked' || !this.keyed) void this.unlock()
    if (this.state.outbox.line !== 'locked') this.say({ type: 'line', line: 'online' })
    this.pump()
  }

  /** Asks for the key; with it, what lies on the device comes back, and a locked line opens. */
  private unlock(): Promise<void> {
    this.unlocking ??= this.openDevice().finally(() => {
      this.unlocking = null
    })
    return this.unlocking
  }

  private async openDevice(): Promise<void> {
    const keyed = await this.doors.key().catch((error: unknown) => {
      if (error instanceof ORPCError && error.status === 401) this.lock()
      return null
    })
    if (!keyed || this.ended.signal.aborted) return
    // Somebody else has signed in: nothing of this page is theirs.
    if (this.owner !== null && this.owner !== keyed.owner) return window.location.reload()
    this.keyed = keyed
    this.owner = keyed.owner
    if (this.state.outbox.line === 'locked') this.say({ type: 'line', line: 'online' })
    const kept = await keptAnswers(keyed).catch(() => null)
    this.set({ isKept: kept !== null })
    const mine = (kept ?? []).filter(
      ({ cycle, employeeId }) => cycle === this.form.cycle && employeeId === this.form.employeeId,
    )
    for (const { id, criterion, kept: answer } of mine) {
      if (!this.boxes.has(criterion)) this.boxes.set(criterion, id)
      this.say({ type: 'restore', criterion, kept: answer })
    }
    for (const criterion of Object.keys(this.state.outbox.entries)) await this.keep(criterion)
    this.pump()
  }

  private lock(): void {
    this.keyed = null
    this.say({ type: 'line', line: 'locked' })
  }

  private keep(criterion: string): Promise<void> {
    this.writing = this.writing.then(async () => {
      if (!(await within(patience, this.putOnDevice(criterion)))) this.set({ isKept: false })
    })
    return this.writing
  }

  /** The entry as it is now, or nothing when it is done. */
  private async putOnDevice(criterion: string): Promise<void> {
    const entry = this.state.outbox.entries[criterion]
    const id = this.boxes.get(criterion) ?? newBoxId()
    if (!entry) {
      if (this.boxes.delete(criterion)) await forgetAnswer(id).catch(() => undefined)
      return
    }
    if (!this.keyed) return
    this.boxes.set(criterion, id)
    await keepAnswer(this.keyed, { id, ...this.form, criterion, kept: keptOf(entry) }).catch(() =>
      this.set({ isKept: false }),
    )
  }

  private pump(): void {
    if (this.ended.signal.aborted) return
    for (const criterion of dueNow(this.state.outbox)) void this.send(criterion)
  }

  private async send(criterion: string): Promise<void> {
    const entry = this.state.outbox.entries[criterion]
    if (!entry) return
    this.say({ type: 'send', criterion })
    try {
      const assessmentId = await this.doors.form()
      const { content, seen: version } = entry
      const answer = await this.doors.answer({ ...this.form, assessmentId, criterion, ...content, version })
      this.learn([answer])
      this.say({ type: 'ack', criterion, answer })
      void this.tell(answer)
    } catch (error) {
      this.say(failureOf(criterion, error))
      if (this.state.outbox.line === 'locked') this.lock()
    }
    await this.keep(criterion)
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.pump(), delayAfter(this.state.outbox.failures))
  }

  private async tell(answer: Answer): Promise<void> {
    if (!this.keyed) await this.unlock()
    if (this.owner !== null) this.channel?.postMessage({ ...this.form, owner: this.owner, answer } satisfies News)
  }

  private async hear({ owner, cycle, employeeId, answer }: News): Promise<void> {
    await this.unlocking
    const isOurs = owner === this.owner && cycle === this.form.cycle && employeeId === this.form.employeeId
    if (isOurs) this.learn([answer])
  }

  private plain(criterion: string): Content {
    const { kind, level, comment, basis } = this.contentOf(criterion)
    return { kind, level, comment, basis }
  }

  private say(event: OutboxEvent): void {
    this.set({ outbox: afterEvent(this.state.outbox, event) })
  }

  private set(change: Partial<PostState>): void {
    this.state = { ...this.state, ...change }
    for (const listener of this.listeners) listener()
  }
}

/** What a failed attempt means: another version is there, it will never be taken, nobody is signed in, or try again. */
function failureOf(criterion: string, error: unknown): OutboxEvent {
  if (!(error instanceof ORPCError)) return { type: 'fail', criterion }
  const stored = (error.data as { stored?: Stored } | undefined)?.stored
  if (error.status === 409 && stored) return { type: 'stale', criterion, stored }
  if (error.status === 401) return { type: 'expire', criterion }
  const isFinal = error.status >= 400 && error.status < 500 && error.status !== 429
  return isFinal ? { type: 'refuse', criterion, sentence: error.message } : { type: 'fail', criterion }
}
