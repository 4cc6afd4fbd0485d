import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test, type Who } from './fixtures'
import { compareBoth, draftCycle, ownForm, reviewForm, runCycle, running, submitForm } from './gallery-cycles'
import { askAgain, consent, makePlan, release, samuel, wishInVain } from './gallery-placements'
import { ask } from './start-cycle'

type As = (who: Who) => Promise<Page>

/** Photographs every page against the sample: `npm run gallery`. The owner sees it in both widths and themes. */
interface Subject {
  name: string
  path: string
  owner: Who | 'anyone'
  others?: Who[]
  /** Makes what the page shows, once, with pages of whoever it takes; answers its address. */
  make?: (as: As) => Promise<string>
}
const pages: Subject[] = [
  { name: 'sign-in', path: '/sign-in', owner: 'anyone' },
  { name: 'sign-in-hat', path: '/sign-in?hat=administrator', owner: 'anyone' },
  { name: 'invitation', path: '/invitation/[secret]', owner: 'anyone', make: invite },
  { name: 'invitation-dead', path: '/invitation/spent', owner: 'anyone' },
  { name: 'api-docs', path: '/api/docs', owner: 'anyone' },
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
  { name: 'admin-webhooks', path: '/admin/webhooks', owner: 'administrator', others: ['hr', 'employee'] },
  { name: 'admin-webhook', path: '/admin/webhooks/[id]', owner: 'administrator', make: addWebhook },
  { name: 'messages', path: '/messages', owner: 'employee', others: ['manager', 'administrator'] },
  { name: 'openings', path: '/openings', owner: 'employee', others: ['hr', 'administrator'] },
  { name: 'opening', path: '/openings/OP05', owner: 'employee', others: ['hr'] },
  { name: 'openings-wishes', path: '/openings?view=wishes', owner: 'employee' },
  { name: 'openings-home', path: '/openings?view=home', owner: 'hr' },
  { name: 'openings-policy', path: '/openings?view=policy', owner: 'hr' },
  { name: 'account', path: '/account', owner: 'employee', others: ['administrator'] },
  { name: 'privacy', path: '/privacy', owner: 'employee', others: ['hr', 'administrator'] },
  { name: 'privacy-erase', path: '/privacy?view=erase', owner: 'hr' },
  { name: 'privacy-retention', path: '/privacy?view=retention', owner: 'hr', others: ['employee'] },
  { name: 'audit', path: '/admin/audit', owner: 'administrator', others: ['hr'] },
  { name: 'audit-looks', path: '/admin/audit?view=looks', owner: 'administrator' },
  { name: 'health', path: '/admin/health', owner: 'administrator', others: ['hr'] },
  { name: 'import', path: '/admin/import', owner: 'administrator', others: ['hr', 'employee'] },
  { name: 'import-mapping', path: '/admin/import/[id]', owner: 'administrator', make: mapColumns },
  { name: 'import-flaws', path: '/admin/import/[id]', owner: 'administrator', make: findFlaws },
  { name: 'framework', path: '/framework?criterion=prioritisation', owner: 'employee', others: ['hr'] },
  { name: 'framework-profiles', path: '/framework?view=profiles', owner: 'hr' },
  { name: 'framework-draft', path: '/framework/draft', owner: 'hr', others: ['employee'] },
  { name: 'framework-editor', path: '/framework/draft', owner: 'hr', make: startDraft },
  { name: 'framework-structure', path: '/framework/draft?view=structure', owner: 'hr' },
  { name: 'framework-weights', path: '/framework/draft?view=profiles', owner: 'hr' },
  { name: 'framework-changes', path: '/framework/draft?view=changes', owner: 'hr' },
  { name: 'cycles-none', path: '/cycles', owner: 'hr', others: ['employee'] },
  { name: 'cycle-new', path: '/cycles/new', owner: 'hr' },
  { name: 'cycle-draft', path: '/cycles/[cycleId]', owner: 'hr', make: draftCycle },
  { name: 'cycle-units', path: '/cycles/[cycleId]', owner: 'hr', make: runCycle },
  { name: 'cycle-people', path: `/cycles/${running}?view=people`, owner: 'hr' },
  { name: 'cycles', path: '/cycles', owner: 'hr' },
  { name: 'home-tasks', path: '/', owner: 'employee', others: ['manager', 'hr'] },
  { name: 'asked', path: '/assessments', owner: 'manager', others: ['employee'] },
  { name: 'form', path: '/assessments/[cycleId]/[personId]', owner: 'employee', make: ownForm },
  { name: 'form-others', path: `/assessments/${running}/E0135`, owner: 'manager' },
  { name: 'batch', path: `/assessments/${running}/batch`, owner: 'manager' },
  { name: 'form-review', path: '/assessments/[cycleId]/[personId]', owner: 'employee', make: reviewForm },
  { name: 'form-submitted', path: '/assessments/[cycleId]/[personId]', owner: 'employee', make: submitForm },
  { name: 'compare-before', path: `/assessments/${running}/E0134/compare`, owner: 'employee' },
  { name: 'compare', path: '/assessments/[cycleId]/[personId]/compare', owner: 'manager', make: compareBoth },
  { name: 'compare-own', path: '/assessments/2027%20pilot/E0134/compare', owner: 'employee', others: ['hr'] },
  { name: 'team-waiting', path: '/team', owner: 'manager' },
  { name: 'messages-unread', path: '/messages', owner: 'employee', others: ['manager', 'hr'] },
  { name: 'secondments', path: '/secondments', owner: 'hr', others: ['employee', 'manager', 'director'] },
  { name: 'planner-none', path: '/planner', owner: 'hr', others: ['employee'] },
  { name: 'planner-new', path: '/planner/new', owner: 'hr' },
  { name: 'plan', path: '/planner/[scenarioId]', owner: 'hr', others: ['chief'], make: makePlan },
  { name: 'plan-edit', path: '/planner/[scenarioId]/edit', owner: 'hr', make: editPlan },
  { name: 'planner', path: '/planner', owner: 'hr' },
  { name: 'opening-not-chosen', path: '/openings/[openingId]', owner: 'manager', make: wishInVain },
  { name: 'secondments-look-again', path: '/secondments', owner: 'hr', make: askAgain },
  { name: 'secondment', path: '/secondments/[secondmentId]', owner: 'employee', others: ['hr'], make: samuel },
  { name: 'secondment-release', path: '/secondments/[secondmentId]', owner: 'manager', make: consent },
  { name: 'secondment-host', path: '/secondments/hosted/[secondmentId]', owner: 'director', make: release },
  { name: 'secondments-list', path: '/secondments?view=list', owner: 'hr', others: ['employee', 'manager'] },
  { name: 'secondments-2027', path: '/secondments?year=2027', owner: 'hr' },
  { name: 'not-found', path: '/people/E9999', owner: 'hr' },
]
const folder = path.resolve(process.env.GALLERY_DIR ?? 'gallery')
const taken: { title: string; file: string }[] = []

