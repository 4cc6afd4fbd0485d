import { expect, test } from './fixtures'

test.describe.configure({ mode: 'serial' })

test('an administrator proposes a role, HR finds it on home and confirms, and it ends', async ({ as }) => {
  const [admin, hr] = [await as('administrator'), await as('hr')]
  await admin.goto('/admin/access')
  await admin.getByRole('button', { name: 'Propose a role' }).click()
  await admin.getByRole('combobox', { name: 'For whom' }).fill('elena')
  await admin.getByRole('option', { name: /Elena Marchetti/ }).click()
  await admin.getByLabel('Role', { exact: true }).selectOption('viewer')
  await admin.getByLabel('Unit', { exact: true }).selectOption('U42')
  await admin.getByRole('button', { name: 'Propose to HR' }).click()
  await expect(admin.getByText('Proposed. It waits for HR.')).toBeVisible()
  await expect(admin.getByRole('button', { name: /^Confirm/ })).toHaveCount(0)
  await expect(admin.getByRole('button', { name: /^Withdraw: Viewer of counts of .* for Elena/ })).toBeVisible()

  await hr.goto('/')
  await hr.getByRole('link', { name: /wait.* for your confirmation/ }).click()
  await hr.getByRole('button', { name: /^Confirm: Viewer of counts of .* for Elena/ }).click()
  await expect(hr.getByText(/^Confirmed: Viewer of counts/)).toBeVisible()
  const row = hr.getByRole('row', { name: /Elena Marchetti/ })
  await expect(row).toContainText('Anjali Deshmukh')
  await row.getByRole('button', { name: /^End / }).click()
  await hr.getByRole('button', { name: 'End it at once' }).click()
  await expect(row).toHaveCount(0)
})

test('a link for a director needs HR, who alone gets to see it', async ({ as }) => {
  const [admin, hr] = [await as('administrator'), await as('hr')]
  await admin.goto('/admin/people/E0005')
  await admin.getByRole('button', { name: /Make a(?: new)? sign-in link/ }).click()
  await expect(admin.getByText('It waits for a second person.').first()).toBeVisible()
  await expect(admin.getByLabel('Sign-in link', { exact: true })).toHaveCount(0)
  await hr.goto('/admin/access')
  await hr.getByRole('button', { name: 'Confirm: A sign-in link for Beatriz Carvalho' }).click()
  await expect(hr.getByLabel('Sign-in link', { exact: true })).toContainText('/invitation/')
  await hr.getByRole('button', { name: 'Done' }).click()
  await expect(hr.getByText('A sign-in link for Beatriz Carvalho', { exact: true })).toHaveCount(0)
})

test('a token is shown once, opens the API, and is refused once ended', async ({ as, request }) => {
  const page = await as('administrator')
  await page.goto('/admin/tokens')
  await page.getByRole('button', { name: 'Make a token' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Night report')
  await page.getByRole('button', { name: 'Make the token' }).click()
  const token = await page.getByLabel('Token', { exact: true }).innerText()
  await page.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByText(token)).toHaveCount(0)
  const headers = { authorization: `Bearer ${token}` }
  expect((await request.get('/api/v1/me', { headers })).status()).toBe(200)
  await page.getByRole('button', { name: 'End the token Night report' }).click()
  await page.getByRole('button', { name: 'End the token', exact: true }).click()
  await expect(page.getByText('The token Night report is ended.')).toBeVisible()
  expect((await request.get('/api/v1/me', { headers })).status()).toBe(401)
})
