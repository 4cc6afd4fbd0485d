import { readFile } from 'node:fs/promises'
import { expect, test } from './fixtures'

test('an administrator searches what was done, and saves the rows', async ({ as }) => {
  const page = await as('administrator')
  await page.goto('/admin/audit')
  const deeds = page.getByRole('table', { name: 'Deeds, newest first' })
  await expect(deeds.getByRole('row').nth(1)).toBeVisible()
  await page.getByLabel('Action, or its beginning').fill('session.')
  await expect(page).toHaveURL(/action=session\./)
  await expect(deeds.getByText('session.opened').first()).toBeVisible()
  await expect(deeds.getByText('organisation.imported')).toHaveCount(0)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download these rows as CSV' }).click(),
  ])
  const [head = '', ...rows] = (await readFile(await download.path(), 'utf8')).trim().split('\r\n')
  expect(head).toContain('id,at,actor,employee_id,action,subject,subject_id,fields,block,block_sha256')
  expect(rows.length).toBe((await deeds.getByRole('row').count()) - 1)
  await page.getByLabel('Action, or its beginning').fill('nothing.like.it')
  await expect(page.getByText('No row fits these filters.', { exact: false })).toBeVisible()
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await expect(deeds.getByRole('row').nth(1)).toBeVisible()
})

test('a look at somebody stands in the log of looks', async ({ as }) => {
  const manager = await as('manager')
  await manager.goto('/people/E0134')
  await expect(manager.getByText(/Samuel Osei is at 45 of 100/)).toBeVisible()
  const page = await as('administrator')
  await page.goto('/admin/audit?view=looks&person=E0134')
  const looks = page.getByRole('table', { name: 'Looks at people’s data, newest first' })
  // Who looked, as what: others look at both of them while this runs.
  await expect(
    looks
      .getByRole('row')
      .filter({ hasText: /Joaquín HerreraManager/ })
      .first(),
  ).toBeVisible()
})

test('the health page says what to do, and its jobs are there', async ({ as }) => {
  const page = await as('administrator')
  await page.goto('/admin/health')
  const findings = page.getByRole('table', { name: 'What was looked at, and how it stands' })
  await expect(findings.getByRole('row')).toHaveCount(12)
  await expect(findings.getByRole('row', { name: /Release/ })).toContainText('in order')
  await expect(findings.getByRole('row', { name: /Sample/ })).toContainText('npm run sample:remove')
  await expect(findings.getByRole('row', { name: /Audit chain/ })).toContainText('npm run audit:verify')
  await expect(page.getByRole('table', { name: 'Queues, what waits and what failed' })).toContainText('audit.seal')
})

for (const path of ['/admin/audit', '/admin/audit?view=looks', '/admin/health'])
  test(`${path} does not scroll sideways at 390 px`, async ({ as }) => {
    const page = await as('administrator', { viewport: { width: 390, height: 844 } })
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await page.waitForLoadState('networkidle')
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(
      0,
    )
  })