test.describe.configure({ mode: 'serial' })
test.use({ expected: [/./] })

async function invite(as: As) {
  const page = await as('administrator')
  await page.goto('/admin/people/E0134')
  await page.getByRole('button', { name: /Make a(?: new)? sign-in link/ }).click()
  return new URL(await page.getByLabel('Sign-in link', { exact: true }).innerText()).pathname
}
async function addWebhook(as: As) {
  const page = await as('administrator')
  await page.goto('/account')
  const events = ['assessment.submitted', 'cycle.closed']
  const { id } = await ask<{ id: string }>(page, 'webhooks/add', { url: 'http://127.0.0.1:9/gravitas', events })
  return `/admin/webhooks/${id}`
}
async function bring(page: Page, name: string, lines: string[]) {
  await page.goto('/admin/import')
  const file = { name, mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) }
  await page.getByLabel('Drop files here, or').setInputFiles(file)
  await page.getByRole('button', { name: /^Read / }).click()
  await page.waitForURL(/[0-9a-f-]{36}$/)
  return new URL(page.url()).pathname
}
async function mapColumns(as: As) {
  const page = await as('administrator')
  const address = await bring(page, 'hris-export.csv', [
    'STATUS,USERID,FIRSTNAME,LASTNAME,EMAIL,MANAGER,DEPARTMENT,TITLE',
    'active,E0901,Ada,Obi,ada.obi@example.com,E0138,Field Operations,PMO Manager',
  ])
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/every column/)
  return address
}
async function findFlaws(as: As) {
  const page = await as('administrator')
  const address = await bring(page, 'joiners.csv', [
    'employee_id,name,email,unit_id,manager_id,assessed',
    'E0901,Ada Obi,ada.obi@example.com,U10,E0138,yes',
    'E0902,Bo Li,no address,nowhere,E0138,yes',
    'E0903,Cem Ay,cem.ay@example.com,U10,E9999,perhaps',
  ])
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/errors keep/)
  return address
}
async function editPlan() {
  return `${made.get('plan')}/edit`
}
async function startDraft(as: As) {
  const page = await as('hr')
  await page.goto('/framework/draft')
  await page.getByRole('button', { name: /^Start/ }).click()
  await page
    .getByText(/Draft of edition/)
    .first()
    .waitFor()
  return '/framework/draft'
}

const shots = pages.flatMap((subject) => [
  ...[1440, 390].flatMap((width) =>
    (['light', 'dark'] as const).map((colorScheme) => ({ ...subject, who: subject.owner, width, colorScheme })),
  ),
  ...(subject.others ?? []).map((who) => ({ ...subject, who, width: 1440, colorScheme: 'light' as const })),
])
const made = new Map<string, string>()

test('every page of the product is photographed', async () => {
  const files = await readdir('app', { recursive: true })
  const routes = files
    .filter((file) => path.basename(file) === 'page.tsx')
    .map((file) => `/${path.dirname(file)}`.replace(/\/\([^/]+\)|\/\.$/g, '') || '/')
  const patterns = routes.map((route) => ({ route, form: new RegExp(`^${route.replace(/\[[^/]+\]/g, '[^/]+')}$`) }))
  const missing = patterns.filter(({ form }) => !pages.some(({ path: to }) => form.test(to.split('?')[0] ?? '')))
  expect(routes.length).toBeGreaterThan(15)
  expect(missing.map(({ route }) => route)).toEqual([])
})

for (const { name, path: to, who, make, width, colorScheme } of shots)
  test(`${name} for ${who}, ${width}, ${colorScheme}`, async ({ as, browser, baseURL }) => {
    const options = {
      colorScheme,
      viewport: { width, height: width === 390 ? 844 : 900 },
      reducedMotion: 'reduce' as const,
      deviceScaleFactor: 1,
    }
    const page =
      who === 'anyone' ? await (await browser.newContext({ baseURL, ...options })).newPage() : await as(who, options)
    if (make && !made.has(name)) made.set(name, await make((maker) => as(maker)))
    await page.goto(made.get(name) ?? to)
    await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible()
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
