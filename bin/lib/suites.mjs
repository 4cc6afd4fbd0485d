import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { findBrowser } from './browser.mjs'
import { build } from './build.mjs'
import { runChecks } from './checks.mjs'
import { startChild } from './child.mjs'
import { inRoot, tool } from './paths.mjs'
import { freePort } from './postgres.mjs'

const crashed = { passed: 0, failed: 1 }

/** The counts of vitest's report. A file that could not be read, an error between tests and silence count as failed. */
export function countVitest(report, code) {
  if (!report) return crashed
  const unread = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.length,
  )
  return settle({ passed: report.numPassedTests, failed: report.numFailedTests + unread.length }, code)
}

/** The counts of Playwright's report; a test that passed only when tried again has failed. */
export function countPlaywright(report, code) {
  if (!report) return crashed
  const { expected, unexpected, flaky } = report.stats
  return settle({ passed: expected, failed: unexpected + flaky }, code)
}

function settle({ passed, failed }, code) {
  const isSilent = failed === 0 && (code !== 0 || passed === 0)
  return { passed, failed: failed + (isSilent ? 1 : 0) }
}

async function reported(life, args, env, count) {
  const folder = mkdtempSync(path.join(tmpdir(), 'gravitas-report-'))
  const file = path.join(folder, 'report.json')
  try {
    const onOutput = (text) => process.stdout.write(text)
    const { ended } = startChild(life, process.execPath, args(file), {
      env: { ...process.env, ...env(file) },
      onOutput,
    })
    const code = await ended
    return count(existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null, code)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Runs vitest's tests, all or those of these files: `{ passed, failed }`. */
export const vitest = (life, files = [], env = {}) =>
  reported(
    life,
    (file) => [
      tool('vitest', 'vitest.mjs'),
      'run',
      ...files,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
    ],
    () => env,
    countVitest,
  )

/** The browser tests run against `npm start` itself, on a port and a data folder of their own. */
export async function playwright(life, wishes = {}) {
  const browser = await findBrowser(life)
  await build(life)
  const dataDir = mkdtempSync(path.join(tmpdir(), 'gravitas-e2e-'))
  const app = await startApp(life, dataDir)
  try {
    return await reported(
      life,
      () => [
        tool('@playwright', 'test', 'cli.js'),
        'test',
        '-c',
        inRoot('e2e', 'playwright.config.ts'),
        '--reporter=line,json',
      ],
      (file) => ({
        PLAYWRIGHT_JSON_OUTPUT_FILE: file,
        E2E_BASE_URL: app.url,
        E2E_DATA_DIR: dataDir,
        E2E_BROWSER: browser.executablePath,
        E2E_BROWSER_ENV: JSON.stringify(browser.env),
        ...wishes,
      }),
      countPlaywright,
    )
  } finally {
    await app.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

const OF_THE_USER = ['DATABASE_URL', 'APP_DATABASE_URL', 'AUTH_SECRET', 'PUBLIC_URL', 'HOST', 'ALLOW_HTTP', 'SMTP_URL']

async function startApp(life, dataDir) {
  const port = await freePort()
  const kept = Object.entries(process.env).filter(([name]) => !OF_THE_USER.includes(name))
  // A receiver of webhooks that a test runs stands on this machine.
  const env = { ...Object.fromEntries(kept), DATA_DIR: dataDir, PORT: String(port), WEBHOOK_NETWORKS: '127.0.0.1' }
  let app
  const url = await new Promise((resolve) => {
    const onOutput = () => {
      const ready = /ready at (\S+)/.exec(app.output())
      if (ready) resolve(ready[1])
    }
    app = startChild(life, process.execPath, [inRoot('bin', 'start.mjs')], { env, onOutput })
    app.ended.then(() => resolve(null))
  })
  if (!url) throw new Error(app.output())
  return { url, stop: app.stop }
}

/** The suites of `npm test`, in order; each answers `{ passed, failed }`. */
export const suites = [
  { name: 'checks', suite: (life) => runChecks(life) },
  { name: 'vitest', suite: (life) => vitest(life) },
  { name: 'playwright', suite: (life) => playwright(life) },
  // Its packages are there only once they are installed.
  { name: 'cuts', suite: async (life) => (await import('./prove-crash-autosave.mjs')).cutSuite(life) },
]
