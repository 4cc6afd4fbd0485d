import { findBrowser } from '../browser.mjs'
import { median } from './numbers.mjs'

const LOADS = 5

/** Each page with who opens it; a page of charts has them come later than the first drawing. */
const pagesOf = ({ employee }) => [
  { path: '/me', who: 'employee' },
  { path: '/team', who: 'manager' },
  { path: '/organisation', who: 'hr' },
  { path: '/people', who: 'hr' },
  { path: `/people/${employee.employeeId}`, who: 'hr' },
  { path: '/framework', who: 'employee' },
  { path: '/admin/import', who: 'administrator' },
]

/** What pages weigh and how soon they stand, in a browser with an empty cache: medians of five. */
export async function measurePages(life, { url, cast, password }) {
  const { chromium } = await import('@playwright/test')
  const { executablePath, env } = await findBrowser(life)
  const browser = await chromium.launch({ executablePath, env: { ...process.env, ...env }, args: ['--no-sandbox'] })
  life.onStop(() => browser.close())
  const kept = new Map()
  const figures = {}
  for (const { path, who } of pagesOf(cast)) {
    if (!kept.has(who)) kept.set(who, await signIn(browser, url, cast.emails[who], password))
    const name = path.startsWith('/people/') ? '/people/…' : path
    const loads = []
    for (let load = 0; load <= LOADS; load++) loads.push(await open(browser, url + path, kept.get(who)))
    loads.shift() // the first warms the server
    const middle = (key) => median(loads.map((load) => load[key]))
    figures[name] = Object.fromEntries(Object.keys(loads[0]).map((key) => [key, middle(key)]))
    figures[name].shift = Math.max(...loads.map(({ shift }) => shift))
    figures[name].asked = Math.max(...loads.map(({ asked }) => asked))
  }
  await browser.close()
  return figures
}

async function signIn(browser, url, email, password) {
  const context = await browser.newContext({ baseURL: url })
  const page = await context.newPage()
  await page.goto('/sign-in')
  await page.getByLabel('Work e-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('navigation', { name: 'Main' }).first().waitFor()
  const cookies = await context.cookies()
  await context.close()
  return cookies
}

/** One load with nothing kept but the session. `asked` counts questions that the page sends after its document came. */
async function open(browser, address, cookies) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  await context.addCookies(cookies)
  const page = await context.newPage()
  const network = await context.newCDPSession(page)
  await network.send('Network.enable')
  const requests = new Map()
  network.on('Network.requestWillBeSent', ({ requestId, type, request, initiator }) =>
    requests.set(requestId, { type, url: request.url, isLate: initiator.type === 'script', body: 0, bytes: 0 }),
  )
  network.on('Network.dataReceived', ({ requestId, encodedDataLength }) => {
    const request = requests.get(requestId)
    if (request) request.body += encodedDataLength
  })
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const request = requests.get(requestId)
    if (request) request.bytes = encodedDataLength
  })
  const scripts = new Map()
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script')
      scripts.set(
        response.url(),
        response.text().catch(() => ''),
      )
  })
  await page.addInitScript(watchPaint)
  await page.goto(address)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.waitForLoadState('networkidle')
  const { lcp, shift } = await page.evaluate(() => window.measured)
  const all = [...requests.values()]
  const chart = new Set()
  for (const [url, text] of scripts) if (/recharts-/.test(await text)) chart.add(url)
  await context.close()
  const kilobytes = (some, part = 'body') => some.reduce((sum, request) => sum + request[part], 0) / 1024
  const js = all.filter(({ type }) => type === 'Script')
  return {
    jsKb: kilobytes(js.filter(({ url }) => !chart.has(url))),
    chartKb: kilobytes(js.filter(({ url }) => chart.has(url))),
    documentKb: kilobytes(
      all.filter(({ type }) => type === 'Document'),
      'bytes',
    ),
    totalKb: kilobytes(all, 'bytes'), // heads included
    requests: all.length,
    asked: all.filter(({ type, url }) => (type === 'Fetch' || type === 'XHR') && url.includes('/rpc/')).length,
    lateScripts: js.filter(({ isLate }) => isLate).length,
    lcp,
    shift,
  }
}

/** Runs in the browser before the page's own scripts. */
function watchPaint() {
  window.measured = { lcp: 0, shift: 0 }
  const watch = (type, note) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true })
  watch('largest-contentful-paint', (entry) => {
    window.measured.lcp = entry.startTime
  })
  watch('layout-shift', (entry) => {
    if (!entry.hadRecentInput) window.measured.shift += entry.value
  })
}
