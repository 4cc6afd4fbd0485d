/** Who does something about a secondment; `clock` is the job that watches the days. */
export const actors = ['secondee', 'home', 'host', 'hr', 'director', 'clock'] as const
export type Actor = (typeof actors)[number]

/** Which way a placement takes: inside one employer, or with an agreement that three parties sign. */
export const paths = ['internal', 'external'] as const
export type Path = (typeof paths)[number]

/**
 * Until when somebody has time: so many working days since the state began, the day a placement starts, ends or is asked to
 * end, or so many months or days since then.
 */
export type Clock =
  | { by: 'working-days'; days: number }
  | { by: 'start' | 'end' | 'asked-end' }
  | { by: 'months'; months: number }
  | { by: 'days'; days: number }

interface StateOf {
  owner: Exclude<Actor, 'clock' | 'director'>
  /** Null where nothing waits: what is over. */
  clock: Clock | null
  /** The seat and the person's time are taken. */
  holds?: true
}

/** Every state of secondments.md §3 with whose turn it is and until when. */
export const states = {
  draft: { owner: 'hr', clock: { by: 'start' } },
  interest: { owner: 'secondee', clock: { by: 'working-days', days: 10 }, holds: true },
  release: { owner: 'home', clock: { by: 'working-days', days: 10 }, holds: true },
  refused: { owner: 'hr', clock: { by: 'working-days', days: 10 } },
  selection: { owner: 'host', clock: { by: 'working-days', days: 15 }, holds: true },
  checks: { owner: 'hr', clock: { by: 'working-days', days: 15 }, holds: true },
  agreement: { owner: 'hr', clock: { by: 'working-days', days: 5 }, holds: true },
  signing: { owner: 'hr', clock: { by: 'working-days', days: 10 }, holds: true },
  confirmed: { owner: 'hr', clock: { by: 'start' }, holds: true },
  active: { owner: 'host', clock: { by: 'months', months: 3 }, holds: true },
  suspended: { owner: 'hr', clock: { by: 'months', months: 3 }, holds: true },
  extending: { owner: 'hr', clock: { by: 'working-days', days: 20 }, holds: true },
  'ending-early': { owner: 'hr', clock: { by: 'asked-end' }, holds: true },
  ending: { owner: 'home', clock: { by: 'end' }, holds: true },
  returned: { owner: 'home', clock: { by: 'days', days: 30 } },
  redeployment: { owner: 'hr', clock: { by: 'days', days: 30 } },
  converted: { owner: 'hr', clock: { by: 'days', days: 30 } },
  closed: { owner: 'hr', clock: null },
  dropped: { owner: 'hr', clock: null },
  withdrawn: { owner: 'hr', clock: null },
  'not-selected': { owner: 'hr', clock: null },
  blocked: { owner: 'hr', clock: null },
  cancelled: { owner: 'hr', clock: null },
} as const satisfies Record<string, StateOf>
export type State = keyof typeof states

/**
 * What a deed must bring along: words why, another offer, a new last day, cover at home for the whole time, an open appeal, a
 * director's approval where one is due.
 */
export type Need = 'reason' | 'alternative' | 'end' | 'cover' | 'appeal' | 'approval'

export interface Transition {
  deed: string
  from: State
  to: State
  by: readonly Actor[]
  needs: readonly Need[]
  paths: readonly Path[]
}

const anybody = ['secondee', 'home', 'host', 'hr'] as const
const row = <D extends string>(
  deed: D,
  from: State,
  to: State,
  by: readonly Actor[],
  needs: readonly Need[] = [],
  on: readonly Path[] = paths,
) => ({ deed, from, to, by, needs, paths: on })
const internal: readonly Path[] = ['internal']
const external: readonly Path[] = ['external']

/**
 * Every way from one state to the next (secondments.md §3). Consent may be taken back until the host has accepted; where the
 * table there names no way out at the last day, the invariant does: no placement rolls over in silence.
 */
