import { expect, test } from './fixtures'

test('a reader finds a criterion on a phone, reads its ladder and what separates neighbours', async ({ as }) => {
  const page = await as('employee', { viewport: { width: 390, height: 844 } })
  await page.goto('/framework')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    /26 criteria in 6 domains, edition 1\.\d\.0, six levels each/,
  )
  await page.getByLabel('Criterion', { exact: true }).selectOption({ label: 'Prioritisation' })
  await expect(page.getByRole('heading', { level: 2, name: 'Prioritisation' })).toBeVisible()
  await expect(page.getByRole('list', { name: /Levels/ }).getByRole('listitem')).toHaveCount(6)
  await page.getByRole('button', { name: 'What separates 2 from 3' }).click()
  await expect(page.getByText('A scored list, versus an order that sponsors agreed')).toBeVisible()
  await page.getByRole('button', { name: 'Role profiles' }).click()
  await expect(page.getByRole('columnheader', { name: /Portfolio PMO Manager/ })).toBeVisible()
  await expect(page.getByRole('columnheader', { name: /Senior PMO Manager/ })).toBeHidden()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
})

test('by keyboard: search, open, and the address leads back to the same criterion', async ({ as }) => {
  const page = await as('manager')
  await page.goto('/framework')
  await page.getByRole('searchbox', { name: 'Search in the framework' }).focus()
  await page.keyboard.type('scored')
  await expect(page.getByText(/criteri(on|a) ha(s|ve) these words/)).toBeVisible()
  await page.getByRole('searchbox', { name: 'Search in the framework' }).fill('Prioritisation')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/criterion=prioritisation/)
  await page.reload()
  await expect(page.getByRole('heading', { level: 2, name: 'Prioritisation' })).toBeVisible()
  await expect(page.getByText('IPMA ICB4 Portfolio')).toHaveCount(0)
})

test.describe('who may not change it', () => {
  test.use({ expected: [/status of 403/] })
  test('a manager sees no way to edit, and the API refuses', async ({ as }) => {
    const page = await as('manager')
    await page.goto('/framework')
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.getByRole('link', { name: /next edition|draft/ })).toHaveCount(0)
    await page.goto('/framework/draft')
    await expect(page.getByText('HR changes the framework')).toBeVisible()
    const origin = new URL(page.url()).origin
    for (const verb of ['startDraft', 'draft', 'diff', 'publish']) {
      const answer = await page.request.post(`/rpc/framework/${verb}`, {
        data: { json: {} },
        headers: { origin, 'idempotency-key': crypto.randomUUID() },
      })
      expect([verb, answer.status()]).toEqual([verb, 403])
    }
  })
})

test.describe('the next edition', () => {
  // While there is no draft, asking for it answers 404.
  test.use({ expected: [/status of 404/] })
  test('HR makes the next edition: a word, a weight, the diff, the mapping, published', async ({ as }) => {
    const page = await as('hr')
    await page.goto('/framework/draft')
    await page.getByRole('button', { name: 'Start a draft from edition 1.0.0' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Draft of edition 1.1.0: nothing is missing')

    await page.getByRole('link', { name: 'Prioritisation' }).click()
    const form = page.getByRole('form', { name: /^Prioritisation/ })
    const level = form.getByLabel('Level 2, Practising')
    await level.fill('Scores projects in own PMO against agreed criteria, and shows the order.')
    // What is typed stays while one looks elsewhere.
    await page.getByRole('link', { name: 'Portfolio risk' }).click()
    await expect(page.getByRole('form', { name: /^Portfolio risk/ })).toBeVisible()
    await expect(page.getByText('One form is not saved yet')).toBeVisible()
    await page.getByRole('link', { name: 'Prioritisation' }).click()
    await expect(level).toHaveValue(/shows the order/)
    await form.getByRole('button', { name: 'Save' }).click()
    await expect(form.getByText('Saved', { exact: true })).toBeVisible()

    await page.getByRole('button', { name: 'Role profiles' }).click()
    await page.getByLabel('Weight of Prioritisation in percent').fill('11')
    await expect(page.getByText('The weights make 105 %: 5 too much.')).toBeVisible()
    await page.getByRole('button', { name: 'Share the rest equally' }).click()
    await expect(page.getByText('The weights make 100 %.')).toBeVisible()
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText('Saved', { exact: true })).toBeVisible()

    await page.getByRole('button', { name: 'Changes' }).click()
    await expect(page.getByRole('heading', { name: '1 criterion changed' })).toBeVisible()
    await expect(page.locator('ins', { hasText: 'shows' })).toBeVisible()
    await expect(page.locator('del', { hasText: 'publishes' })).toBeVisible()
    const publish = page.getByRole('button', { name: 'Publish edition 1.1.0' })
    await expect(publish).toBeDisabled()
    await page.getByRole('group', { name: 'Prioritisation' }).getByRole('button', { name: 'Confirm' }).click()
    await expect(page.getByText('Decided')).toBeVisible()
    await publish.click()
    await page.getByRole('button', { name: 'Publish 1.1.0 now' }).click()
    await expect(page).toHaveURL(/\/framework$/)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/edition 1\.1\.0/)

    await page.goto('/framework?criterion=prioritisation&edition=1.0.0')
    await expect(page.getByText('and publishes the resulting order.')).toBeVisible()
    await page.getByLabel('Edition').selectOption('1.1.0')
    await expect(page.getByText('and shows the order.')).toBeVisible()
  })
})
