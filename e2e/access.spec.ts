import { expect, test, type Who } from './fixtures'

/** Page × role: the words that each person meets there. */
const rows: [path: string, who: Who, says: RegExp][] = [
  ['/organisation', 'hr', /None of 48 is ready now/],
  ['/organisation', 'director', /None of 48 is ready now/],
  ['/organisation', 'chief', /None of 48 is ready now/],
  ['/organisation', 'head', /None of 12 is ready now/],
  ['/organisation', 'manager', /for HR and PMO directors/],
  ['/organisation', 'employee', /for HR and PMO directors/],
  ['/organisation', 'administrator', /for HR and PMO directors/],
  ['/team', 'manager', /None of your five is ready now/],
  ['/team', 'head', /None of your two is ready now/],
  ['/team', 'employee', /for people with reports/],
  ['/team', 'administrator', /for people with reports/],
  ['/assessments/none/E0134/compare', 'employee', /nothing to compare here/],
  ['/assessments/none/E0134/compare', 'manager', /nothing to compare here/],
  ['/assessments/none/E0134/compare', 'hr', /nothing to compare here/],
  ['/assessments/none/E0134/compare', 'administrator', /Put off the administrator’s hat/],
  ['/assessments/none/batch', 'manager', /There is no cycle called none/],
  ['/assessments/none/batch', 'administrator', /Put off the administrator’s hat/],
  ['/me', 'employee', /You are at 45 of 100/],
  ['/me', 'manager', /You are at \d+ of 100/],
  ['/me', 'hr', /You are not assessed/],
  ['/me', 'administrator', /This account has no post/],
  ['/messages', 'employee', /You have read everything|messages? (is|are) new/],
  ['/messages', 'administrator', /You have read everything|messages? (is|are) new/],
  ['/admin/import', 'hr', /Drop files here/],
  ['/admin/import', 'administrator', /Drop files here/],
  ['/admin/import', 'chief', /Imports are for HR and administrators/],
  ['/admin/import', 'employee', /Imports are for HR and administrators/],
  ['/people/E0134', 'hr', /Samuel Osei is at 45 of 100/],
  ['/people/E0134', 'director', /Samuel Osei is at 45 of 100/],
  ['/people/E0134', 'manager', /Samuel Osei is at 45 of 100/],
  ['/people/E0134', 'administrator', /Administrators look after names, posts and accounts/],
  ['/people/E0134', 'head', /There is nothing at this address/],
  ['/people/E0109', 'employee', /There is nothing at this address/],
  ['/people/E0109', 'head', /Nomvula Dlamini is at \d+ of 100/],
  ['/assessments', 'employee', /waits? for you/],
  ['/assessments', 'manager', /waits? for you/],
  ['/assessments', 'hr', /waits? for you/],
  ['/assessments', 'administrator', /This is not yours to see/],
  ['/assessments/2026-H2/E0134', 'employee', /There is nothing at this address/],
  ['/assessments/2026-H2/E0134', 'hr', /There is nothing at this address/],
  ['/assessments/2026-H2/E0134', 'administrator', /This is not yours to see/],
  ['/framework', 'employee', /26 criteria in 6 domains/],
  ['/framework', 'administrator', /26 criteria in 6 domains/],
  ['/framework/draft', 'manager', /HR changes the framework/],
  ['/framework/draft', 'hr', /No edition is being prepared|Draft of edition/],
  ['/people/E0109', 'manager', /There is nothing at this address/],
  ['/admin/people', 'hr', /people are here/],
  ['/admin/people', 'administrator', /people are here/],
  ['/admin/people', 'employee', /kept by HR and by administrators/],
  ['/admin/people', 'director', /kept by HR and by administrators/],
  ['/admin/people/E0134', 'hr', /able to sign in/],
  ['/admin/people/E0134', 'administrator', /able to sign in/],
  ['/admin/people/E0134', 'manager', /kept by HR and by administrators/],
  ['/admin/people/E0134', 'employee', /kept by HR and by administrators/],
  ['/admin/access', 'hr', /roles are in force/],
  ['/admin/access', 'administrator', /roles are in force/],
  ['/admin/access', 'employee', /This is not yours to see/],
  ['/admin/access', 'head', /This is not yours to see/],
  ['/admin/tokens', 'administrator', /opens? the API/],
  ['/admin/tokens', 'employee', /You have (no|one|\d+) tokens? for the API/],
  ['/admin/webhooks', 'hr', /told what happens here/],
  ['/admin/webhooks', 'administrator', /told what happens here/],
  ['/admin/webhooks', 'employee', /Webhooks are for HR and administrators/],
  ['/admin/webhooks', 'director', /Webhooks are for HR and administrators/],
  ['/admin/webhooks/0199d3c4-7c1e-7b1a-9d54-2f6f0a4c7e11', 'hr', /There is nothing at this address/],
  ['/admin/webhooks/0199d3c4-7c1e-7b1a-9d54-2f6f0a4c7e11', 'employee', /Webhooks are for HR and administrators/],
  ['/cycles', 'hr', /No cycle has asked people yet|runs:|is a draft|is published|is paused|past its last deadline/],
  ['/cycles', 'chief', /Cycles are run by HR/],
  ['/cycles', 'manager', /Cycles are run by HR/],
  ['/cycles', 'employee', /Cycles are run by HR/],
  ['/cycles', 'administrator', /Cycles are run by HR/],
  ['/cycles/new', 'hr', /A draft asks nobody/],
  ['/cycles/new', 'director', /Cycles are run by HR/],
  ['/cycles/2026-H2', 'hr', /There is nothing at this address/],
  ['/cycles/2026-H2', 'manager', /Cycles are run by HR/],
  ['/planner', 'hr', /No plan has been made yet|plans? (is|are) made/],
  ['/planner', 'chief', /No plan has been made yet|plans? (is|are) made/],
  ['/planner', 'director', /No plan has been made yet|plans? (is|are) made/],
  ['/planner', 'manager', /Placements are planned by HR/],
  ['/planner', 'employee', /Placements are planned by HR/],
  ['/planner', 'administrator', /Placements are planned by HR/],
  ['/planner/new', 'hr', /Nobody is asked by this/],
  ['/planner/new', 'chief', /Placements are planned by HR/],
  ['/planner/new', 'employee', /Placements are planned by HR/],
  ['/planner/0199d3c4-7c1e-7b1a-9d54-2f6f0a4c7e11', 'hr', /There is nothing at this address/],
  ['/planner/0199d3c4-7c1e-7b1a-9d54-2f6f0a4c7e11', 'employee', /Placements are planned by HR/],
  ['/planner/0199d3c4-7c1e-7b1a-9d54-2f6f0a4c7e11/edit', 'hr', /There is nothing at this address/],
  ['/planner/0199d3c4-7c1e-7b1a-9d54-2f6f0a4c7e11/edit', 'chief', /Placements are planned by HR/],
  ['/openings', 'employee', /Depot operations supervisor/],
  ['/openings', 'hr', /Depot operations supervisor/],
  ['/openings', 'director', /Depot operations supervisor/],
  ['/openings', 'administrator', /Openings are for everyday work/],
  ['/openings?view=home', 'hr', /Change what Treatment Works keeps|What a unit keeps/],
  ['/openings?view=home', 'manager', /Depot operations supervisor/],
  ['/openings?view=policy', 'employee', /Depot operations supervisor/],
  ['/openings/OP05', 'manager', /Investment analyst, capital plan/],
  ['/openings/OP05', 'administrator', /Openings are for everyday work/],
  ['/openings/OP99', 'hr', /There is nothing at this address/],
  ['/secondments', 'hr', /Decisions waiting/],
  ['/secondments', 'chief', /Decisions waiting/],
  ['/secondments', 'director', /Decisions waiting/],
  ['/secondments', 'head', /Decisions waiting/],
  ['/secondments', 'manager', /Decisions waiting/],
  ['/secondments', 'employee', /Decisions waiting/],
  ['/secondments', 'administrator', /This is not yours to see/],
  ['/secondments/00000000-0000-4000-8000-000000000000', 'hr', /There is nothing at this address/],
  ['/secondments/00000000-0000-4000-8000-000000000000', 'administrator', /This is not yours to see/],
  ['/secondments/hosted/00000000-0000-4000-8000-000000000000', 'director', /There is nothing at this address/],
  ['/secondments/hosted/00000000-0000-4000-8000-000000000000', 'administrator', /This is not yours to see/],
  ['/account', 'employee', /You are signed in/],
  ['/account', 'administrator', /You are signed in as administrator/],
  ['/privacy', 'employee', /people may read something about you/],
  ['/privacy', 'administrator', /may read something about you/],
  ['/privacy?view=erase', 'hr', /Erase a person for good/],
  ['/privacy?view=erase', 'manager', /people may read something about you/],
  ['/privacy?view=retention', 'employee', /Records are kept as long as they serve/],
  ['/admin/audit', 'administrator', /sealed/],
  ['/admin/audit', 'hr', /The audit is for administrators/],
  ['/admin/health', 'administrator', /needs? you|worth a look|in order/],
  ['/admin/health', 'hr', /for administrators/],
  ['/admin/health', 'employee', /for administrators/],
]

