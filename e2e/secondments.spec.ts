import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'

const opening = 'Strategy planning associate'
const heading = (page: Page) => page.getByRole('heading', { level: 1 })
const confirm = (page: Page, name: string | RegExp) => page.getByRole('dialog').getByRole('button', { name })

async function isClean(page: Page, width: number) {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.html).join(' | ')}`)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
  }
}

test('HR proposes, the person says yes, the manager releases with cover, the host accepts, and the timeline shows it', async ({
  as,
}) => {
  test.setTimeout(240_000)
  const hr = await as('hr')
  await hr.goto('/secondments')
  await hr.getByRole('button', { name: 'New secondment' }).click()
  await hr.getByLabel('Person', { exact: true }).fill('Samuel Osei')
  await hr.getByRole('option', { name: /Samuel Osei/ }).click()
  await hr.getByLabel('Opening').selectOption({ label: `${opening}, Strategy and Transformation` })
  await expect(hr.getByText(/^No rule excludes it/)).toBeVisible()
  await confirm(hr, 'Ask the person').click()
  await expect(hr.getByRole('link', { name: new RegExp(`^${opening}, Asked`) })).toBeVisible()
  await expect(hr.getByText('Say yes or no to Strategy planning associate').first()).toBeVisible()

  await test.step('the days move by keyboard while nobody has agreed', async () => {
    await hr.getByRole('button', { name: 'Move the days of Samuel Osei' }).press('Enter')
    const dialog = hr.getByRole('dialog')
    await dialog.getByLabel('First day').fill('2027-06-01')
    await dialog.getByRole('button', { name: 'Save the days' }).press('Enter')
    await expect(dialog).toBeHidden()
    await expect(hr.getByRole('link', { name: /Asked, 1 Jun 2027/ })).toBeVisible()
  })
  await isClean(hr, 1440)

  const employee = await as('employee')
  await test.step('the person reads the terms and says yes', async () => {
    await employee.goto('/messages')
    await employee.getByRole('link', { name: /A decision waits for you: Strategy planning associate/ }).click()
    await expect(heading(employee)).toContainText(`You are asked for ${opening}`)
    await expect(employee.getByText('1 Jun 2027 to 28 Jan 2028')).toBeVisible()
    await expect(employee.getByText(/return to your post/)).toBeVisible()
    await isClean(employee, 1440)
    await employee.getByRole('button', { name: 'Say yes' }).press('Enter')
    await confirm(employee, 'Say yes').press('Enter')
    await expect(heading(employee)).toContainText('You said yes')
  })

  const manager = await as('manager')
  await test.step('the manager sees what it costs and releases with cover', async () => {
    await manager.goto('/secondments')
    await manager.getByRole('link', { name: /Open: Release Samuel Osei/ }).click()
    await expect(manager.getByText(/must stay/)).toBeVisible()
    await manager.getByRole('button', { name: /^Release for/ }).click()
    await expect(manager.getByRole('alert').getByText('Name who covers.')).toBeVisible()
    await manager.getByLabel('Who covers').selectOption({ index: 1 })
    await isClean(manager, 1440)
    await manager.getByRole('button', { name: /^Release for/ }).click()
    await expect(heading(manager)).toContainText('Samuel Osei is released')
  })

  const host = await as('director')
  await test.step('the host sees the name and what is asked for, and accepts', async () => {
    await host.goto('/secondments')
    await host
      .getByRole('region', { name: 'Whom you host' })
      .getByRole('link', { name: /Samuel Osei is released/ })
      .click()
    await expect(host.getByText('Shown from the first day, 1 Jun 2027.')).toBeVisible()
    await expect(host.getByText(/^Strategic alignment, level 2/)).toBeVisible()
    await isClean(host, 1440)
    await host.getByRole('button', { name: 'Accept Samuel Osei' }).click()
    await confirm(host, 'Accept Samuel Osei').click()
    await expect(heading(host)).toContainText('Samuel Osei comes on 1 Jun 2027')
  })

  await test.step('everybody sees that it is agreed, at a desk and on a phone', async () => {
    await hr.goto('/secondments?year=2027')
    await expect(hr.getByRole('rowheader', { name: /Agreed, not started/ })).toBeVisible()
    await expect(hr.getByRole('link', { name: new RegExp(`^${opening}, Confirmed`) })).toBeVisible()
    await hr.goto('/secondments?view=list')
    await expect(hr.getByRole('row', { name: /Samuel Osei/ })).toContainText('Confirmed')
    await employee.setViewportSize({ width: 390, height: 844 })
    await employee.goto('/secondments')
    await employee.getByRole('link', { name: new RegExp(`^${opening}, Confirmed`) }).click()
    await expect(heading(employee)).toContainText('It is agreed: you begin on 1 Jun 2027')
    await isClean(employee, 390)
  })
})
