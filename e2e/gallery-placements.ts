import type { Page } from '@playwright/test'
import { expect, type Who } from './fixtures'
import { ask } from './start-cycle'

type As = (who: Who) => Promise<Page>
interface Placed {
  id: string
  version: number
}

/** A proven plan for the widest gap. */
export async function makePlan(as: As): Promise<string> {
  const page = await as('hr')
  await page.goto('/planner/new?criterion=investment-appraisal')
  await page.getByLabel('Name').fill('Investment appraisal 2027')
  await page.getByRole('button', { name: 'Make the plan' }).click()
  await expect(page.getByText(/^Proven optimal/)).toBeVisible({ timeout: 120_000 })
  await expect(page.getByText('Being worked out')).toHaveCount(0, { timeout: 120_000 })
  return new URL(page.url()).pathname
}

let placed: Placed
const address = () => `/secondments/${placed.id}`
async function step(page: Page, deed: string, more: object = {}) {
  await page.goto('/account')
  placed = await ask<Placed>(page, 'secondments/step', { id: placed.id, version: placed.version, deed, ...more })
}

/** Samuel is asked. */
async function askSamuel(as: As): Promise<string> {
  const hr = await as('hr')
  await hr.goto('/account')
  const days = { from: '2027-05-03', to: '2028-01-28' }
  placed = await ask<Placed>(hr, 'secondments/propose', { employeeId: 'E0134', openingId: 'OP06', ...days })
  return address()
}

export const samuel = async () => address()

/** His manager had wished for the place too, and reads why Samuel was asked. */
export async function wishInVain(as: As): Promise<string> {
  const page = await as('manager')
  await page.goto('/account')
  await wishFor(page, 'E0106', ['OP06'])
  await askSamuel(as)
  return '/openings/OP06'
}

/** Adds openings to the wishes of whoever is signed in. */
export async function wishFor(page: Page, employeeId: string, preferences: string[]) {
  const { employeeId: _, ...wish } = await ask<{ employeeId: string }>(page, 'wishes/get', { employeeId })
  await ask(page, 'wishes/save', { ...wish, preferences })
}

/** The manager has asked HR to look again. */
export async function askAgain(as: As): Promise<string> {
  const page = await as('manager')
  await page.goto('/account')
  const { decisions } = await ask<{ decisions: { id: string }[] }>(page, 'notChosen/own', {})
  await ask(page, 'notChosen/ask', { id: decisions[0]?.id, reason: 'I was to lead this work from January on.' })
  return '/secondments'
}

/** He has said yes: his manager decides. */
export async function consent(as: As): Promise<string> {
  await step(await as('employee'), 'consent')
  return address()
}

/** He is released: the host chooses. */
export async function release(as: As): Promise<string> {
  await step(await as('manager'), 'release', { cover: [{ option: 'share', consequence: 'Two reviews a month wait.' }] })
  return `/secondments/hosted/${placed.id}`
}
