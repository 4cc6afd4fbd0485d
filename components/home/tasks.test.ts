import { describe, expect, it } from 'vitest'
import { type Answers, tasksOf } from './tasks'

const empty: Answers = { forms: null, toSettle: null, handOvers: null, runs: null, unread: 0, confirmations: 0 }
type Form = NonNullable<Answers['forms']>[number]
const form = (
  raterType: Form['raterType'],
  employeeId: string,
  closed: Form['closed'] = null,
  isDelta = false,
): Form => ({
  cycle: { name: 'H1/27', status: 'open', isBlind: true, isDelta, evidenceRule: 'ask', submitsDrafts: true },
  deadline: {
    ...{ wallTime: '2026-12-04T17:00', timeZone: 'Europe/London' },
    closesAt: raterType === 'self' ? '2026-12-04T17:00:00.000Z' : '2026-12-11T17:00:00.000Z',
  },
  person: { employeeId, name: 'Somebody', unit: null },
  ...{ raterType, form: null, closed, answered: 6, criteria: 26, toNote: 0 },
})
const toSettle = (people: number, disputed = 0): Answers['toSettle'] => [
  { cycle: 'H1/27', agreeBy: '2026-12-18T17:00:00.000Z', people, disputed },
]
const revealed = (employeeId: string): Form => ({
  ...form('manager', employeeId, 'revealed'),
  form: {
    ...{ assessmentId: '0', status: 'submitted', submittedAt: null, isAutomatic: false, isRevealed: true },
    ...{ handOverNote: '', version: 2 },
  },
})
type Run = NonNullable<Answers['runs']>[number]
const run = (nextStage: Run['nextStage'], status: Run['status'] = 'open', disputed = 0): Run => ({
  ...{ name: 'H1/27', status, edition: '1', people: 48, submitted: 40, rated: 30, disputed, asOf: null },
  ...{ closesAt: null, nextStage, nextAt: nextStage && '2026-12-04T17:00:00.000Z' },
})
const brief = (answers: Partial<Answers>) =>
  tasksOf({ ...empty, ...answers }).map(({ kind, count, path }) => `${kind} ${count} ${path}`)

describe('what needs somebody now', () => {
  it('is nothing where nothing waits', () => {
    expect(brief({})).toEqual([])
    expect(brief({ forms: [], toSettle: [], handOvers: { mine: [], received: [] }, runs: [] })).toEqual([])
    expect(brief({ forms: [form('self', 'E1', 'submitted'), form('manager', 'E2', 'late')] })).toEqual([])
    expect(brief({ toSettle: toSettle(0), runs: [run('self', 'paused'), run('agree')] })).toEqual([])
  })

  it('says the next deadline first, and what has none last', () => {
    const forms = [form('manager', 'E2'), form('self', 'E1'), revealed('E3')]
    expect(brief({ forms, toSettle: toSettle(1), unread: 2, confirmations: 1 })).toEqual([
      'own 6 /assessments/H1%2F27/E1',
      'give 1 /assessments/H1%2F27/E2',
      'agree 1 /assessments/H1%2F27/E3/compare',
      'confirmations 1 /admin/access',
      'messages 2 /messages',
    ])
  })

  it('asks to take note of agreed levels until that is done', () => {
    const own = form('self', 'E1', 'revealed')
    expect(brief({ forms: [{ ...own, toNote: 26 }] })).toEqual(['note 26 /assessments/H1%2F27/E1/compare'])
    expect(brief({ forms: [own] })).toEqual([])
  })

  it('says how long one’s own form takes, except where most is only confirmed', () => {
    const minutes = (isDelta: boolean) => tasksOf({ ...empty, forms: [form('self', 'E1', null, isDelta)] })[0]?.minutes
    expect([minutes(false), minutes(true)]).toEqual([15, 0])
  })

  it('leads to the list where there is more than one form or person', () => {
    const forms = [form('manager', 'E2'), form('peer', 'E3'), form('manager', 'E4', 'submitted')]
    expect(brief({ forms, toSettle: toSettle(2, 3) })).toEqual([
      'give 2 /assessments',
      'agree 2 /team',
      'disputed 3 /team',
    ])
  })

  it.each([
    ['self', 'stuckSelf 8 /cycles/H1%2F27?view=people&stuck=self'],
    ['manager', 'stuckManager 18 /cycles/H1%2F27?view=people&stuck=manager'],
    [null, 'over 1 /cycles/H1%2F27'],
  ] as const)('tells HR who is stuck when %s ends next', (stage, line) =>
    expect(brief({ runs: [run(stage)] })).toEqual([line]),
  )

  it('does not say which person where it might be another one', () => {
    const forms = [revealed('E3'), revealed('E4')]
    expect(brief({ forms, toSettle: toSettle(1) })).toEqual(['agree 1 /team'])
  })

  it('tells HR of levels that people dispute, also while nothing else is due', () => {
    expect(brief({ runs: [run('agree', 'open', 2)] })).toEqual([
      'contested 2 /cycles/H1%2F27?view=people&stuck=disputed',
    ])
    expect(brief({ runs: [run('agree', 'published', 2)] })).toEqual([])
  })
})
