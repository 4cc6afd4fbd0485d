import { readFile } from 'node:fs/promises'
import { expect, test } from './fixtures'

test('an employee reads who sees what, and takes all their data along as a file', async ({ as }) => {
  const page = await as('employee')
  await page.goto('/me')
  await page.getByRole('button', { name: /Samuel Osei/ }).click()
  await page.getByRole('link', { name: /Privacy/ }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/people may read something about you/)
  const who = page.getByRole('table', { name: 'Who may read about you, and what' })
  await expect(who.getByRole('row', { name: /Your manager/ })).toContainText('Joaquín Herrera')
  await expect(who.getByRole('row', { name: /Administrators/ })).not.toContainText('levels')

  await page.getByText('You and your post').click()
  await expect(page.getByRole('main').getByText('samuel.osei@example.com').first()).toBeVisible()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download as JSON' }).click(),
  ])
  const whole = JSON.parse(await readFile(await download.path(), 'utf8'))
  const rating = whole.parts.find(({ part }: { part: string }) => part === 'rating')
  expect(rating.rows).toHaveLength(rating.total)
  expect(JSON.stringify(whole)).toContain('E0134')
  await expect(page.getByRole('status').filter({ hasText: 'Saved gravitas-my-data' })).toBeVisible()
})

test('HR comes as far as the deed: the reason and the check are asked for first', async ({ as }) => {
  const page = await as('hr')
  await page.goto('/privacy?view=erase')
  const who = page.getByRole('combobox', { name: 'Who' })
  for (const words of ['samuel os', 'samuel.osei@example', 'E0134']) {
    await who.fill(words)
    await expect(page.getByRole('option', { name: /Samuel Osei.*E0134.*samuel.osei@example.com/ })).toBeVisible()
  }
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Samuel Osei (E0134)' })).toBeVisible()
  const erase = page.getByRole('button', { name: 'Erase Samuel Osei for good' })
  await expect(erase).toBeDisabled()
  await expect(page.getByLabel('They have left, and the time is up')).toBeDisabled()
  await page.getByLabel('They asked for it').check()
  await expect(erase).toBeDisabled()
  await page.getByLabel('I have checked that this is the right person.').check()
  await expect(erase).toBeEnabled()
})

test('somebody who is not there is not found, and what was typed stays', async ({ as }) => {
  const page = await as('hr')
  await page.goto('/privacy?view=erase')
  const who = page.getByRole('combobox', { name: 'Who' })
  await who.fill('E9999')
  await expect(page.getByText('Nobody is called so.')).toBeVisible()
  await expect(who).toHaveValue('E9999')
})

test('HR sets a time limit, and everybody reads it', async ({ as }) => {
  const hr = await as('hr')
  await hr.goto('/privacy?view=retention')
  const field = hr.getByLabel('Days for Ended sign-ins')
  const save = hr.getByRole('button', { name: 'Keep to these days' })
  await expect(save).toBeDisabled()
  await field.fill('a while')
  await expect(hr.getByText('Write a whole number of days')).toBeVisible()
  await expect(save).toBeDisabled()
  await field.fill('45')
  await expect(hr.getByText('One change not saved yet.')).toBeVisible()
  await save.click()
  await expect(hr.getByText('Saved. It applies from tonight.')).toBeVisible()
  const employee = await as('employee')
  await employee.goto('/privacy?view=retention')
  await expect(employee.getByRole('row', { name: /Ended sign-ins/ })).toContainText('45 days')
  await expect(employee.getByRole('button', { name: 'Keep to these days' })).toHaveCount(0)
})

for (const [path, who] of [
  ['/privacy', 'employee'],
  ['/privacy?view=erase', 'hr'],
  ['/privacy?view=retention', 'hr'],
] as const)
  test(`${path} does not scroll sideways at 390 px`, async ({ as }) => {
    const page = await as(who, { viewport: { width: 390, height: 844 } })
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await page.waitForLoadState('networkidle')
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(
      0,
    )
  })
