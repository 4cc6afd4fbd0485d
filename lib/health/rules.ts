/** What is looked at, in the order of the page. */
export const checks = [
  'release',
  'server',
  'clock',
  'sample',
  'jobs',
  'backup',
  'drill',
  'guards',
  'closures',
  'chain',
  'log',
] as const
export type Check = (typeof checks)[number]

export const states = ['ok', 'warn', 'bad'] as const
export type State = (typeof states)[number]

/** One look: how it stands, under which sentence of the catalogue (`health.findings.<check>.<finding>`), with its figures. */
export interface Finding {
  check: Check
  state: State
  finding: string
  figures: Record<string, string | number>
}

export interface Queue {
  name: string
  waiting: number
  active: number
  /** In the last 24 hours. */
  failed: number
  oldestWaitingMinutes: number | null
  lastDoneAt: string | null
}

/**
 * The finding as a sentence, given a translator of `health.findings`. Which key and which figures belong together is not the
 * type system's to know here; a test says every sentence.
 */
export const sentenceOf = (say: unknown, { check, finding, figures }: Finding): string =>
  (say as (key: string, figures: Finding['figures']) => string)(`${check}.${finding}`, figures)

/** What the database knows about the installation; null where it cannot be known. */
export interface Facts {
  release: { version: string; expected: readonly string[]; applied: readonly string[] }
  server: { version: string; bytes: number; connections: number; most: number }
  /** Seconds that this machine's clock is ahead of the database's. */
  secondsApart: number
  sampleDay: string | null
  isSample: boolean
  queues: readonly Queue[] | null
  /** Hours since, and what came of it. */
  backup: { hours: number } | null
  drill: { days: number; faults: number } | null
  check: { hours: number; flaws: number; reportingFaults: number; unitFaults: number; closuresOn: string } | null
  chain: { blocks: number; waiting: number; waitingMinutes: number }
  monthsAhead: number
}

/** Bars between good, worth a look and wrong. */
const bars = {
  crowded: 0.8,
  clock: { warn: 5, bad: 60 },
  waitingMinutes: { warn: 15, bad: 60 },
  backupHours: { warn: 36, bad: 24 * 7 },
  drillDays: 35,
  checkHours: 3,
  chainMinutes: { warn: 10, bad: 60 },
  monthsAhead: 2,
}

type Told = Omit<Finding, 'check'>
const told = (state: State, finding: string, figures: Finding['figures'] = {}): Told => ({ state, finding, figures })
const above = (value: number, { warn, bad }: { warn: number; bad: number }): State =>
  value >= bad ? 'bad' : value >= warn ? 'warn' : 'ok'

/** How everything stands, each with the sentence that says what to do; the same facts give the same answer. */
export function judge(facts: Facts): Finding[] {
  const answers: Record<Check, Told> = {
    release: judgeRelease(facts.release),
    server: judgeServer(facts.server),
    clock: judgeClock(facts.secondsApart),
    sample: facts.isSample ? told('warn', 'present', { day: facts.sampleDay ?? '' }) : told('ok', 'none'),
    jobs: judgeJobs(facts.queues),
    backup: judgeBackup(facts.backup),
    drill: judgeDrill(facts.drill),
    guards: judgeGuards(facts.check),
    closures: judgeClosures(facts.check),
    chain: judgeChain(facts.chain),
    log:
      facts.monthsAhead >= bars.monthsAhead
        ? told('ok', 'ahead', { months: facts.monthsAhead })
        : told('warn', 'short', { months: facts.monthsAhead }),
  }
  return checks.map((check) => ({ check, ...answers[check] }))
}

/** The worst of them. */
export const worstOf = (findings: readonly { state: State }[]): State =>
  states.toReversed().find((state) => findings.some((finding) => finding.state === state)) ?? 'ok'

function judgeRelease({ version, expected, applied }: Facts['release']): Told {
  const missing = expected.filter((tag) => !applied.includes(tag)).length
  const added = applied.length - (expected.length - missing)
  if (missing > 0) return told('bad', 'behind', { version, missing })
  if (added > 0) return told('bad', 'ahead', { version, added })
  return told('ok', 'current', { version, migrations: expected.length })
}

function judgeServer({ version, bytes, connections, most }: Facts['server']): Told {
  const figures = { version, megabytes: Math.round(bytes / 1e6), connections, most }
  return connections >= most * bars.crowded ? told('warn', 'crowded', figures) : told('ok', 'fine', figures)
}

function judgeClock(secondsApart: number): Told {
  const seconds = Math.round(Math.abs(secondsApart))
  const state = above(seconds, bars.clock)
  return state === 'ok' ? told('ok', 'right') : told(state, 'apart', { seconds })
}

function judgeJobs(queues: Facts['queues']): Told {
  if (!queues) return told('bad', 'none')
  const failed = queues.reduce((sum, queue) => sum + queue.failed, 0)
  const waiting = Math.max(0, ...queues.map((queue) => queue.oldestWaitingMinutes ?? 0))
  const late = above(waiting, bars.waitingMinutes)
  if (late !== 'ok') return told(late, 'late', { minutes: Math.round(waiting) })
  if (failed > 0) return told('warn', 'failed', { failed })
  return told('ok', 'running', { queues: queues.length })
}

function judgeBackup(backup: Facts['backup']): Told {
  if (!backup) return told('bad', 'never')
  const hours = Math.round(backup.hours)
  const state = above(backup.hours, bars.backupHours)
  return state === 'ok' ? told('ok', 'fresh', { hours }) : told(state, 'old', { days: Math.floor(backup.hours / 24) })
}

function judgeDrill(drill: Facts['drill']): Told {
  if (!drill) return told('warn', 'never')
  if (drill.faults > 0) return told('bad', 'failed', { faults: drill.faults })
  const days = Math.floor(drill.days)
  return drill.days > bars.drillDays ? told('warn', 'old', { days }) : told('ok', 'passed', { days })
}

function judgeGuards(check: Facts['check']): Told {
  if (!check) return told('warn', 'unknown')
  if (check.flaws > 0) return told('bad', 'flawed', { flaws: check.flaws })
  if (check.hours > bars.checkHours) return told('warn', 'stale', { hours: Math.round(check.hours) })
  return told('ok', 'whole')
}

function judgeClosures(check: Facts['check']): Told {
  if (!check) return told('warn', 'unknown')
  const { reportingFaults, unitFaults, closuresOn: day } = check
  if (reportingFaults + unitFaults > 0) return told('bad', 'wrong', { rows: reportingFaults + unitFaults, day })
  return told('ok', 'equal', { day })
}

function judgeChain({ blocks, waiting, waitingMinutes }: Facts['chain']): Told {
  const state = above(waitingMinutes, bars.chainMinutes)
  return state === 'ok'
    ? told('ok', 'sealed', { blocks, waiting })
    : told(state, 'behind', { waiting, minutes: Math.round(waitingMinutes) })
}
