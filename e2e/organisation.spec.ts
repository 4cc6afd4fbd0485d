import { readFile } from 'node:fs/promises'
import { expect, test } from './fixtures'

const investment = /^2\.8 .*44 of 48 rated/

test('HR reads the map, opens a cell, its people, and comes back with the back button', async ({ as }) => {
  const page = await as('hr')
  await page.goto('/organisation')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'None of 48 is ready now. Investment appraisal is the widest gap: all 44 people rated are below target, 22 of them in Energy Networks or Digital and Data.',
  )
  const bands = page.getByRole('list', { name: 'People by readiness' })
  await expect(bands).toHaveText(/0\s*ready now.*1\s*ready soon.*43\s*longer.*4\s*not enough evidence/s)
  const map = page.getByRole('grid')
  await map.getByRole('gridcell', { name: investment }).first().click()
  const drawer = page.getByRole('complementary', { name: 'Selected cell' })
  await expect(drawer).toContainText('All 44 below target 4')
  await expect(drawer).toContainText('44 of 48 people')
  await expect(page).toHaveURL(/criterion=investment-appraisal/)
  await drawer.getByRole('listitem').getByRole('link').first().click()
  await expect(page).toHaveURL(/\/people\/E/)
  await page.goBack()
  await expect(drawer).toContainText('Investment appraisal')
})

test('the measure, the order and the area live in the address', async ({ as }) => {
  const page = await as('director')
  await page.goto('/organisation')
  await page.getByText('Below target', { exact: true }).click()
  await expect(page).toHaveURL(/measure=below/)
  await expect(page.getByRole('grid').getByRole('gridcell', { name: /^44 / }).first()).toBeVisible()
  await page.reload()
  await expect(page.getByRole('grid').getByRole('gridcell', { name: /^44 / }).first()).toBeVisible()
})

test('the map works by keyboard alone: walk, open, close, and focus returns', async ({ as }) => {
  const page = await as('director')
  await page.goto('/organisation')
  const first = page
    .getByRole('grid')
    .getByRole('gridcell', { name: /^2\.6 / })
    .first()
  await first.focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  const cell = page.getByRole('grid').getByRole('gridcell', { name: investment }).first()
  await expect(cell).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('complementary', { name: 'Selected cell' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('complementary', { name: 'Selected cell' })).toBeHidden()
  await expect(cell).toBeFocused()
})

test('a head of change sees her area and nothing beside it', async ({ as }) => {
  const page = await as('head')
  await page.goto('/organisation')
  const map = page.getByRole('grid')
  await expect(map.getByRole('rowheader', { name: /Energy Networks/ })).toBeVisible()
  await expect(map.getByRole('rowheader', { name: /Field Operations/ })).toBeVisible()
  await expect(map.getByText('Tarnbrook Group')).toHaveCount(0)
  await expect(map.getByText('Digital and Data')).toHaveCount(0)
})

test('the export holds the rows on screen', async ({ as }) => {
  const page = await as('hr')
  await page.goto('/organisation')
  await expect(page.getByRole('grid')).toBeVisible()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export what is on screen as CSV' }).click()
  const file = await download
  expect(file.suggestedFilename()).toMatch(/2026-H2.*\.csv$/)
  const lines = (await readFile(await file.path(), 'utf8')).trim().split(/\r?\n/)
  const rows = await page.getByRole('grid').getByRole('rowheader').count()
  expect(lines.length).toBeGreaterThanOrEqual(22)
  expect(lines.join('\n')).toContain('Tarnbrook Group')
  expect(rows).toBeGreaterThanOrEqual(21)
})

test('at 390 px the page does not scroll sideways and shows one domain at a time', async ({ as }) => {
  const page = await as('director', { viewport: { width: 390, height: 844 } })
  await page.goto('/organisation')
  await expect(page.getByRole('grid')).toBeVisible()
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(overflow).toBe(0)
  await expect(page.getByRole('columnheader', { name: /Strategic alignment/ })).toBeVisible()
  await expect(page.getByRole('columnheader', { name: /Accountability/ })).toBeHidden()
})
