import type { ToSettle } from '@/lib/agreements/shapes'
import { minutesFor } from '@/lib/assessments/form-rules'
import type { AskedOfMe } from '@/lib/assessments/form-shapes'
import type { HandOvers } from '@/lib/cycles/change-shapes'
import type { Run } from '@/lib/cycles/shapes'

export type TaskKind =
  | 'own'
  | 'give'
  | 'agree'
  | 'disputed'
  | 'note'
  | 'contested'
  | 'handOver'
  | 'stuckSelf'
  | 'stuckManager'
  | 'over'
  | 'messages'
  | 'confirmations'

/** One thing that needs the reader: how many, of how many, until when, and the page on which it is done. */
export interface Task {
  kind: TaskKind
  path: string
  count: number
  /** The cycle's name. */
  cycle: string | null
  /** Criteria of one's own form, or people of a cycle; 0 where there is no whole. */
  of: number
  /** About how long it takes; 0: not said. */
  minutes: number
  /** An instant; null without a deadline. */
  closesAt: string | null
}

/** What the procedures said; null where the reader may not ask. */
export interface Answers {
  forms: AskedOfMe['forms'] | null
  toSettle: ToSettle['cycles'] | null
  handOvers: HandOvers | null
  runs: readonly Run[] | null
  unread: number
  confirmations: number
}

type Asked = AskedOfMe['forms'][number]
const nothing = { cycle: null, of: 0, minutes: 0, closesAt: null }
const at = (...parts: string[]) => `/${parts.map(encodeURIComponent).join('/')}`

const toOwn = ({ cycle, person, deadline, answered, criteria }: Asked): Task => ({
  ...{ kind: 'own', path: at('assessments', cycle.name, person.employeeId), cycle: cycle.name },
  ...{ count: answered, of: criteria, closesAt: deadline.closesAt },
  minutes: cycle.isDelta ? 0 : minutesFor(criteria - answered),
})

const toNote = ({ cycle, person, toNote: count }: Asked): Task => ({
  ...{ ...nothing, kind: 'note', cycle: cycle.name, count },
  path: `${at('assessments', cycle.name, person.employeeId)}/compare`,
})

/** Forms about others, one task a cycle: its only form, or the list of them. */
function toGive(open: readonly Asked[]): Task[] {
  return [...new Set(open.map(({ cycle }) => cycle.name))].map((cycle) => {
    const forms = open.filter((form) => form.cycle.name === cycle)
    const [only] = forms.length === 1 ? forms : []
    const path = only ? at('assessments', cycle, only.person.employeeId) : '/assessments'
    const closesAt = forms.map(({ deadline }) => deadline.closesAt).sort()[0] ?? null
    return { ...nothing, kind: 'give', path, cycle, count: forms.length, closesAt }
  })
}

/** Straight to the only person there is to talk to, else to the list of them. */
function ofSettling({ cycle, agreeBy, people, disputed }: ToSettle['cycles'][number], forms: readonly Asked[]): Task[] {
  const open = forms.filter(
    ({ cycle: { name }, raterType, form }) => name === cycle && raterType === 'manager' && form?.isRevealed,
  )
  const [only] = people === 1 && open.length === 1 ? open : []
  const path = only ? `${at('assessments', cycle, only.person.employeeId)}/compare` : '/team'
  return [
    { ...nothing, kind: 'agree', path, cycle, count: people, closesAt: agreeBy },
    { ...nothing, kind: 'disputed', path: '/team', cycle, count: disputed, closesAt: agreeBy },
  ]
}

/** Who is stuck at the stage that ends next, or that a cycle waits to be closed. */
function ofRun({ name, people, submitted, rated, disputed, nextStage, nextAt }: Run): Task[] {
  const here = { ...nothing, cycle: name, of: people, closesAt: nextAt }
  const path = at('cycles', name)
  const stuck = (stage: string) => `${path}?view=people&stuck=${stage}`
  const contested: Task = { ...nothing, kind: 'contested', path: stuck('disputed'), cycle: name, count: disputed }
  const ofStage: Record<string, Task> = {
    self: { ...here, kind: 'stuckSelf', path: stuck('self'), count: people - submitted },
    manager: { ...here, kind: 'stuckManager', path: stuck('manager'), count: people - rated },
    none: { ...here, kind: 'over', path, count: 1 },
  }
  return [contested, ...(ofStage[nextStage ?? 'none'] ? [ofStage[nextStage ?? 'none']!] : [])]
}

/** Everything that needs the reader, the next deadline first, then what has none. */
export function tasksOf({ forms, toSettle, handOvers, runs, unread, confirmations }: Answers): Task[] {
  const open = (forms ?? []).filter(({ closed }) => closed === null)
  const others = open.filter(({ raterType }) => raterType !== 'self')
  const notes = handOvers?.received.length ?? 0
  const all: Task[] = [
    ...open.filter(({ raterType }) => raterType === 'self').map(toOwn),
    ...toGive(others),
    ...(toSettle ?? []).flatMap((one) => ofSettling(one, forms ?? [])),
    ...(runs ?? []).filter(({ status }) => status === 'open').flatMap(ofRun),
    ...(forms ?? []).map(toNote),
    { ...nothing, kind: 'confirmations', path: '/admin/access', count: confirmations },
    { ...nothing, kind: 'handOver', path: '/team', count: notes },
    { ...nothing, kind: 'messages', path: '/messages', count: unread },
  ]
  return all
    .filter(({ kind, count }) => kind === 'own' || count > 0)
    .sort((one, other) => (one.closesAt ?? '9').localeCompare(other.closesAt ?? '9'))
}
