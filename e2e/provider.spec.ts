import type { Browser, Locator, Page } from '@playwright/test'
import { client, startProvider } from '../bin/lib/sign-in-provider.mjs'
import { type EmptyStart, startEmpty } from './empty-start'
import { expect, listen, signIn, test } from './fixtures'

/** An installation of its own beside a real OpenID provider, whose button says what the organisation calls it. */
const invited = 'samuel.osei@example.com'
const withPassword = 'bo.li@example.com'
const secret = 'four quiet words for a test'
const accounts = {
  samuel: { email: invited, email_verified: true, name: 'Samuel Osei' },
  unsure: { email: 'amara.nwosu@example.com', email_verified: false },
  bo: { email: 'bo.private@example.org', email_verified: true },
  stranger: { email: 'gareth.prosser@example.com', email_verified: true },
}
let provider: Awaited<ReturnType<typeof startProvider>>
let app: EmptyStart

test.describe.configure({ mode: 'serial', timeout: 120_000 })
/** The provider’s page has no icon. */
test.use({ expected: [/\/interaction\/.*status of 404/] })
test.beforeAll(async () => {
  test.setTimeout(300_000)
  app = await startEmpty(async (url) => {
    provider = await startProvider({ redirectUris: [`${url}/api/auth/callback/oidc`], accounts })
    return {
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: client.id,
      OIDC_CLIENT_SECRET: client.secret,
      OIDC_NAME: 'Tarnbrook sign-in',
    }
  })
  const files = ['--units', 'db/sample/units.csv', '--people', 'db/sample/people.csv']
  await app.command('lib/exchange/import-command.ts', ...files, '--commit')
})
test.afterAll(async () => {
  await app?.stop()
  await provider?.stop()
})

/** A browser of one's own; whatever it complains of fails the test. */
async function open(browser: Browser, problems: string[], width = 1440) {
  const page = await browser.newPage({ baseURL: app.url, locale: 'en-GB', viewport: { width, height: 900 } })
  listen(page, problems)
  return page
}

const invite = async (email: string) => {
  const printed = await app.command('lib/access/invite-command.ts', '--email', email)
  return /\S+\/invitation\/\S+/.exec(printed)?.[0] ?? ''
}

const cont = (page: Page) => page.getByRole('button', { name: 'Continue with Tarnbrook sign-in' })
const connect = (page: Page) => page.getByRole('button', { name: 'Connect Tarnbrook sign-in', exact: true })

/** Through a button to the provider, which knows nobody in this browser, and says there who one is; nobody: turns back. */
async function go(page: Page, button: Locator, subject: keyof typeof accounts | '') {
  await page.context().clearCookies({ domain: new URL(provider.issuer).hostname })
  await button.click()
  await expect(page).toHaveURL(/\/interaction\//)
  expect(new URL(page.url()).origin).toBe(provider.issuer)
  await page.getByLabel('Who are you?').fill(subject)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

async function signOut(page: Page) {
  await page.getByRole('button', { name: /Account of/ }).click()
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await expect(page).toHaveURL(/\/sign-in/)
}

const isInside = (page: Page) => expect(page.getByRole('navigation', { name: 'Main' }).first()).toBeVisible()
const alert = (page: Page, sentence: RegExp) =>
  expect(page.getByRole('alert').filter({ hasText: sentence })).toBeVisible()

test('an invitation is spent at the provider, whose button opens the account from then on', async ({
  browser,
  problems,
}) => {
  const page = await open(browser, problems)
  const link = await invite(invited)
  await page.goto(link)
  await expect(page.getByText(`Continue with Tarnbrook sign-in as ${invited}, or choose a password.`)).toBeVisible()
  await go(page, cont(page), 'samuel')
  await isInside(page)
  await expect(page.getByRole('button', { name: 'Account of Samuel Osei' })).toBeVisible()
  await signOut(page)
  // The provider still knows them, and asks nothing.
  await cont(page).click()
  await isInside(page)
  await page.goto('/account')
  await expect(page.getByText(/^Tarnbrook sign-in connected on/)).toBeVisible()
  await expect(page.getByText('You sign in without a password of ours.')).toBeVisible()
  await page.goto(link)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This link does not work any more.')
})

test('an invitation needs an e-mail that the provider vouches for, and stays good for a password', async ({
  browser,
  problems,
}) => {
  const page = await open(browser, problems)
  const link = await invite(accounts.unsure.email)
  await page.goto(link)
  await go(page, cont(page), 'unsure')
  await alert(
    page,
    /does not vouch for your e-mail\. Have it confirmed there, or set a password by your invitation link/,
  )
  await page.goto(link)
  await go(page, cont(page), 'stranger')
  await alert(page, /knows you by another e-mail than the invitation\. Sign in there as the person invited/)
  await page.goto(link)
  await expect(page.getByLabel('New password')).toBeVisible()
})

test('an account with a password connects the provider under My account, and takes it away again', async ({
  browser,
  problems,
}) => {
  const page = await open(browser, problems)
  await page.goto(await invite(withPassword))
  await page.getByLabel('New password').fill(secret)
  await page.getByLabel('The same again').fill(secret)
  await page.getByRole('button', { name: /Set password/ }).click()
  await expect(page).toHaveURL(/\/sign-in$/)
  await signIn(page, withPassword, secret)
  await isInside(page)
  await page.goto('/account')
  await go(page, connect(page), 'samuel')
  await alert(page, /connected to another account here, or yours has one already/)
  await go(page, connect(page), 'bo')
  await expect(page).toHaveURL(/\/account\?/)
  await expect(page.getByText(/^Tarnbrook sign-in connected on/)).toBeVisible()
  await expect(connect(page)).toHaveCount(0)
  await signOut(page)
  await go(page, cont(page), 'bo')
  await isInside(page)
  await page.goto('/account')
  await page.getByRole('button', { name: 'Disconnect Tarnbrook sign-in' }).click()
  await expect(connect(page)).toBeVisible()
  await signOut(page)
  await go(page, cont(page), 'bo')
  await alert(page, /not connected to an account here/)
})

test('a stranger is told what to do, and so is who turns back; an e-mail alone opens nothing', async ({
  browser,
  problems,
}) => {
  const page = await open(browser, problems)
  await invite(accounts.stranger.email)
  await page.goto('/sign-in')
  await go(page, cont(page), 'stranger')
  await alert(
    page,
    /not connected to an account here\. Open your invitation link, or sign in with your password and connect it under My account/,
  )
  await expect(page.getByRole('navigation', { name: 'Main' })).toHaveCount(0)
  await go(page, cont(page), '')
  await alert(page, /did not sign you in\. Start again here|could not be trusted\. Start again here/)
})

test('the sign-in page reads well with both ways in', async ({ browser, problems }) => {
  const page = await open(browser, problems, 390)
  await page.goto('/sign-in')
  await expect(page.getByRole('button', { name: 'Continue with Tarnbrook sign-in' })).toBeVisible()
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(wide).toBe(0)
})
