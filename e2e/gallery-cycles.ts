import type { Page } from '@playwright/test'
import type { Who } from './fixtures'
import { answerAll, handIn, runBoth } from './round'
import { ask, startCycle } from './start-cycle'

type As = (who: Who) => Promise<Page>

/** What pictures of cycles show: one that runs for a whole team, and one in which both have submitted. */
export const running = '2027-H1'
const both = '2027 pilot'
const team = ['E0134', 'E0135', 'E0136', 'E0137', 'E0138']
const own = { cycle: running, employeeId: 'E0134' }
const of = (key: { cycle: string; employeeId: string }, rest = '') =>
  `/assessments/${encodeURIComponent(key.cycle)}/${key.employeeId}${rest}`
const selfLevels = [2, 3, 2, 2, 3, 3, 2, 4, 3, 2, 3, 3, 3, 4]

/** A draft with things in its way. */
export async function draftCycle(as: As): Promise<string> {
  const hr = await as('hr')
  await hr.goto('/account')
  const deadlines = { self: '2027-06-05T17:00', manager: '2027-06-11T17:00', agree: null }
  const population = { units: ['U10'], people: ['E0001'] }
  await ask(hr, 'cycles/draft', { name: '2027-H2', population, deadlines, timeZone: 'Europe/London' })
  return '/cycles/2027-H2'
}

/** A team is asked; Samuel has answered 14 criteria, with one piece of evidence, and his manager has begun. */
export async function runCycle(as: As): Promise<string> {
  await startCycle(await as('hr'), team, { name: running, evidenceRule: 'flag', asksPeers: true })
  const employee = await as('employee')
  await answerAll(employee, own, (place) => selfLevels[place] ?? null, selfLevels.length)
  await attach(employee, 'Closure report, pit-head electrification', ['delivery-experience', 'governance-decisions'])
  const manager = await as('manager')
  await answerAll(manager, { ...own, employeeId: 'E0135' }, (place) => (place === 2 ? null : 1 + (place % 3)), 9)
  await answerAll(manager, { ...own, employeeId: 'E0136' }, (place) => place % 4, 1)
  return `/cycles/${running}`
}

export const ownForm = async () => of(own, '?at=delivery-experience')

/** Everything is answered, and one thing written. */
export async function reviewForm(as: As): Promise<string> {
  const page = await as('employee')
  await page.goto(of(own, '?at=portfolio-thinking'))
  const { domains } = await ask<{ domains: { criteria: { key: string }[] }[] }>(page, 'assessments/get', own)
  const rest = domains.flatMap(({ criteria }) => criteria).slice(selfLevels.length)
  for (const [place, { key: criterion }] of rest.entries()) {
    const comment = place === 1 ? 'Rebuilt the service catalogue with the depots in May.' : ''
    const level = place === 4 ? null : 2 + (place % 3)
    const kind = level === null ? 'not-observed' : 'rated'
    await ask(page, 'assessments/answer', { ...own, criterion, kind, level, comment, basis: null, version: 0 })
  }
  return of(own, '?at=:review')
}

export async function submitForm(as: As): Promise<string> {
  const page = await as('employee')
  await page.goto('/account')
  await handIn(page, own)
  return of(own)
}

/** Both have submitted, and differ as people do. */
export async function compareBoth(as: As): Promise<string> {
  const self = (place: number) => (place === 20 ? null : [3, 4, 3, 2, 4, 3, 2, 4, 2][place % 9]!)
  const manager = (place: number) => (place === 7 ? null : [1, 2, 3, 2, 2, 2, 3, 2, 2][place % 9]!)
  await runBoth(as, { cycle: both, employeeId: 'E0134', self, manager })
  return of({ cycle: both, employeeId: 'E0134' }, '/compare')
}

async function attach(page: Page, title: string, criteria: string[]) {
  const note = 'Signed off by the sponsor.'
  const { id } = await ask<{ id: string }>(page, 'evidence/add', {
    ...{ employeeId: own.employeeId, title, note, datedOn: '2026-03-12' },
  })
  await ask(page, 'evidence/tag', { id, ...own, criteria })
}
