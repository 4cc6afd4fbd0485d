import type { Browser, Page } from '@playwright/test'
import { isClean } from './clean'
import { type EmptyStart, startSample } from './empty-start'
import { enterAt, expect, people, test } from './fixtures'
import { makePlan, wishFor } from './gallery-placements'
import { ask } from './start-cycle'

/** A plan is published once and people go: this journey has a sample of its own. */
let own: EmptyStart
test.describe.configure({ timeout: 300_000 })
test.beforeAll(async () => {
  test.setTimeout(240_000)
  own = await startSample()
})
test.afterAll(() => own?.stop())

const enter = (browser: Browser, email: string, problems: string[]) => enterAt(own.url, { browser, email, problems })
const mine = (page: Page) => page.getByRole('region', { name: 'Where somebody else was proposed' })

test('somebody who wished for a place reads why another was proposed, asks HR to look again, and reads the answer', async ({
  browser,
  problems,
}) => {
  const hr = await enter(browser, people.hr, problems)
  const employee = await enter(browser, people.employee, problems)
  const chief = await enter(browser, people.chief, problems)
  const plan = await makePlan(async () => hr)

  type Placed = { employeeId: string; openingId: string }
  const id = new URL(hr.url()).searchParams.get('plan') ?? (await newest(hr))
  const { outcome } = await ask<{ outcome: { placements: Placed[] } }>(hr, 'planner/plan', { id })
  const goes = outcome.placements.filter(({ employeeId }) => employeeId === 'E0134').map((one) => one.openingId)
  const wanted = outcome.placements.find(({ openingId }) => !goes.includes(openingId))
  if (!wanted) throw new Error('The plan places nobody else.')
  const { title } = await ask<{ title: string }>(hr, 'openings/get', { openingId: wanted.openingId })
  const { name } = await ask<{ name: string }>(hr, 'people/get', { employeeId: wanted.employeeId })

  await test.step('the employee wishes, and the head publishes', async () => {
    await wishFor(employee, 'E0134', [wanted.openingId])
    await chief.goto(plan)
    await chief.getByRole('button', { name: 'Approve and publish' }).click()
    await chief.getByLabel('Reason').fill('Investment appraisal first.')
    await chief.getByRole('button', { name: 'Publish the plan' }).click()
    await expect(chief.getByText(/^Published on .*: Investment appraisal first\./)).toBeVisible()
  })

  await test.step('one message leads to one’s own reason, and names nobody', async () => {
    await employee.goto('/messages')
    const told = employee.getByRole('link', { name: `${title}: somebody else was proposed` })
    await expect(told).toHaveCount(1)
    await told.click()
    await expect(employee.getByRole('heading', { level: 1 })).toHaveText(title)
    await expect(mine(employee).getByText(/^Not chosen in the plan published on 23 Nov 2026\./)).toBeVisible()
    await expect(mine(employee)).not.toContainText(name)
    await isClean(employee, 1440)
  })

  await test.step('the employee asks HR to look again, on a phone', async () => {
    await employee.setViewportSize({ width: 390, height: 844 })
    await isClean(employee, 390)
    await mine(employee).getByRole('button', { name: 'Ask HR to look again' }).click()
    const dialog = employee.getByRole('dialog')
    await dialog.getByLabel('Why').fill('I have led two appraisals since the last round.')
    await isClean(employee, 390)
    await dialog.getByRole('button', { name: 'Ask HR to look again' }).click()
    await expect(mine(employee).getByText('HR answers by 7 Dec 2026.')).toBeVisible()
    await expect(mine(employee).getByRole('button')).toHaveCount(0)
  })

  await test.step('HR finds it among the decisions that wait, and answers', async () => {
    await hr.goto('/secondments')
    await hr.getByRole('button', { name: new RegExp(`Answer ?: Look again for Samuel Osei: ${title}`) }).click()
    const dialog = hr.getByRole('dialog')
    await expect(dialog.getByRole('radio', { name: 'It stands' })).not.toBeChecked()
    await expect(dialog.getByText('I have led two appraisals since the last round.')).toBeVisible()
    await dialog.getByLabel('Your answer, in words').fill('You come first when it opens again in May.')
    await isClean(hr, 1440)
    await dialog.getByRole('button', { name: 'Send the answer' }).click()
    await expect(hr.getByText('Look again for Samuel Osei')).toHaveCount(0)
    await isClean(hr, 1440)
  })

  await test.step('the employee is told and reads it', async () => {
    await employee.goto('/messages')
    await employee.getByRole('link', { name: `HR has answered you: ${title}` }).click()
    await expect(mine(employee).getByText(/HR looks again, 23 Nov 2026: You come first when it opens/)).toBeVisible()
    await isClean(employee, 390)
  })
  for (const page of [hr, employee, chief]) await page.context().close()
})

async function newest(hr: Page) {
  const { scenarios } = await ask<{ scenarios: { runs: { id: string }[] }[] }>(hr, 'planner/list', {})
  const id = scenarios[0]?.runs[0]?.id
  if (!id) throw new Error('There is no plan.')
  return id
}
