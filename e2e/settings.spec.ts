import type { Page } from '@playwright/test'
import { isClean } from './clean'
import { expect, test } from './fixtures'

// A rate that contradicts itself is refused on purpose.
test.use({ expected: [/status of 400/] })

const save = async (page: Page, note: string) => {
  await page.getByLabel('Why, for whoever reads a plan made by it').fill(note)
  await page.getByRole('button', { name: 'Save as a new version' }).click()
}

test('HR sets the exchange rate and what cover costs, in new versions; a plan may then keep a budget', async ({
  as,
}) => {
  test.slow()
  const page = await as('hr')
  await page.goto('/planner/new')
  await expect(page.getByLabel('Money for cover')).toBeDisabled()
  await page.goto('/openings?view=policy')
  const first = page.getByLabel('First choice, points')
  await expect(first).toHaveValue('3')
  await first.fill('1')
  await expect(page.getByText(/a first choice weighs as much as 1 readiness points/)).toBeVisible()
  await save(page, 'Too little')
  await expect(page.getByText('At most 1, as much as the choice before.')).toBeVisible()
  await expect(page.getByText('These settings contradict each other.')).toBeVisible()

  await first.fill('3.5')
  await page.getByLabel('Reckon what cover costs').check()
  const grade = page.getByLabel(/^Grade .*, a month$/).first()
  await grade.fill('4100.50')
  await save(page, 'Agreed with finance')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Agreed with finance/)
  await page.reload()
  await expect(first).toHaveValue('3.5')
  await expect(grade).toHaveValue('4100.5')
  await isClean(page, 1440)
  await page.goto('/planner/new')
  await expect(page.getByLabel('Money for cover')).toBeEnabled()
  await expect(page.getByText('A first choice weighs as much as 3.5 readiness points')).toBeVisible()

  await page.goto('/openings?view=policy')
  await first.fill('3')
  await page.getByLabel('Reckon what cover costs').uncheck()
  await save(page, 'As it was')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/As it was/)
})

test('what HR notes about somebody’s standing is read by HR and by that person, and by nobody else', async ({ as }) => {
  test.slow()
  const hr = await as('hr')
  await hr.goto('/people/E0134')
  const noted = hr.getByRole('region', { name: 'For placements, known to HR alone' })
  await noted.getByLabel('On probation until').fill('2026-12-31')
  await noted.getByRole('button', { name: 'Save' }).click()
  await expect(noted.getByRole('status')).toHaveText('Saved')
  await isClean(hr, 1440)
  const own = await as('employee')
  await own.goto('/privacy')
  await own
    .locator('summary')
    .filter({ hasText: /standing/i })
    .click()
  await expect(own.getByText('2026-12-31', { exact: true }).first()).toBeVisible()
  const manager = await as('manager')
  await manager.goto('/people/E0134')
  await expect(manager.getByRole('heading', { level: 1 })).toHaveText('Samuel Osei')
  await expect(manager.getByText('known to HR alone')).toHaveCount(0)
  await noted.getByLabel('On probation until').fill('')
  await expect(noted.getByRole('status')).toHaveText('')
  await noted.getByRole('button', { name: 'Save' }).click()
  await expect(noted.getByRole('status')).toHaveText('Saved')
  await hr.reload()
  await expect(noted.getByLabel('On probation until')).toHaveValue('')
})

test('HR reads how many could be asked for each place that is free', async ({ as }) => {
  const page = await as('hr')
  await page.goto('/secondments')
  const free = page.getByRole('table', { name: 'Published openings with free seats' })
  await expect(free.getByRole('columnheader', { name: 'Eligible' })).toBeVisible()
  await expect(free.getByRole('row', { name: /Acting portfolio lead/ })).toContainText(/0 of 1\s*2/)
  const manager = await as('manager')
  await manager.goto('/secondments')
  await expect(manager.getByRole('table', { name: 'Published openings with free seats' })).toBeVisible()
  await expect(manager.getByRole('columnheader', { name: 'Eligible' })).toHaveCount(0)
})

test('on a phone five places are enough: the last one opens the other pages', async ({ as }) => {
  const page = await as('director', { viewport: { width: 390, height: 844 } })
  await page.goto('/me')
  const menu = page.getByRole('navigation', { name: 'Main' }).filter({ visible: true })
  const places = menu.locator(':scope > a, :scope > button')
  await expect(places).toHaveCount(5)
  const heights = await places.evaluateAll((list) => list.map((one) => Math.round(one.getBoundingClientRect().height)))
  expect(new Set(heights).size).toBe(1)
  await menu.getByRole('button', { name: /^More/ }).click()
  const more = page.getByRole('dialog', { name: 'More pages' })
  await expect(more.getByRole('link', { name: 'Framework' })).toBeVisible()
  await isClean(page, 390)
  await more.getByRole('link', { name: 'Openings' }).click()
  await expect(page).toHaveURL(/\/openings$/)
  await expect(more).toBeHidden()
})
