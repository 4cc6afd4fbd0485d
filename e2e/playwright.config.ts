import { defineConfig } from '@playwright/test'

const address = process.env.E2E_BASE_URL ?? 'http://127.0.0.1:3000'

/** Journeys in a browser against a running Gravitas with the sample; `npm test` starts both and names them here. */
export default defineConfig({
  testDir: '.',
  testMatch: process.env.E2E_GALLERY ? 'gallery.ts' : '*.spec.ts',
  outputDir: '../test-results',
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  use: {
    actionTimeout: 30_000,
    baseURL: address,
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    viewport: { width: 1440, height: 900 },
    // It films every page: a quarter of the time that the whole suite takes.
    trace: process.env.E2E_TRACE ? 'retain-on-failure' : 'off',
    launchOptions: {
      executablePath: process.env.E2E_BROWSER,
      env: { ...process.env, ...JSON.parse(process.env.E2E_BROWSER_ENV ?? '{}') },
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
})
