import { type Browser, type BrowserContextOptions, test as base, expect, type Page } from '@playwright/test'

/** The sample's people, by what they come for. */
export const people = {
  hr: 'anjali.deshmukh@example.com',
  director: 'henrik.lindqvist@example.com',
  chief: 'margaret.oyelaran@example.com',
  head: 'ruairi.gallagher@example.com',
  manager: 'joaquin.herrera@example.com',
  employee: 'samuel.osei@example.com',
  administrator: 'admin@example.com',
} as const
export type Who = keyof typeof people
export const password = 'sample-organisation-2026'

type Cookies = Awaited<ReturnType<ReturnType<Page['context']>['cookies']>>
const kept = new Map<string, Cookies>()

/** Signs in on the page as a person would. */
export async function signIn(page: Page, email: string, secret = password, at = '') {
  await page.goto(`${at}/sign-in`)
  await page.getByLabel('Work e-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(secret)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** A page of its own, signed in; each person signs in once a worker. Whatever the browser complains of fails the test. */
async function open(browser: Browser, who: Who, options: BrowserContextOptions, problems: string[]) {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  listen(page, problems)
  const cookies = kept.get(who)
  if (cookies) await context.addCookies(cookies)
  else {
    await signIn(page, people[who])
    await expect(page.getByRole('navigation', { name: 'Main' }).first()).toBeVisible()
    kept.set(who, await context.cookies())
  }
  return page
}

/** What a reader without scripts would find on a page: its words, tags and scripts taken out. */
const wordsOf = (html: string) =>
  html
    .replace(/<(script|style|template)\b.*?<\/\1>/gs, '')
    .replace(/<!--.*?-->/gs, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#x27;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')

/** Keeps what the browser complains of on a page. */
export function listen(page: Page, problems: string[]) {
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(`${page.url()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => problems.push(`${page.url()}: ${error.message}`))
}

/** Waits for the code of a screen of keys: before it, nothing on it takes the focus and no other tab is heard. */
export const hearsKeys = (page: Page) => expect(page.locator('[data-early-keys]')).toHaveCount(0)

/** A page of one’s own on an installation beside the sample, at this address, signed in. */
export async function enterAt(
  url: string,
  { browser, email, problems }: { browser: Browser; email: string; problems: string[] },
) {
  const context = await browser.newContext({ baseURL: url, locale: 'en-GB', timezoneId: 'Europe/London' })
  const page = await context.newPage()
  listen(page, problems)
  await signIn(page, email)
  await expect(page.getByRole('navigation', { name: 'Main' }).first()).toBeVisible()
  return page
}

export const test = base.extend<{
  /** Refusals that a test provokes on purpose, as patterns of console lines. */
  expected: RegExp[]
  problems: string[]
  as: (who: Who, options?: BrowserContextOptions) => Promise<Page>
  /** The words that the server sends somebody at an address; no page is drawn for it. */
  wordsFor: (who: Who, path: string) => Promise<string>
}>({
  expected: [[], { option: true }],
  problems: async ({ expected }, use) => {
    const problems: string[] = []
    await use(problems)
    expect(problems.filter((line) => !expected.some((pattern) => pattern.test(line)))).toEqual([])
  },
  page: async ({ page, problems }, use) => {
    listen(page, problems)
    await use(page)
  },
  as: async ({ browser, problems, baseURL, viewport, locale, timezoneId }, use) => {
    const pages: Page[] = []
    await use(async (who, options = {}) => {
      const page = await open(browser, who, { baseURL, viewport, locale, timezoneId, ...options }, problems)
      pages.push(page)
      return page
    })
    for (const page of pages) await page.context().close()
  },
  wordsFor: async ({ as, playwright, baseURL }, use) => {
    await use(async (who, path) => {
      if (!kept.has(who)) await as(who)
      const storageState = { cookies: kept.get(who) ?? [], origins: [] }
      const reader = await playwright.request.newContext({ baseURL, storageState })
      try {
        return wordsOf(await (await reader.get(path)).text())
      } finally {
        await reader.dispose()
      }
    })
  },
})

export { expect }
