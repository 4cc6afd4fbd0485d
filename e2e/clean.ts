import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect } from './fixtures'

/** What axe finds on the page as it stands, in words. */
export async function violationsOn(page: Page, rules?: string[]) {
  // Of what is right a count will do: to name it all takes longer than to find what is wrong. No page has frames.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] })
  const { violations } = await (rules ? axe.withRules(rules) : axe).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.html).join(' | ')}`)
}

/** What axe finds on the page in light, and of what depends on colour, in dark; it stays dark. */
export async function violationsOf(page: Page) {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  const light = await violationsOn(page)
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
  return [...light, ...(await violationsOn(page, ['color-contrast', 'link-in-text-block']))]
}

const fits = async (page: Page, width: number) =>
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)

/** No accessibility violation as it stands, and no sideways scroll at this width. */
export async function isCleanAsItStands(page: Page, width: number) {
  expect(await violationsOn(page)).toEqual([])
  await fits(page, width)
}

/** The same, in light and in dark. */
export async function isClean(page: Page, width: number) {
  expect(await violationsOf(page)).toEqual([])
  await fits(page, width)
}
