import { expect, people, signIn, test } from './fixtures'
import { holdCode } from './hold-code'

test.describe('refusals', () => {
  test.use({ expected: [/status of 401/] })
  test('a wrong password says so once, keeps the e-mail, and tells nothing of who exists', async ({ page }) => {
    for (const email of ['nobody@example.com', 'bo.li@example.com']) {
      await signIn(page, email, 'not the password of anyone')
      await expect(page.getByText('That e-mail and password do not match.')).toBeVisible()
      await expect(page.getByLabel('Work e-mail')).toHaveValue(email)
    }
  })
})

test('empty fields are named and focused', async ({ page }) => {
  await page.goto('/sign-in')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByText('Enter your work e-mail.')).toBeVisible()
  await expect(page.getByLabel('Work e-mail')).toBeFocused()
})

test('signing in and out by keyboard alone', async ({ page }) => {
  await page.goto('/sign-in')
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeEnabled()
  await page.getByLabel('Work e-mail').focus()
  await page.keyboard.type(people.director)
  await page.keyboard.press('Tab')
  await page.keyboard.type('sample-organisation-2026')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('48')
  await page.getByRole('button', { name: /Account of/ }).focus()
  await page.keyboard.press('Enter')
  const out = page.getByRole('button', { name: 'Sign out', exact: true })
  await expect(out).toBeEnabled()
  await out.focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/sign-in/)
  await page.goto('/me')
  await expect(page).toHaveURL(/\/sign-in/)
})

test('the way out does not look open before the page can lead there', async ({ as }) => {
  const page = await as('employee')
  const release = await holdCode(page)
  await page.goto('/account', { waitUntil: 'commit' })
  await page.getByRole('button', { name: /Account of/ }).press('Enter')
  const out = page.getByRole('button', { name: 'Sign out', exact: true })
  await expect(out).toBeDisabled()
  release()
  await expect(out).toBeEnabled()
})

test('a session ended elsewhere ends here within one request', async ({ browser, baseURL }) => {
  const [one, two] = await Promise.all([browser.newPage({ baseURL }), browser.newPage({ baseURL })])
  for (const page of [one, two]) {
    await signIn(page, 'bo.li@example.com')
    await expect(page.getByRole('navigation', { name: 'Main' }).first()).toBeVisible()
  }
  await one.getByRole('button', { name: /Account of/ }).click()
  await one.getByRole('button', { name: 'Sign out everywhere' }).click()
  await expect(one).toHaveURL(/\/sign-in/)
  await two.goto('/me')
  await expect(two).toHaveURL(/\/sign-in/)
})
