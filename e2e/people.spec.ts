import { expect, test } from './fixtures'

test('an employee reads their own page: points, costs, sources, shape', async ({ as }) => {
  const page = await as('employee')
  await page.goto('/me')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'You are at 45 of 100 for Portfolio PMO Manager. Ten must-haves are under their minimum; business role experience and investment appraisal cost you most.',
  )
  await expect(page.getByText('likely range 31 to 59')).toBeVisible()
  await page
    .getByRole('button', { name: /Strategic alignment/ })
    .first()
    .click()
  await expect(page.getByText(/^Manager, \d+ \w+ 2026/)).toBeVisible()
  await expect(page.getByText('How this is worked out').first()).toBeVisible()
})

test('whoever looked shows up on the page of the person looked at', async ({ as }) => {
  const manager = await as('manager')
  const employee = await as('employee')
  await manager.goto('/people/E0134')
  await expect(manager.getByText(/Samuel Osei is at 45 of 100/)).toBeVisible()
  await employee.goto('/me')
  await expect(
    employee
      .getByRole('table', { name: /Who looked|data/ })
      .getByText('Manager')
      .first(),
  ).toBeVisible()
})

test('a manager reads the team as the mock does', async ({ as }) => {
  const page = await as('manager')
  await page.goto('/team')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'None of your five is ready now. Niamh Byrne is nearest, with four must-haves short; strategic alignment and prioritisation stop all five.',
  )
  await expect(
    page.getByText(
      'Seven criteria rest on one person alone, four of them on Niamh Byrne; four more are held by nobody at level 3.',
    ),
  ).toBeVisible()
  await expect(page.getByRole('grid').getByRole('rowheader')).toHaveCount(6)
  await page.getByRole('button', { name: /^Jakub/ }).click()
  await expect(page.getByText(/Without Jakub the team has nobody at level 3/)).toBeVisible()
})

test('HR searches by name from the keyboard and opens the person', async ({ as }) => {
  const page = await as('hr')
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('niamh')
  await expect(page.getByText('Niamh Byrne').first()).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/people\/E0138/)
})

test('a unit found by search opens with its own rows only, on the map', async ({ as }) => {
  const page = await as('hr')
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('digital and data')
  await page.getByRole('option', { name: /Digital and Data\s*U40/ }).click()
  await expect(page).toHaveURL(/\/organisation\?area=U40/)
  const map = page.getByRole('grid')
  await expect(map.getByRole('rowheader', { name: /Digital and Data/ })).toBeVisible()
  await expect(map.getByRole('rowheader', { name: /Enterprise Platforms/ })).toBeVisible()
  await expect(map.getByText('Tarnbrook Group')).toHaveCount(0)
  await expect(map.getByText('Energy Networks')).toHaveCount(0)
})

test('a manager who searches a unit gets its people, of those they may see', async ({ as }) => {
  const page = await as('manager')
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('digital and data')
  await page.getByRole('option', { name: /Digital and Data\s*U40/ }).click()
  await expect(page).toHaveURL(/\/people\?unit=U40/)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/these filters\.$/)
})

test('the list filters by band and by unit, and the address keeps it', async ({ as }) => {
  const page = await as('hr')
  await page.goto('/people?band=ready-soon')
  await expect(page.getByRole('table').getByRole('row')).toHaveCount(2)
  await expect(page.getByRole('table').getByText('Catherine Ashworth')).toBeVisible()
  await page.goto('/people?unit=U40')
  await expect(page.getByText('Niamh Byrne')).toBeVisible()
  await expect(page.getByText('Nomvula Dlamini')).toHaveCount(0)
})

for (const [path, who] of [
  ['/me', 'employee'],
  ['/team', 'manager'],
  ['/people', 'hr'],
  ['/people/E0138', 'hr'],
  ['/', 'manager'],
  ['/admin/people', 'hr'],
  ['/admin/people?tab=units', 'hr'],
  ['/admin/people/E0138', 'hr'],
  ['/admin/access', 'hr'],
  ['/admin/tokens', 'administrator'],
  ['/account', 'employee'],
] as const)
  for (const width of [390, 1440])
    test(`${path} does not scroll sideways at ${width} px`, async ({ as }) => {
      const page = await as(who, { viewport: { width, height: 844 } })
      await page.goto(path)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await page.waitForLoadState('networkidle')
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
      ).toBe(0)
    })
