import type { Browser, Page } from '@playwright/test'
import { isClean } from './clean'
import { type EmptyStart, startSample } from './empty-start'
import { enterAt, expect, people, test } from './fixtures'
import { ask } from './start-cycle'

/** Whoever goes somewhere is nobody’s candidate elsewhere: these journeys have a sample of their own. */
let own: EmptyStart
test.describe.configure({ mode: 'serial', timeout: 300_000 })
// A release without cover, and days that the opening does not offer, are refused on purpose.
test.use({ expected: [/status of (400|409)/] })
test.beforeAll(async () => {
  test.setTimeout(240_000)
  own = await startSample()
})
test.afterAll(() => own?.stop())

const enter = (browser: Browser, email: string, problems: string[]) => enterAt(own.url, { browser, email, problems })

/** The sample’s addresses are its people’s names. */
const mailOf = (name: string) => {
  const plain = name.normalize('NFD').replace(/[^a-z -]/gi, '')
  return `${plain.toLowerCase().split(' ').join('.')}@example.com`
}

const opening = 'Strategy planning associate'
const heading = (page: Page) => page.getByRole('heading', { level: 1 })
const confirm = (page: Page, name: string | RegExp) => page.getByRole('dialog').getByRole('button', { name })

test('somebody offers to go, and takes it back', async ({ browser, problems }) => {
  const page = await enter(browser, people.employee, problems)
  await page.goto('/openings')
  await page.getByRole('link', { name: opening }).click()
  await page.getByRole('button', { name: 'Offer to go' }).click()
  await isClean(page, 1440)
  await confirm(page, 'Offer to go').click()
  await expect(heading(page)).toContainText(`You are asked for ${opening}`)
  await page.getByRole('button', { name: 'Say no' }).click()
  await confirm(page, 'Say no').click()
  await expect(heading(page)).toHaveText('It was withdrawn.')
  await page.context().close()
})

test('HR proposes, the person says yes, the manager releases with cover, the host accepts, and the timeline shows it', async ({
  browser,
  problems,
}) => {
  const hr = await enter(browser, people.hr, problems)
  await hr.goto('/secondments')
  await hr.getByRole('button', { name: 'New secondment' }).click()
  await hr.getByRole('combobox', { name: 'Person' }).fill('Samuel Osei')
  await hr.getByRole('option', { name: /Samuel Osei/ }).click()
  await hr.getByLabel('Opening', { exact: true }).selectOption({ label: `${opening}, Strategy and Transformation` })
  await expect(hr.getByText(/^No rule excludes it/)).toBeVisible()
  await confirm(hr, 'Ask the person').click()
  // The lists behind it are new before the dialog closes.
  await expect(hr.getByRole('dialog')).toHaveCount(0)
  await expect(hr.getByRole('link', { name: new RegExp(`^${opening}, Asked`) })).toBeVisible()
  await expect(hr.getByText('Say yes or no to Strategy planning associate').first()).toBeVisible()

  await test.step('the days move by keyboard while nobody has agreed', async () => {
    await hr.getByRole('button', { name: 'Move the days of Samuel Osei' }).press('Enter')
    const dialog = hr.getByRole('dialog', { name: 'Move the days of Samuel Osei' })
    await dialog.getByLabel('First day').fill('2027-06-01')
    await dialog.getByRole('button', { name: 'Save the days' }).press('Enter')
    await expect(dialog.getByText('Too short or too long: excludes')).toBeVisible()
    await ask(hr, 'openings/change', { openingId: 'OP06', version: 1, isFixed: false, minDays: 200 })
    await dialog.getByRole('button', { name: 'Save the days' }).press('Enter')
    await expect(dialog).toBeHidden()
    await expect(hr.getByRole('link', { name: /Asked, 1 Jun 2027/ })).toBeVisible()
  })
  await isClean(hr, 1440)

  const employee = await enter(browser, people.employee, problems)
  await test.step('the person reads the terms and says yes', async () => {
    await employee.goto('/messages')
    // The newest: he was asked, and then told of other days.
    await employee
      .getByRole('link', { name: /A decision waits for you: Strategy planning associate/ })
      .first()
      .click()
    await expect(heading(employee)).toContainText(`You are asked for ${opening}`)
    await expect(employee.getByText('1 Jun 2027 to 28 Jan 2028')).toBeVisible()
    await expect(employee.getByText(/return to your post/)).toBeVisible()
    await isClean(employee, 1440)
    await employee.getByRole('button', { name: 'Say yes' }).press('Enter')
    await confirm(employee, 'Say yes').press('Enter')
    await expect(heading(employee)).toContainText('You said yes')
  })

  const manager = await enter(browser, people.manager, problems)
  await test.step('the manager sees what it costs and releases with cover', async () => {
    await manager.goto('/secondments')
    await manager.getByRole('link', { name: /Open ?: Release Samuel Osei/ }).click()
    await expect(manager.getByText(/must stay/)).toBeVisible()
    await manager.getByRole('button', { name: /^Release for/ }).click()
    await expect(manager.getByRole('alert').getByText('Name who covers.')).toBeVisible()
    await manager.getByLabel('Who covers').selectOption({ index: 1 })
    await isClean(manager, 1440)
    await manager.getByRole('button', { name: /^Release for/ }).click()
    await expect(heading(manager)).toContainText('Samuel Osei is released')
  })

  const host = await enter(browser, people.director, problems)
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
    await expect(hr.getByRole('row', { name: /Samuel Osei.*Confirmed/ })).toBeVisible()
    await employee.setViewportSize({ width: 390, height: 844 })
    await employee.goto('/secondments')
    await employee.getByRole('link', { name: new RegExp(`^${opening}, Confirmed`) }).click()
    await expect(heading(employee)).toContainText('It is agreed: you begin on 1 Jun 2027')
    await isClean(employee, 390)
  })
  for (const page of [hr, employee, manager, host]) await page.context().close()
})

