import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test, type Who } from './fixtures'

/** Photographs every page against the sample: `npm run gallery`. The owner sees it in both widths and themes. */
const pages: { name: string; path: string; owner: Who | 'anyone'; others?: Who[] }[] = [
  { name: 'sign-in', path: '/sign-in', owner: 'anyone' },
  { name: 'home', path: '/', owner: 'hr', others: ['employee', 'manager', 'administrator'] },
  { name: 'organisation', path: '/organisation', owner: 'director', others: ['hr', 'head', 'chief', 'employee'] },
  { name: 'organisation-cell', path: '/organisation?unit=U10&criterion=investment-appraisal', owner: 'director' },
  { name: 'organisation-below', path: '/organisation?measure=below', owner: 'hr' },
  { name: 'team', path: '/team', owner: 'manager', others: ['head', 'director', 'employee'] },
  { name: 'me', path: '/me', owner: 'employee', others: ['manager', 'head', 'administrator'] },
  { name: 'assessments', path: '/assessments', owner: 'employee', others: ['manager', 'administrator'] },
  { name: 'people', path: '/people', owner: 'hr', others: ['manager', 'employee', 'administrator'] },
  { name: 'person', path: '/people/E0138', owner: 'hr', others: ['manager', 'administrator'] },
  { name: 'admin-people', path: '/admin/people', owner: 'hr', others: ['administrator', 'employee'] },
  { name: 'admin-units', path: '/admin/people?tab=units', owner: 'administrator' },
  { name: 'admin-person', path: '/admin/people/E0138', owner: 'hr', others: ['administrator'] },
  { name: 'admin-access', path: '/admin/access', owner: 'hr', others: ['administrator', 'employee'] },
  { name: 'admin-tokens', path: '/admin/tokens', owner: 'administrator', others: ['hr'] },
  { name: 'messages', path: '/messages', owner: 'employee', others: ['manager', 'administrator'] },
  { name: 'account', path: '/account', owner: 'employee', others: ['administrator'] },
  { name: 'privacy', path: '/privacy', owner: 'employee', others: ['hr', 'administrator'] },
  { name: 'privacy-erase', path: '/privacy?view=erase', owner: 'hr' },
  { name: 'privacy-retention', path: '/privacy?view=retention', owner: 'hr', others: ['employee'] },
  { name: 'audit', path: '/admin/audit', owner: 'administrator', others: ['hr'] },
  { name: 'audit-looks', path: '/admin/audit?view=looks', owner: 'administrator' },
  { name: 'health', path: '/admin/health', owner: 'administrator', others: ['hr'] },
  { name: 'import', path: '/admin/import', owner: 'administrator', others: ['hr', 'employee'] },
  { name: 'framework', path: '/framework?criterion=prioritisation', owner: 'employee', others: ['hr'] },
  { name: 'framework-profiles', path: '/framework?view=profiles', owner: 'hr' },
  { name: 'framework-draft', path: '/framework/draft', owner: 'hr', others: ['employee'] },
  { name: 'not-found', path: '/people/E9999', owner: 'hr' },
]
const folder = path.resolve(process.env.GALLERY_DIR ?? 'gallery')
const taken: { title: string; file: string }[] = []

test.describe.configure({ mode: 'serial' })
test.use({ expected: [/./] })

const shots = pages.flatMap(({ name, path: to, owner, others = [] }) => [
  ...[1440, 390].flatMap((width) =>
    (['light', 'dark'] as const).map((colorScheme) => ({ name, to, who: owner, width, colorScheme })),
  ),
  ...others.map((who) => ({ name, to, who, width: 1440, colorScheme: 'light' as const })),
])

for (const { name, to, who, width, colorScheme } of shots)
  test(`${name} for ${who}, ${width}, ${colorScheme}`, async ({ as, browser, baseURL }) => {
    const options = {
      colorScheme,
      viewport: { width, height: width === 390 ? 844 : 900 },
      reducedMotion: 'reduce' as const,
      deviceScaleFactor: 1,
    }
    const page =
      who === 'anyone' ? await (await browser.newContext({ baseURL, ...options })).newPage() : await as(who, options)
    await page.goto(to)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await page.waitForLoadState('networkidle')
    await page.evaluate(() => document.fonts.ready)
    const file = `${name}-${who}-${width}-${colorScheme}.png`
    await mkdir(folder, { recursive: true })
    await page.screenshot({ path: path.join(folder, file), fullPage: true })
    taken.push({ title: `${name} · ${who} · ${width} · ${colorScheme}`, file })
  })

test('contact sheets of twelve', async ({ browser }) => {
  const page = await browser.newPage({ viewport: { width: 1600, height: 1200 } })
  for (let first = 0; first < taken.length; first += 12) {
    const figures = await Promise.all(
      taken.slice(first, first + 12).map(async ({ title, file }) => {
        const picture = (await readFile(path.join(folder, file))).toString('base64')
        return `<figure><div><img src="data:image/png;base64,${picture}"></div><figcaption>${title}</figcaption></figure>`
      }),
    )
    await page.setContent(
      `<style>body{margin:12px;display:grid;grid-template-columns:repeat(4,1fr);gap:12px;font:12px sans-serif}figure{margin:0}div{height:360px;overflow:hidden;border:1px solid #999}img{width:100%}</style>${figures.join('')}`,
    )
    await writeFile(path.join(folder, `sheet-${first / 12 + 1}.png`), await page.screenshot({ fullPage: true }))
  }
})
