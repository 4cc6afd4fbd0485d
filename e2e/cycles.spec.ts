import type { Locator, Page } from '@playwright/test'
import { violationsOn } from './clean'
import { type EmptyStart, startSample } from './empty-start'
import { expect, password, people, signIn, test } from './fixtures'

/** Publishing changes what every page shows: this journey has a sample of its own. */
let own: EmptyStart
test.describe.configure({ mode: 'serial', timeout: 180_000 })
test.use({ expected: [/status of 400/] })
test.beforeAll(async () => {
  test.setTimeout(180_000)
  own = await startSample()
})
test.afterAll(() => own?.stop())

const press = async (target: Locator, key = 'Enter') => {
  await target.focus()
  await target.page().keyboard.press(key)
}
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })

async function choosePerson(page: Page, field: string, name: string) {
  await page.getByRole('combobox', { name: field }).focus()
  await page.keyboard.type(name)
  await expect(page.getByRole('option', { name }).first()).toBeVisible()
  await page.keyboard.press('Enter')
}

async function asHr(page: Page) {
  await signIn(page, people.hr, password, own.url)
  await expect(page.getByRole('navigation', { name: 'Main' }).first()).toBeVisible()
}

test('HR drafts, checks, launches, extends, chases and closes a cycle by keyboard', async ({ page }) => {
  await asHr(page)
  await page.goto(`${own.url}/cycles`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('No cycle has asked people yet.')
  await press(page.getByRole('link', { name: 'New cycle' }))
  // The page before has a field of this name as well.
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('A new cycle')
  await page.getByLabel('Name').focus()
  await page.keyboard.type('2027-H1')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('2027-H1 is a draft; nobody has been asked yet.')
  await expect(page.getByText('The rule finds nobody.')).toBeVisible()
  await expect(button(page, 'Launch')).toBeDisabled()

  await choosePerson(page, 'People by name', 'Samuel Osei')
  await expect(page.getByText('One person is asked, by one manager.')).toBeVisible()
  await expect(page.getByText('About 20 minutes for each person over 26 criteria')).toBeVisible()
  await page.getByLabel('Own assessments').fill('2026-12-05T17:00')
  await page.getByLabel('Managers’ assessments').fill('2026-12-11T17:00')
  await page.getByLabel('Levels agreed').fill('2026-12-18T17:00')
  await press(button(page, 'Save the plan'))
  await expect(page.getByText('Nothing stands in the way. One thing to weigh.')).toBeVisible()
  await expect(page.getByText('Own assessments: the deadline falls on a weekend.')).toBeVisible()
  expect(await violationsOn(page)).toEqual([])

  await press(button(page, 'Launch'))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    '2027-H1: 0 of 1 have submitted, 0 are rated by their manager.',
  )

  await press(button(page, 'Extend'))
  await page.getByRole('dialog').getByLabel('Own assessments').fill('2026-12-08T17:00')
  await press(button(page, 'Move and tell everybody'))
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByText(/Own assessments: 8 Dec 2026, 17:00/)).toBeVisible()

  await press(button(page, 'Remind the one who has not submitted'))
  await expect(page.getByText('One person told.')).toBeVisible()
  await press(page.getByRole('button', { name: 'People', exact: true }))
  await expect(page.getByRole('row', { name: /Samuel Osei/ })).toContainText('not begun')
  await press(button(page, 'Change rater of Samuel Osei'))
  await choosePerson(page, 'Rater', 'Anjali Deshmukh')
  await page.getByLabel('Reason').fill('The manager is away.')
  await press(page.getByRole('dialog').getByRole('button', { name: 'Change', exact: true }))
  await expect(page.getByRole('row', { name: /Samuel Osei/ })).toContainText('by HR’s word')
  expect(await violationsOn(page)).toEqual([])

  await page.goto(`${own.url}/cycles`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    '2027-H1 runs: 0 of 1 have submitted, own assessments close 8 Dec 2026.',
  )
  expect(await violationsOn(page)).toEqual([])
})

test('at 390 px the list, the draft and the progress fit', async ({ browser }) => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } })
  const page = await context.newPage()
  await asHr(page)
  for (const path of ['/cycles', '/cycles/new', '/cycles/2027-H1', '/cycles/2027-H1?view=people']) {
    await page.goto(own.url + path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await page.waitForLoadState('networkidle')
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBe(390)
  }
  await context.close()
})

test('closing early asks for the reason and publishes behind the page', async ({ page }) => {
  await asHr(page)
  await page.goto(`${own.url}/cycles/2027-H1`)
  await press(page.getByRole('button', { name: 'Close', exact: true }))
  await press(button(page, 'Close and publish'))
  await expect(page.getByText('is missing')).toBeVisible()
  await page.getByLabel('Why now').fill('The merger.')
  await press(button(page, 'Close and publish'))
  await expect(page.getByText('Reason: The merger.')).toBeVisible()
  await expect(page.getByText('Published', { exact: true })).toBeVisible({ timeout: 90_000 })
  await page.goto(`${own.url}/cycles`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/2027-H1 is published, as of 23 Nov 2026/)
})