export const transitions = [
  row('ask', 'draft', 'interest', ['hr']),
  row('drop', 'draft', 'dropped', ['hr'], ['reason']),
  row('consent', 'interest', 'release', ['secondee']),
  row('withdraw', 'interest', 'withdrawn', ['secondee', 'hr']),
  row('release', 'release', 'selection', ['home'], ['cover']),
  row('refuse', 'release', 'refused', ['home'], ['reason', 'alternative']),
  row('withdraw', 'release', 'withdrawn', ['secondee', 'hr']),
  row('uphold', 'refused', 'release', ['hr'], ['reason', 'appeal']),
  row('drop', 'refused', 'dropped', ['hr', 'clock']),
  row('accept', 'selection', 'confirmed', ['host'], [], internal),
  row('accept', 'selection', 'checks', ['host'], [], external),
  row('decline', 'selection', 'not-selected', ['host'], ['reason']),
  row('withdraw', 'selection', 'withdrawn', ['secondee', 'hr']),
  row('pass', 'checks', 'agreement', ['hr'], [], external),
  row('block', 'checks', 'blocked', ['hr'], ['reason'], external),
  row('freeze', 'agreement', 'signing', ['hr'], [], external),
  row('sign', 'signing', 'confirmed', ['hr'], ['cover'], external),
  row('change', 'signing', 'agreement', ['hr'], ['reason'], external),
  row('withdraw', 'signing', 'withdrawn', ['secondee', 'hr'], [], external),
  row('begin', 'confirmed', 'active', ['clock']),
  row('cancel', 'confirmed', 'cancelled', ['hr'], ['reason']),
  row('suspend', 'active', 'suspended', ['hr'], ['reason'], external),
  row('resume', 'suspended', 'active', ['hr'], [], external),
  row('ask-end', 'suspended', 'ending-early', ['hr'], ['reason', 'end'], external),
  row('ask-extension', 'active', 'extending', anybody, ['reason', 'end']),
  row('approve', 'extending', 'extending', ['director'], ['reason']),
  row('extend', 'extending', 'active', ['hr'], ['cover', 'approval']),
  row('keep-end', 'extending', 'active', ['hr'], ['reason']),
  row('end', 'extending', 'returned', ['clock']),
  row('ask-end', 'active', 'ending-early', anybody, ['reason', 'end']),
  row('keep-on', 'ending-early', 'active', ['hr'], ['reason']),
  row('end', 'ending-early', 'returned', ['clock']),
  row('near-end', 'active', 'ending', ['clock']),
  row('end', 'ending', 'returned', ['clock']),
  row('convert', 'ending', 'converted', ['hr'], ['reason'], external),
  row('redeploy', 'returned', 'redeployment', ['hr'], ['reason'], external),
  row('close', 'returned', 'closed', ['hr']),
  row('close', 'redeployment', 'closed', ['hr'], [], external),
  row('close', 'converted', 'closed', ['hr'], [], external),
] as const satisfies readonly Transition[]
export type Deed = (typeof transitions)[number]['deed']

/** Where a placement of each path may begin: proposed, or asked at once by a published plan or one's own wish. */
export const starts: Record<Path, readonly State[]> = {
  internal: ['draft', 'interest'],
  external: ['draft', 'interest'],
}

export const transitionsFrom = (path: Path, state: State): Transition[] =>
  (transitions as readonly Transition[]).filter((one) => one.from === state && one.paths.includes(path))

/** What somebody may do about a placement in this state, in the machine's order. */
export const deedsOf = (path: Path, state: State, by: readonly Actor[]): Deed[] =>
  transitionsFrom(path, state)
    .filter((one) => one.by.some((actor) => by.includes(actor)))
    .map(({ deed }) => deed as Deed)

export const isOver = (state: State) => states[state].clock === null
export const holds = (state: State) => 'holds' in states[state]
