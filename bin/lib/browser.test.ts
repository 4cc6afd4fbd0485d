import { afterEach, expect, test, vi } from 'vitest'
import { findBrowser } from './browser.mjs'
import type { startLife } from './lifecycle.mjs'

type Life = ReturnType<typeof startLife>
const life = { onStop: () => 0, note: () => true, isEnding: false, end: async () => {} } satisfies Life
afterEach(() => {
  vi.unstubAllEnvs()
})

test('a browser that starts is found, and the chosen one is taken first', async () => {
  vi.stubEnv('E2E_BROWSER', undefined)
  const found = await findBrowser(life)
  expect(found.executablePath).toMatch(/chrom/i)
  vi.stubEnv('E2E_BROWSER', found.executablePath)
  expect(await findBrowser(life)).toMatchObject({ how: 'chosen', executablePath: found.executablePath })
})

test('a chosen browser that does not start is refused', async () => {
  vi.stubEnv('E2E_BROWSER', '/bin/false')
  await expect(findBrowser(life)).rejects.toThrow('E2E_BROWSER is /bin/false, which does not start')
})
