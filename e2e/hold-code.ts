import type { Page } from '@playwright/test'

/** Holds back the page's own code, as a slow line does, until the function that it gives back is called. */
export async function holdCode(page: Page): Promise<() => void> {
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/_next/static/**/*.js', async (route) => {
    await released
    await route.continue()
  })
  return () => release()
}
