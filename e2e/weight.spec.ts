import { gzipSync } from 'node:zlib'
import { expect, test, type Who } from './fixtures'
import { startCycle } from './start-cycle'

/** KB of script, each file by itself in gzip, before charts. */
const most = 230
const pages: [path: string, who: Who][] = [
  ['/', 'hr'],
  ['/me', 'employee'],
  ['/team', 'manager'],
  ['/organisation', 'director'],
  ['/organisation?unit=U10&criterion=investment-appraisal', 'director'],
  ['/people', 'hr'],
  ['/people/E0134', 'hr'],
  ['/framework', 'employee'],
  ['/framework?view=profiles', 'hr'],
  ['/framework/draft', 'hr'],
  ['/account', 'employee'],
  ['/privacy', 'employee'],
  ['/privacy?view=retention', 'hr'],
  ['/admin/people', 'hr'],
  ['/admin/people?tab=units', 'administrator'],
  ['/admin/people/E0134', 'hr'],
  ['/admin/import', 'administrator'],
  ['/admin/access', 'hr'],
  ['/admin/tokens', 'administrator'],
  ['/admin/audit', 'administrator'],
  ['/admin/audit?view=looks', 'administrator'],
  ['/admin/health', 'administrator'],
]

for (const [path, who] of pages)
  test(`${path} for ${who} is light, asks nothing late and stands still`, async ({ as }, { annotations }) => {
    // The heaviest that it can be: a cycle runs, and asks peers.
    if (path === '/team') await startCycle(await as('hr'), ['E0134'], { asksPeers: true })
    const page = await as(who)
    await page.goto('about:blank') // what signing in still fetches is no part of the page
    const scripts = new Set<string>()
    const asked: string[] = []
    page.on('response', (response) => {
      const { pathname } = new URL(response.url())
      if (response.request().resourceType() === 'script') scripts.add(pathname)
      if (pathname.startsWith('/rpc/')) asked.push(pathname)
    })
    await page.addInitScript(watchShifts)
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await page.waitForLoadState('networkidle')

    const weights = await Promise.all(
      [...scripts].map(async (script) => {
        const body = await (await page.request.get(script)).body()
        return body.includes('recharts-') ? 0 : gzipSync(body).length / 1024
      }),
    )
    const weight = weights.reduce((sum, each) => sum + each, 0)
    process.stdout.write(`${path}: ${weight.toFixed(1)} KB of script\n`)
    annotations.push({ type: 'KB of script', description: weight.toFixed(1) })
    expect(weights.length).toBeGreaterThan(5)
    expect(weight).toBeLessThan(most)
    expect(asked).toEqual([])
    expect(await page.evaluate(() => (window as unknown as { shifts: string[] }).shifts)).toEqual([])
  })

/** Runs in the browser before the page's own scripts: notes whatever moves by itself. */
function watchShifts() {
  const shifts: string[] = []
  Object.assign(window, { shifts })
  new PerformanceObserver((list) => {
    // Less is a fraction of a pixel in one row, which browsers themselves print as 0.000.
    for (const entry of list.getEntries() as (PerformanceEntry & {
      value: number
      hadRecentInput: boolean
      sources: { node: Node | null }[]
    })[])
      if (!entry.hadRecentInput && entry.value >= 0.0005)
        shifts.push(`${entry.value}: ${entry.sources.map(({ node }) => node?.textContent?.slice(0, 60)).join(' | ')}`)
  }).observe({ type: 'layout-shift', buffered: true })
}
