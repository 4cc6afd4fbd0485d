import { call } from '@orpc/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { assessmentProcedures as forms } from '@/lib/assessments/form-procedures'
import { draftOf, launched } from '@/lib/cycles/cycles.fixtures'
import { runProcedures } from '@/lib/cycles/procedures'
import { type Caller, createOrganisation, type Organisation } from '@/lib/people/organisation.fixtures'
import { isOfCycles, mutations, replay, times } from './replays.fixtures'

process.env.AUTH_SECRET = 'a secret for tests only'
process.env.PUBLIC_URL = 'https://gravitas.example'

let org: Organisation
beforeAll(async () => {
  org = await createOrganisation()
  await launched(org, delta, { isDelta: true })
})
afterAll(() => org.drop())

const name = 'Replayed'
const delta = 'Replayed delta'
const E5 = { cycle: name, employeeId: 'E5' }
const answers = { cycle: name, employeeId: 'E5', kind: 'rated', level: 3, version: 0 } as const

/** The answer of the last step, and of earlier ones by their names. */
type Known = Record<string, Record<string, unknown>>
interface Step {
  by: Caller
  input: object | ((known: Known) => object)
  /** `secret`: what was answered is shown once, and repetitions are told so. `no write`: there is nothing to keep. */
  kind?: 'secret' | 'no write'
  /** What has to have happened before. */
  before?: () => Promise<unknown>
}

const answer = (by: Caller, criterion: string) => call(forms.answer, { ...answers, criterion }, org.as(by))
const submit = async (by: Caller) =>
  call(forms.submit, { ...E5, version: (await call(forms.get, E5, org.as(by))).form!.version }, org.as(by))
const versionOf = (known: Known, step: string) => (known[step]!.form as { version: number }).version

