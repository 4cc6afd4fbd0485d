import { expect, signIn, test } from './fixtures'

const email = 'gareth.prosser@example.com'
const sample = 'sample-organisation-2026'
const own = 'a walk along the canal'

test.describe.configure({ mode: 'serial' })
test.use({ expected: [/status of 40[01]/] })

test('a session is ended from another browser, and the language is one’s own', async ({ browser, baseURL }) => {
  const [here, there] = [
    await browser.newPage({ baseURL, locale: 'en-GB' }),
    await browser.newPage({ baseURL, locale: 'en-GB' }),
  ]
  for (const page of [here, there]) {
    await signIn(page, email, sample)
    await expect(page.getByRole('navigation', { name: 'Main' }).first()).toBeVisible()
  }
  await here.getByRole('button', { name: /Account of/ }).click()
  await here.getByRole('link', { name: 'Password, sessions and language' }).click()
  await expect(here.getByRole('heading', { level: 1 })).toHaveText('You are signed in on 2 browsers.')
  await expect(here.getByRole('row', { name: /this one/ })).toHaveCount(1)
  await here.getByRole('button', { name: /^End the session of/ }).click()
  await expect(here.getByText('That session is ended.')).toBeVisible()
  await expect(here.getByRole('heading', { level: 1 })).toHaveText('You are signed in here and nowhere else.')
  await there.goto('/me')
  await expect(there).toHaveURL(/\/sign-in/)

  await here.getByRole('combobox', { name: 'Language' }).selectOption('de')
  await here.getByRole('button', { name: 'Save language and time zone' }).click()
  await expect(here.getByRole('heading', { level: 1 })).toHaveText('Sie sind hier angemeldet und sonst nirgends.')
  await signIn(there, email, sample)
  await expect(there.getByRole('navigation', { name: 'Hauptmenü' }).first()).toBeVisible()
  await here.getByRole('combobox', { name: 'Sprache' }).selectOption('en')
  await here.getByRole('button', { name: 'Sprache und Zeitzone speichern' }).click()
  await expect(here.getByRole('heading', { level: 1 })).toHaveText(/^You are signed in/)
  await Promise.all([here.close(), there.close()])
})

test('a password is changed with the old one, keeps what was typed on a refusal, and then opens', async ({ page }) => {
  await signIn(page, email, sample)
  await expect(page.getByRole('navigation', { name: 'Main' }).first()).toBeVisible()
  await page.goto('/account')
  const change = page.getByRole('button', { name: 'Change password and end other sessions' })
  await page.getByLabel('Current password').fill('not the old one at all')
  await page.getByLabel('New password').fill(own)
  await page.getByLabel('The same again').fill('something else')
  await change.click()
  await expect(page.getByText('The two passwords differ. Type the second one again.')).toBeVisible()
  await page.getByLabel('The same again').fill(own)
  await change.click()
  await expect(page.getByRole('alert').filter({ hasText: /password/i })).toBeVisible()
  await expect(page.getByLabel('New password')).toHaveValue(own)
  await page.getByLabel('Current password').fill(sample)
  await change.click()
  await expect(page.getByText('Your password is changed, and every other session is ended.')).toBeVisible()
  await expect(page.getByLabel('New password')).toHaveValue('')
  await page.getByRole('button', { name: /Account of/ }).click()
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await expect(page).toHaveURL(/\/sign-in/)
  await signIn(page, email, own)
  await expect(page.getByRole('navigation', { name: 'Main' }).first()).toBeVisible()
})
