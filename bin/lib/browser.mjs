import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { run } from './child.mjs'
import { Problem } from './errors.mjs'
import { step } from './progress.mjs'

/** The shell first: it has no window to draw, and the browser tests take half the time with it. */
const USUAL_PLACES = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** Whether the file is there and really starts: Debian's chromium-browser can be an empty shell. */
function starts(file, env = {}) {
  if (!existsSync(file)) return false
  try {
    const options = { encoding: 'utf8', timeout: 15_000, env: { ...process.env, ...env }, stdio: 'pipe' }
    return /\d+\.\d+/.test(execFileSync(file, ['--version', '--no-sandbox'], options))
  } catch {
    return false
  }
}

const fromSystem = () => USUAL_PLACES.find((file) => starts(file))

async function fromPlaywright() {
  const { chromium } = await import('@playwright/test')
  const file = chromium.executablePath()
  return starts(file) ? file : undefined
}

async function fromApt(life) {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return undefined
  const apt = (...args) =>
    run(life, 'apt-get', ['-o', 'DPkg::Lock::Timeout=300', ...args], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
  await step('Installing a browser', async () => {
    await apt('update')
    // Ubuntu has no package of the shell.
    const install = (name) => apt('install', '-y', '--no-install-recommends', name)
    if ((await install('chromium-headless-shell')).code !== 0) await install('chromium')
  })
  return fromSystem()
}

async function fromPackage() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs22.x' // makes it unpack the NSS libraries a bare system lacks
  try {
    const { default: chromium } = await import('@sparticuz/chromium')
    const executablePath = await chromium.executablePath()
    const env = { LD_LIBRARY_PATH: path.join(tmpdir(), 'al2023', 'lib') }
    return starts(executablePath, env) ? { executablePath, env, how: 'package' } : null
  } catch {
    return null
  }
}

/** A Chromium for the browser tests: `{ executablePath, env, how }`, the cheapest that starts. */
export async function findBrowser(life) {
  const chosen = process.env.E2E_BROWSER
  if (chosen && !starts(chosen)) throw new Problem(`E2E_BROWSER is ${chosen}, which does not start: correct it.`)
  if (chosen) return { executablePath: chosen, env: {}, how: 'chosen' }
  const ways = { system: fromSystem, playwright: fromPlaywright, apt: () => fromApt(life) }
  for (const [how, find] of Object.entries(ways)) {
    const executablePath = await find()
    if (executablePath) return { executablePath, env: {}, how }
  }
  const packaged = await fromPackage()
  if (packaged) return packaged
  throw new Problem(
    'No browser was found: install Chromium (apt-get install chromium), or set E2E_BROWSER to its file.',
  )
}
