import type { Browser, BrowserContextOptions, Locator, Page } from '@playwright/test'
import { type EmptyStart, startSample } from './empty-start'
import { expect, listen, password, people, test } from './fixtures'

/** Publishing changes what every page shows: these journeys have a sample of their own. */
let own: EmptyStart
test.describe.configure({ mode: 'serial', timeout: 420_000 })
test.beforeAll(async () => {
  test.setTimeout(240_000)
  own = await startSample()
})
test.afterAll(() => own?.stop())

const cycle = '2027-H1'
const criteria = 26
const title = (page: Page) => page.getByRole('heading', { level: 1 })
const needed = (page: Page) => page.getByRole('region', { name: 'What needs you now' }).getByRole('link')
const tasks = (page: Page) => needed(page).filter({ hasNotText: 'What you were told' })
const unread = (page: Page) => needed(page).filter({ hasText: 'What you were told' })

/** Walks with Tab, as hands without a mouse do, until the element has the focus. */
async function reach(target: Locator) {
  const page = target.page()
  await expect(target).toBeVisible()
  for (let stops = 0; stops < 300; stops++) {
    if (await target.evaluate((one) => one === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never comes to ${target}`)
}
async function press(target: Locator, key = 'Enter') {
  await reach(target)
  await target.page().keyboard.press(key)
}
async function write(target: Locator, words: string) {
  await reach(target)
  await target.page().keyboard.type(words)
}

/** A page of one's own on this sample, signed in by keyboard. */
async function enter(browser: Browser, email: string, problems: string[], options: BrowserContextOptions = {}) {
  const context = await browser.newContext({
    baseURL: own.url,
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    ...options,
  })
  const page = await context.newPage()
  listen(page, problems)
  await page.goto('/sign-in')
  await write(page.getByLabel('Work e-mail'), email)
  await write(page.getByLabel('Password', { exact: true }), password)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('navigation', { name: 'Main' }).first()).toBeVisible()
  return page
}

/** Home, with exactly these tasks in this order, messages aside. */
async function needs(page: Page, expected: RegExp[]) {
  await page.goto('/')
  await expect(title(page)).toBeVisible()
  await expect(tasks(page)).toHaveText(expected)
}

/** Day and time into a field that has a place for each; which comes first, day or month, is the browser's choice. */
async function writeMoment(field: Locator, moment: string) {
  const [year, month, day, hour, minute] = moment.split(/[-T:]/) as [string, string, string, string, string]
  const { keyboard } = field.page()
  await reach(field)
  for (const first of [`${month}${day}`, `${day}${month}`]) {
    for (let part = 0; part < 6; part++) await keyboard.press('ArrowLeft')
    await keyboard.type(`${first}${year}`)
    await keyboard.press('ArrowRight')
    await keyboard.type(`${hour}${minute}`)
    if ((await field.inputValue()) === moment) return
  }
  await expect(field).toHaveValue(moment)
}

/** All criteria of a form, level by place, then submitted. */
async function fillIn(page: Page, levelAt: (place: number) => number) {
  await expect(title(page)).toHaveText('Strategic alignment')
  await expect(page.getByRole('radio', { checked: true })).toHaveCount(0)
  for (let place = 0; place < criteria; place++) {
    await page.keyboard.press(String(levelAt(place)))
    await page.keyboard.press('ArrowRight')
  }
  await expect(title(page)).toHaveText(`All ${criteria} are answered. Submit when you are ready.`)
  await expect(page.getByRole('button', { name: 'Submit', exact: true })).toBeFocused()
  await page.keyboard.press('Enter')
}

test('three people, by keyboard alone: from a new cycle to levels on the map', async ({ browser, problems }) => {
  const hr = await enter(browser, people.hr, problems)
  const manager = await enter(browser, people.manager, problems)
  const employee = await enter(browser, people.employee, problems)
  const menu = (page: Page, name: string) =>
    page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name, exact: true })

  await test.step('HR drafts and launches', async () => {
    for (const page of [hr, manager, employee]) await needs(page, [])
    await press(menu(hr, 'Assessment cycles'))
    await press(hr.getByRole('link', { name: 'New cycle' }))
    await expect(title(hr)).toHaveText('A new cycle')
    await write(hr.getByLabel('Name'), cycle)
    await hr.keyboard.press('Enter')
    await expect(title(hr)).toHaveText(`${cycle} is a draft; nobody has been asked yet.`)
    await write(hr.getByRole('combobox', { name: 'People by name' }), 'Samuel Osei')
    await expect(hr.getByRole('option', { name: 'Samuel Osei' })).toBeVisible()
    await hr.keyboard.press('Enter')
    await expect(hr.getByText('One person is asked, by one manager.')).toBeVisible()
    await writeMoment(hr.getByLabel('Own assessments'), '2026-12-04T17:00')
    await writeMoment(hr.getByLabel('Managers’ assessments'), '2026-12-11T17:00')
    await writeMoment(hr.getByLabel('Levels agreed'), '2026-12-18T17:00')
    await press(hr.getByRole('button', { name: 'Save the plan' }))
    await expect(hr.getByText('Nothing stands in the way.')).toBeVisible()
    await press(hr.getByRole('button', { name: 'Launch', exact: true }))
    await press(hr.getByRole('button', { name: `Launch ${cycle}` }))
    await expect(title(hr)).toHaveText(`${cycle}: 0 of 1 have submitted, 0 are rated by their manager.`)
    await needs(hr, [/^1 of 1 have not handed in their own assessment: 2027-H1/])
    await needs(manager, [/^One assessment of others to give: 2027-H1/])
  })

  await test.step('Samuel assesses himself', async () => {
    await needs(employee, [/^Assess yourself: 2027-H1.*0 of 26 answered/])
    await press(tasks(employee).first())
    await fillIn(employee, (place) => (place < 2 ? 4 : place === 2 ? 3 : 2))
    await expect(title(employee)).toHaveText('You have submitted this.')
    await needs(employee, [])
    await needs(hr, [])
  })

  await test.step('Joaquín assesses him without seeing that', async () => {
    await needs(manager, [/^One assessment of others to give: 2027-H1.*You answer before you see/])
    await press(tasks(manager).first())
    await fillIn(manager, (place) => (place === 0 ? 1 : 2))
    await expect(title(manager)).toHaveText('Both sides can read this, and it stays as it is.')
    await needs(manager, [/^Agree levels with one person: 2027-H1.*Both sides are in/])
  })

  await test.step('they agree: one level is neither’s first one', async () => {
    await press(tasks(manager).first())
    await expect(title(manager)).toHaveText(
      'You and Samuel differ by two levels or more on 2 of 26 criteria. Samuel rates higher on 3; start with strategic alignment, three levels apart.',
    )
    await expect(manager.getByText('1 of 2 to talk about')).toBeVisible()
    await manager.keyboard.press('3')
    await manager.keyboard.press('Enter')
    await manager.keyboard.type('The May case shows it.')
    await manager.keyboard.press('Enter')
    await expect(manager.getByRole('heading', { name: '1 of 26 agreed' })).toBeVisible()
    await expect(manager.getByText('2 of 2 to talk about')).toBeVisible()
    await manager.keyboard.press('Enter')
    await expect(manager.getByRole('heading', { name: '2 of 26 agreed' })).toBeVisible()
    await press(manager.getByRole('button', { name: /^Confirm the 24/ }))
    await expect(manager.getByRole('heading', { name: '26 of 26 agreed' })).toBeVisible()
    await needs(manager, [])
  })

  await test.step('Samuel takes note and disputes another', async () => {
    await needs(employee, [/^Take note of 26 agreed levels: 2027-H1/])
    await expect(unread(employee)).toBeVisible()
    await press(tasks(employee).first())
    await press(employee.getByRole('button', { name: 'Demand and pipeline' }))
    await expect(employee.getByText('Agreed: 2, on 23 Nov 2026')).toBeVisible()
    await press(employee.getByRole('button', { name: 'I disagree' }))
    await employee.keyboard.type('June shows level 4.')
    await press(employee.getByRole('button', { name: 'Record disagreement' }))
    await expect(employee.getByText('You disagree: June shows level 4.')).toBeVisible()
    await press(employee.getByRole('button', { name: 'Take note of the agreed levels' }))
    await expect(employee.getByText('You took note on 23 Nov 2026', { exact: true })).toBeVisible()
    await needs(employee, [])
    await needs(manager, [/^One level is disputed: 2027-H1/])
  })

  await test.step('HR closes, and the levels are published', async () => {
    await press(menu(hr, 'Assessment cycles'))
    await press(hr.getByRole('link', { name: cycle, exact: true }))
    await expect(hr.getByText('0 agreed, 1 disputed, 0 still to agree.')).toBeVisible()
    await press(hr.getByRole('button', { name: 'Close', exact: true }))
    await write(hr.getByLabel('Why now'), 'Everybody is done.')
    await press(hr.getByRole('button', { name: 'Close and publish' }))
    await expect(hr.getByText('Published', { exact: true })).toBeVisible({ timeout: 90_000 })
  })

  await test.step('everybody reads the agreed level, and nothing waits', async () => {
    await needs(hr, [])
    await expect(hr.getByText(`${cycle}, as of 23 Nov 2026`)).toBeVisible()
    await press(menu(hr, 'Organisation gaps'))
    await expect(hr.getByRole('grid')).toBeVisible()
    await hr.keyboard.press('Control+k')
    await hr.keyboard.type('digital products')
    await expect(hr.getByRole('option', { name: /Digital Products/ }).first()).toBeVisible()
    await hr.keyboard.press('Enter')
    await expect(hr).toHaveURL(/area=U43/)
    const map = hr.getByRole('grid')
    await press(map.locator('[tabindex="0"]'))
    const drawer = hr.getByRole('complementary', { name: 'Selected cell' })
    await expect(drawer.getByRole('heading', { name: 'Strategic alignment' })).toBeVisible()
    await expect(drawer.getByRole('listitem').filter({ hasText: 'Samuel Osei' })).toContainText(/3$/)

    await press(menu(employee, 'My page'))
    await press(employee.getByRole('button', { name: /^Strategic alignment/ }).first())
    await expect(employee.getByText(/^Agreed, 23 Nov 2026, .*your own view 4/)).toBeVisible()
    await press(menu(manager, 'Team readiness'))
    await expect(manager.getByRole('gridcell', { name: /Samuel Osei, strategic alignment: level 3/i })).toBeVisible()
    for (const page of [manager, employee]) {
      await needs(page, [])
      await expect(unread(page)).toBeVisible()
    }
  })
  for (const page of [hr, manager, employee]) await page.context().close()
})

test('once more on a phone: only what was disputed is asked in full, the rest is confirmed', async ({
  browser,
  problems,
}) => {
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
  const again = '2027-H2'
  const tap = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).tap()
  const hr = await enter(browser, people.hr, problems, phone)
  await hr.goto('/cycles/new')
  await hr.getByLabel('Name').fill(again)
  await tap(hr, 'Make the draft')
  await hr.getByRole('combobox', { name: 'People by name' }).fill('Samuel Osei')
  await hr.getByRole('option', { name: 'Samuel Osei' }).tap()
  await hr.getByLabel('Only what changed').tap()
  await hr.getByLabel('Own assessments').fill('2026-12-04T17:00')
  await hr.getByLabel('Managers’ assessments').fill('2026-12-11T17:00')
  await hr.getByLabel('Levels agreed').fill('2026-12-18T17:00')
  await tap(hr, 'Save the plan')
  await expect(hr.getByText('Nothing stands in the way.')).toBeVisible()
  await hr.getByRole('button', { name: 'Launch', exact: true }).tap()
  await tap(hr, `Launch ${again}`)
  await expect(title(hr)).toHaveText(`${again}: 0 of 1 have submitted, 0 are rated by their manager.`)

  const employee = await enter(browser, people.employee, problems, phone)
  const manager = await enter(browser, people.manager, problems, phone)
  for (const page of [employee, manager]) {
    await page.goto('/')
    await tasks(page).filter({ hasText: again }).tap()
    await expect(title(page)).toHaveText('Demand and pipeline')
    await page.getByRole('radiogroup').locator('label').nth(3).tap()
    await tap(page, 'Confirm the rest')
    await tap(page, 'Confirm 25 levels')
    await expect(title(page)).toHaveText(`All ${criteria} are answered. Submit when you are ready.`)
    await page.getByRole('button', { name: 'Submit', exact: true }).tap()
    await expect(title(page)).toHaveText(/You have submitted this|Both sides can read this/)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  }
  await manager.goto('/')
  await tasks(manager).filter({ hasText: again }).tap()
  await tap(manager, /^Confirm the 26/)
  await expect(manager.getByRole('heading', { name: '26 of 26 agreed' })).toBeVisible()
  await employee.goto(`/assessments/${again}/E0134/compare`)
  await tap(employee, 'Take note of the agreed levels')
  await expect(employee.getByText('You took note on 23 Nov 2026', { exact: true })).toBeVisible()

  await hr.getByRole('button', { name: 'Close', exact: true }).tap()
  await hr.getByLabel('Why now').fill('Everybody is done.')
  await tap(hr, 'Close and publish')
  await expect(hr.getByText('Published', { exact: true })).toBeVisible({ timeout: 90_000 })
  await hr.goto('/organisation?area=U43&unit=U43&criterion=demand-pipeline')
  const drawer = hr.getByRole('complementary', { name: 'Selected cell' })
  await expect(drawer.getByRole('listitem').filter({ hasText: 'Samuel Osei' })).toContainText(/3$/)
  expect(await hr.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  for (const page of [hr, manager, employee]) await page.context().close()
})