test('from the widest critical gap to a published plan: one is agreed by three, one says no, and HR sees what now', async ({
  browser,
  problems,
}) => {
  const hr = await enter(browser, people.hr, problems)
  await test.step('HR plans for the gap', async () => {
    await hr.goto('/organisation')
    await hr
      .getByRole('grid')
      .getByRole('gridcell', { name: /^2\.8 .*44 of 48 rated/ })
      .first()
      .click()
    await hr.getByRole('link', { name: 'Plan for this gap' }).click()
    await hr.getByLabel('Name').fill('Investment 2027')
    await hr.getByRole('button', { name: 'Make the plan' }).click()
    await expect(hr.getByText(/^Proven optimal/)).toBeVisible({ timeout: 120_000 })
  })

  const chief = await enter(browser, people.chief, problems)
  await test.step('the head publishes it with a reason', async () => {
    await chief.goto(hr.url())
    await chief.getByRole('button', { name: 'Approve and publish' }).click()
    await chief.getByLabel('Reason').fill('The board asked for investment appraisal first.')
    await chief.getByRole('button', { name: 'Publish the plan' }).click()
    // The reason stands in the dialog as well, while it is still sent.
    await expect(chief.getByText(/Published on/)).toBeVisible()
    await expect(chief.getByText(/The board asked for investment appraisal first\./)).toBeVisible()
    await expect(chief.getByRole('button', { name: 'Approve and publish' })).toHaveCount(0)
  })

  type Placed = { id: string; person: { name: string }; owner: { name: string } | null; opening: { title: string } }
  const asked = async (state: string) =>
    (await ask<{ secondments: Placed[] }>(hr, 'secondments/list', { state })).secondments
  const [goes, stays] = await asked('interest')
  if (!goes || !stays) throw new Error('The plan asks fewer than two people.')
  const decide = async (name: string, at: Placed, deed: string) => {
    const page = await enter(browser, mailOf(name), problems)
    await page.goto(`/secondments/${at.id}`)
    await page.getByRole('button', { name: deed }).click()
    await confirm(page, deed).click()
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await page.context().close()
  }

  await test.step('one says yes, is released, and is accepted', async () => {
    await decide(goes.person.name, goes, 'Say yes')
    const [released] = await asked('release')
    if (!released?.owner) throw new Error('Nobody decides on the release.')
    const manager = await enter(browser, mailOf(released.owner.name), problems)
    await manager.goto(`/secondments/${goes.id}`)
    await manager.getByLabel('Who covers').selectOption({ index: 1 })
    await manager.getByRole('button', { name: /^Release for/ }).click()
    await expect(heading(manager)).toContainText('is released')
    await manager.context().close()
    const [chosen] = await asked('selection')
    if (!chosen?.owner) throw new Error('Nobody chooses.')
    const host = await enter(browser, mailOf(chosen.owner.name), problems)
    await host.goto(`/secondments/hosted/${goes.id}`)
    await host.getByRole('button', { name: `Accept ${goes.person.name}` }).click()
    await confirm(host, `Accept ${goes.person.name}`).click()
    await expect(heading(host)).toContainText(`${goes.person.name} comes on`)
    await host.context().close()
    await hr.goto('/secondments?view=list')
    await expect(hr.getByRole('row', { name: new RegExp(`${goes.person.name}.*Confirmed`) })).toBeVisible()
    await hr.goto('/secondments?year=2027')
    await expect(hr.getByRole('link', { name: new RegExp(`^${goes.opening.title}, Confirmed`) })).toBeVisible()
  })

  await test.step('another says no: HR reads what the plan is worth without, and plans again', async () => {
    await decide(stays.person.name, stays, 'Say no')
    await hr.goto(`/secondments/${stays.id}`)
    await expect(heading(hr)).toHaveText('It was withdrawn.')
    const now = hr.getByRole('region', { name: 'What now' })
    await expect(now.getByText(new RegExp(`^Without ${stays.person.name} `))).toBeVisible({ timeout: 60_000 })
    await isClean(hr, 1440)
    await now.getByRole('button', { name: 'Plan again without it' }).click()
    await expect(hr).toHaveURL(/\/planner\//)
    await expect(hr.getByText(/^Proven optimal/)).toBeVisible({ timeout: 120_000 })
    await expect(hr.getByRole('region', { name: 'The plan' }).getByText(stays.person.name)).toHaveCount(0)
  })
  for (const page of [hr, chief]) await page.context().close()
})