/** One life of a cycle, in which each deed of it is possible when its turn comes. */
const life: Record<string, Step> = {
  'cycles.setHoliday': { by: 'hr', input: { day: '2026-12-25', name: 'Feast' } },
  'cycles.setLeave': { by: 'hr', input: { employeeId: 'E6', from: '2026-12-01', to: '2026-12-31' } },
  'cycles.draft': { by: 'hr', input: draftOf(name, { asksPeers: true }) },
  'cycles.setPlan': { by: 'hr', input: { name, version: 1, remindDays: [5] } },
  'cycles.launch': { by: 'hr', input: { name, version: 2 } },
  'cycles.pause': { by: 'hr', input: ({ 'cycles.launch': { version } = {} }) => ({ name, version }) },
  'cycles.resume': { by: 'hr', input: ({ 'cycles.pause': { version } = {} }) => ({ name, version }) },
  'cycles.extend': {
    by: 'hr',
    input: ({ 'cycles.resume': { version } = {} }) => ({ name, version, deadlines: { self: '2026-12-05T17:00' } }),
  },
  'cycles.addPeople': { by: 'hr', input: { name, employeeIds: ['E8'] } },
  'cycles.chase': { by: 'hr', input: { name, stage: 'self' } },
  'cycles.reassign': { by: 'hr', input: { name, employeeId: 'E7', version: 1, rater: 'E1', reason: 'On leave' } },
  'cycles.excuse': { by: 'hr', input: { name, employeeId: 'E8', version: 1, reason: 'Ill' } },
  'peers.ask': { by: 'manager', input: { ...E5, peerId: 'E6' } },
  'peers.unask': { by: 'manager', input: { ...E5, peerId: 'E6' } },
  'deputies.name': { by: 'manager', input: { deputyId: 'E1', from: '2026-12-01', to: '2026-12-05' } },
  'deputies.end': {
    by: 'manager',
    input: (known) => {
      const [{ id, version }] = known['deputies.name']!.deputies as [{ id: string; version: number }]
      return { id, version }
    },
  },
  'assessments.deviceKey': { by: 'employee', input: { deviceId: '0'.repeat(32) }, kind: 'no write' },
  'assessments.begin': { by: 'manager', input: E5 },
  'assessments.answer': { by: 'manager', input: { ...answers, criterion: 'x', comment: 'Seen in May.' } },
  'assessments.confirm': { by: 'employee', input: { cycle: delta, employeeId: 'E5', criteria: ['x'] } },
  'assessments.handOver': {
    by: 'manager',
    input: ({ 'assessments.begin': { version } = {} }) => ({ ...E5, version, note: 'Ask about the depot.' }),
  },
  'evidence.add': { by: 'employee', input: { employeeId: 'E5', title: 'Report', datedOn: '2026-03-12' } },
  'evidence.tag': { by: 'employee', input: ({ 'evidence.add': { id } = {} }) => ({ id, ...E5, criteria: ['x', 'y'] }) },
  'evidence.change': {
    by: 'employee',
    input: ({ 'evidence.add': { id, version } = {} }) => ({
      id,
      version,
      title: 'New',
      note: '',
      datedOn: '2026-03-13',
    }),
  },
  'evidence.remove': { by: 'employee', input: ({ 'evidence.add': { id } = {} }) => ({ id }) },
  'assessments.submit': {
    by: 'employee',
    before: async () => {
      for (const criterion of ['x', 'y', 'z']) await answer('employee', criterion)
    },
    input: { ...E5, version: 1 },
  },
  'assessments.withdraw': {
    by: 'employee',
    input: (known) => ({ ...E5, version: versionOf(known, 'assessments.submit') }),
  },
  'agreements.keep': {
    by: 'manager',
    before: async () => {
      await submit('employee')
      for (const criterion of ['y', 'z']) await answer('manager', criterion)
      await submit('manager')
    },
    input: { ...E5, criterion: 'x', level: 3, version: 0 },
  },
  'agreements.agree': { by: 'manager', input: { ...E5, levels: [{ criterion: 'y', level: 3, version: 0 }] } },
  'agreements.dispute': { by: 'employee', input: { ...E5, criterion: 'y', objection: 'I led it.', version: 1 } },
  'agreements.takeBack': { by: 'employee', input: { ...E5, criterion: 'y', version: 2 } },
  'agreements.acknowledge': { by: 'employee', input: E5 },
  'conversations.keep': {
    by: 'manager',
    input: ({ 'agreements.acknowledge': { version } = {} }) => ({ ...E5, meetsAt: null, notes: 'Well.', version }),
  },
  'messages.read': { by: 'employee', input: {} },
  'calendar.make': { by: 'employee', input: {}, kind: 'secret' },
  'calendar.end': { by: 'employee', input: {} },
  'cycles.close': {
    by: 'hr',
    input: ({ 'cycles.extend': { version } = {} }) => ({ name, version, reason: 'All have handed in.' }),
  },
  'cycles.discard': {
    by: 'hr',
    before: () => call(runProcedures.draft, draftOf('Doomed'), org.as('hr')),
    input: { name: 'Doomed', version: 1 },
  },
}

test('every deed of a cycle has its place in that life', () => {
  const wanted = mutations.filter(isOfCycles)
  expect(Object.keys(life).sort()).toEqual(wanted.sort())
  expect(wanted.length).toBeGreaterThan(30)
})

const known: Known = {}
test.each(Object.entries(life))('%s: ten at the same moment have one effect and one answer', async (deed, step) => {
  await step.before?.()
  const input = typeof step.input === 'function' ? step.input(known) : step.input
  const viewer = (await org.as(step.by).context.who())!
  const { answers: given, count, tables } = await replay(org.test, { name: deed, viewer, input })
  const fine = given.filter(({ status }) => status === 200)
  const refusals = given.filter(({ status }) => status !== 200)
  expect([deed, refusals.map(({ answer: said }) => said)]).toEqual([
    ...[deed, step.kind === 'secret' ? Array(times - 1).fill(expect.stringMatching(/shown once/)) : []],
  ])
  for (const { answer: said } of fine) expect(said).toEqual(fine[0]!.answer)
  expect([count, tables]).toEqual(
    step.kind === 'no write' ? [0, []] : [1, expect.arrayContaining([expect.any(String)])],
  )
  known[deed] = fine[0]!.answer as Known[string]
})

test('the control: with a key each, each of the ten has its effect', async () => {
  const viewer = (await org.as('employee').context.who())!
  const input = { employeeId: 'E5', title: 'Again', datedOn: '2026-03-12' }
  const request = { name: 'evidence.add', viewer, input, keys: () => crypto.randomUUID() }
  const { answers: given, count } = await replay(org.test, request)
  expect(new Set(given.map(({ answer: said }) => (said as { id: string }).id)).size).toBe(times)
  expect(count).toBe(times)
})
