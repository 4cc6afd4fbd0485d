import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Who } from './fixtures'

const pages: [path: string, who: Who][] = [
  ['/', 'hr'],
  ['/', 'employee'],
  ['/me', 'employee'],
  ['/me', 'manager'],
  ['/me', 'hr'],
  ['/assessments', 'employee'],
  ['/team', 'manager'],
  ['/team', 'head'],
  ['/people', 'hr'],
  ['/people', 'administrator'],
  ['/people/E0134', 'hr'],
  ['/people/E0134', 'administrator'],
  ['/organisation', 'hr'],
  ['/organisation', 'head'],
  ['/organisation?unit=U10&criterion=investment-appraisal', 'director'],
  ['/organisation?measure=below', 'director'],
  ['/admin/people', 'hr'],
  ['/admin/people', 'employee'],
  ['/admin/people?tab=units', 'administrator'],
  ['/admin/people/E0138', 'hr'],
  ['/admin/people/E0138', 'administrator'],
  ['/admin/people/E0003', 'hr'],
  ['/admin/access', 'hr'],
  ['/admin/access', 'administrator'],
  ['/admin/tokens', 'administrator'],
  ['/admin/webhooks', 'administrator'],
  ['/admin/webhooks', 'employee'],
  ['/messages', 'employee'],
  ['/messages', 'administrator'],
  ['/openings', 'employee'],
  ['/openings', 'hr'],
  ['/openings/OP05', 'employee'],
  ['/openings/OP05', 'hr'],
  ['/openings?view=wishes', 'employee'],
  ['/openings?view=home', 'hr'],
  ['/openings?view=policy', 'hr'],
  ['/account', 'employee'],
  ['/account', 'administrator'],
  ['/privacy', 'employee'],
  ['/privacy?view=erase', 'hr'],
  ['/privacy?view=retention', 'hr'],
  ['/admin/audit', 'administrator'],
  ['/admin/audit?view=looks', 'administrator'],
  ['/admin/health', 'administrator'],
  ['/admin/import', 'hr'],
  ['/admin/import', 'employee'],
  ['/framework?criterion=prioritisation', 'employee'],
  ['/framework?view=profiles', 'employee'],
  ['/framework/draft', 'hr'],
  ['/framework/draft', 'employee'],
  ['/planner', 'hr'],
  ['/planner', 'employee'],
  ['/planner/new?criterion=investment-appraisal', 'hr'],
  ['/no-such-page', 'employee'],
]

for (const colorScheme of ['light', 'dark'] as const)
  for (const [path, who] of pages)
    test.describe(() => {
      test.use({ expected: [/status of 40[34]/] })
      test(`${path} for ${who} has no accessibility violation in ${colorScheme}`, async ({ as }) => {
        const page = await as(who, { colorScheme, reducedMotion: 'reduce' })
        await page.goto(path)
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
        await page.waitForLoadState('networkidle')
        const { violations } = await new AxeBuilder({ page }).analyze()
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.html).join(' | ')}`)).toEqual([])
      })
    })

for (const colorScheme of ['light', 'dark'] as const)
  test(`the sign-in page has no accessibility violation in ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme })
    await page.goto('/sign-in')
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  })

for (const colorScheme of ['light', 'dark'] as const)
  test(`the API’s documentation reads without a sign-in and has no accessibility violation in ${colorScheme}`, async ({
    page,
  }) => {
    // The largest page of all: axe walks each of its tables.
    test.slow()
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).host))
    await page.emulateMedia({ colorScheme })
    await page.goto('/api/docs#people-list')
    await expect(page.getByRole('heading', { level: 1 })).toContainText('everything the pages do')
    await page.getByRole('navigation').getByRole('link', { name: 'Add a webhook' }).click()
    await expect(page.getByRole('heading', { name: 'Add a webhook' })).toBeInViewport()
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
    expect(new Set(asked)).toEqual(new Set([new URL(page.url()).host]))
  })
