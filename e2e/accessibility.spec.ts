import { violationsOf } from './clean'
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
  ['/secondments', 'hr'],
  ['/secondments?view=list', 'manager'],
  ['/secondments', 'administrator'],
  ['/planner', 'hr'],
  ['/planner', 'employee'],
  ['/planner/new?criterion=investment-appraisal', 'hr'],
  ['/no-such-page', 'employee'],
]

for (const [path, who] of pages)
  test.describe(() => {
    test.use({ expected: [/status of 40[34]/] })
    test(`${path} for ${who} has no accessibility violation, light or dark`, async ({ as }) => {
      const page = await as(who)
      await page.goto(path)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await page.waitForLoadState('networkidle')
      expect(await violationsOf(page)).toEqual([])
    })
  })

test('the sign-in page has no accessibility violation, light or dark', async ({ page }) => {
  await page.goto('/sign-in')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  expect(await violationsOf(page)).toEqual([])
})

test('the API’s documentation reads without a sign-in and has no accessibility violation, light or dark', async ({
  page,
}) => {
  // The largest page of all: axe walks each of its tables.
  test.slow()
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).host))
  await page.goto('/api/docs#people-list')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('everything the pages do')
  await page.getByRole('navigation').getByRole('link', { name: 'Add a webhook' }).click()
  await expect(page.getByRole('heading', { name: 'Add a webhook' })).toBeInViewport()
  expect(await violationsOf(page)).toEqual([])
  expect(new Set(asked)).toEqual(new Set([new URL(page.url()).host]))
})
