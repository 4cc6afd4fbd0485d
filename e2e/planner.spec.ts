import { expect, test } from './fixtures'

test.describe.configure({ mode: 'serial' })

const name = 'Investment gap 2027'

test('HR goes from the widest critical gap to a proven plan, opens a row, asks why not, pins, and plans again', async ({
  as,
}) => {
  test.slow()
  const page = await as('hr')
  await page.goto('/organisation')
  await page
    .getByRole('grid')
    .getByRole('gridcell', { name: /^2\.8 .*44 of 48 rated/ })
    .first()
    .click()
  await page.getByRole('link', { name: 'Plan for this gap' }).click()
  await expect(page).toHaveURL(/\/planner\/new\?criterion=investment-appraisal/)
  await expect(page.getByRole('checkbox', { name: /Investment appraisal/ })).toBeChecked()
  await expect(page.getByText('44 of 44 below').first()).toBeVisible()
  await page.getByRole('checkbox', { name: /Business role experience/ }).check()
  await page.getByLabel('Name').fill(name)
  await page.getByRole('button', { name: 'Make the plan' }).click()

  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/placements fit together from .* to /, {
    timeout: 120_000,
  })
  await expect(page.getByText(/^Proven optimal/)).toBeVisible()
  const plan = page.getByRole('region', { name: 'The plan' })
  const rows = plan.getByRole('listitem').filter({ has: page.getByRole('button', { name: /why, and what it costs/ }) })
  const placed = await rows.count()
  expect(placed).toBeGreaterThan(3)
  await expect(page.getByText(/Why not the other \d+ of 576 pairs/)).toBeVisible()

  const first = rows.first()
  await first.getByRole('button', { name: /why, and what it costs/ }).click()
  await expect(first.getByRole('heading', { name: /^Why / })).toBeVisible()
  await expect(first).toContainText(/keeps \d of \d/)
  await expect(page).toHaveURL(/person=E/)
  await expect(plan.getByText('Being worked out')).toHaveCount(0, { timeout: 120_000 })
  await expect(page.getByText(/^Firmest: /)).toBeVisible()

  await first.getByRole('button', { name: 'Why not someone else?' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox', { name: 'Person' }).fill('Samuel')
  await dialog.getByRole('option', { name: /Samuel Osei/ }).click()
  await expect(dialog.getByText(/Samuel Osei could take .* of 12 openings/)).toBeVisible()
  await expect(dialog.getByText(/the place asks for|Gains nothing on the chosen gaps/).first()).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()

  const left = page.getByRole('region', { name: /gets? nothing|get nothing/ })
  await left
    .getByRole('button', { name: /^Why not/ })
    .first()
    .click()
  await dialog.getByRole('button', { name: 'What would it cost?' }).first().click()
  await expect(dialog.getByText(/the plan loses|another plan is worth as much/).first()).toBeVisible({
    timeout: 60_000,
  })
  await dialog.getByRole('button', { name: 'Pin' }).first().click()
  await expect(dialog.getByText('Pinned')).toBeVisible()
  await page.keyboard.press('Escape')

  await expect(page.getByText('What is asked has changed since this plan.')).toBeVisible()
  await page.getByRole('button', { name: 'Plan again' }).click()
  await expect(plan.getByText(/Pinned/).first()).toBeVisible({ timeout: 120_000 })
  await expect(page.getByText('This plan is what is asked.')).toBeVisible()
  await expect(page.getByText(/^Proven optimal/)).toBeVisible()
})

test('HR names who covers before anybody is asked, and the plan says who', async ({ as }) => {
  const page = await as('hr')
  await page.goto('/planner')
  await page.getByRole('link', { name }).click()
  await expect(page.getByRole('banner').getByText(name)).toBeVisible()
  await page.getByRole('button', { name: /^Name cover for \d+$/ }).click()
  const form = page.getByRole('dialog', { name: 'Who covers at home' })
  const fields = form.getByRole('combobox')
  const count = await fields.count()
  expect(count).toBeGreaterThan(1)
  for (const field of await fields.all()) await field.selectOption({ index: 1 })
  await form.getByRole('button', { name: 'Save who covers' }).click()
  await expect(form).toBeHidden()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/None needs named cover/)
  await expect(page.getByRole('region', { name: 'The plan' }).getByText(/ covers$/)).toHaveCount(count)
  await expect(page.getByText('This plan is what is asked.')).toBeVisible()
  await page.reload()
  await expect(page.getByRole('button', { name: 'Change who covers' })).toBeVisible()
})

test('a second plan stands beside the first one, and its address shows both', async ({ as }) => {
  test.slow()
  const page = await as('hr')
  await page.goto('/planner/new?criterion=investment-appraisal,business-role-experience')
  await page.getByLabel('Name').fill('No single holder leaves')
  await page
    .getByRole('group', { name: 'Nobody leaves who alone holds a must-have' })
    .getByRole('button', { name: 'must hold' })
    .click()
  await page.getByRole('button', { name: 'Make the plan' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/None needs named cover/, { timeout: 120_000 })
  await page.getByLabel('Compare').selectOption({ label: name })
  const compared = page.getByRole('table', { name: 'Plans compared' })
  await expect(compared.getByRole('row')).toHaveCount(3)
  await expect(page).toHaveURL(/with=/)
  await page.reload()
  await expect(compared.getByRole('row', { name: new RegExp(name) })).toContainText(/\d/)
})

test('the list opens with the plan that is worth most', async ({ as }) => {
  const page = await as('hr')
  await page.goto('/planner')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/plans are made: .* is worth most/)
  await page.getByRole('link', { name }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/fit together/)
})

test('the head reads a plan and its reasons, and changes nothing of it', async ({ as }) => {
  const page = await as('chief')
  await page.goto('/planner')
  await expect(page.getByRole('link', { name: 'Plan from a gap' })).toHaveCount(0)
  await page.getByRole('link', { name }).click()
  await expect(page.getByText(/^Proven optimal/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Plan again' })).toHaveCount(0)
  await page
    .getByRole('button', { name: /why, and what it costs/ })
    .first()
    .click()
  await expect(page.getByRole('heading', { name: /^Why / }).first()).toBeVisible()
  await expect(page.getByRole('button', { name: 'Approve and publish' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Pin', exact: true })).toHaveCount(0)
})