test.describe('each page shows each person exactly their part', () => {
  test.use({ expected: [/status of 40[34]/] })
  for (const [path, who, says] of rows)
    test(`${path} for ${who}`, async ({ as, wordsFor }) => {
      if (says.test(await wordsFor(who, path))) return
      // What comes after a page's frame, such as most refusals, is put in by the browser.
      const page = await as(who)
      await page.goto(path)
      await expect(page.getByText(says).first()).toBeVisible()
    })
})

test('the list of people is as long as the right to see them', async ({ as }) => {
  const seen: Partial<Record<Who, number>> = { hr: 50, administrator: 50, manager: 6, employee: 1, head: 14 }
  for (const [who, count] of Object.entries(seen)) {
    const page = await as(who as Who)
    await page.goto('/people')
    await expect(page.getByRole('table').getByRole('row')).toHaveCount(count + 1)
  }
})

test('the administrator finds no level and no readiness on any page', async ({ as }) => {
  const page = await as('administrator')
  await page.goto('/people')
  await expect(page.getByRole('columnheader', { name: 'Readiness' })).toHaveCount(0)
  const answer = await page.request.post('/rpc/readiness/levels', {
    data: { json: { employeeId: 'E0134' } },
    headers: { origin: new URL(page.url()).origin },
  })
  expect(answer.status()).toBe(403)
})

test('nobody signed in sees a page: they are sent to sign in and come back', async ({ page }) => {
  await page.goto('/organisation')
  await expect(page).toHaveURL(/\/sign-in\?to=/)
  await page.getByLabel('Work e-mail').fill('henrik.lindqvist@example.com')
  await page.getByLabel('Password', { exact: true }).fill('sample-organisation-2026')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page).toHaveURL(/\/organisation$/)
})

test.describe('a foreign origin', () => {
  test('cannot call /rpc, and a cookie does not open /api/v1', async ({ as }) => {
    const page = await as('hr')
    await page.goto('/')
    for (const origin of ['https://elsewhere.example', 'null']) {
      const answer = await page.request.post('/rpc/me/get', { data: {}, headers: { origin } })
      expect(answer.status()).toBe(403)
    }
    expect((await page.request.get('/api/v1/me')).status()).toBe(401)
  })
})
