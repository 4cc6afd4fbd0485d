import type { Page } from '@playwright/test'
import { violationsOn } from './clean'
import { expect, hearsKeys, people, signIn, test } from './fixtures'
import { ask, startCycle } from './start-cycle'

const samuel = 'E0134'
interface Form {
  answers: { criterion: string; level: number | null; comment: string }[]
  form: { status: string } | null
}
const addressOf = (cycle: string, employeeId = samuel) => `/assessments/${encodeURIComponent(cycle)}/${employeeId}`
const stored = (page: Page, cycle: string) => ask<Form>(page, 'assessments/get', { cycle, employeeId: samuel })
const saved = (page: Page) => expect(page.getByText(/^Saved \d\d:\d\d$/)).toBeVisible()
const title = (page: Page) => page.getByRole('heading', { level: 1 })
const open = async (page: Page, cycle: string) => {
  await page.goto(addressOf(cycle))
  await expect(title(page)).toHaveText('Strategic alignment')
}

test('26 criteria by keyboard, in 60 keystrokes at most, then submitted and taken back', async ({ as }) => {
  const cycle = await startCycle(await as('hr'), [samuel])
  const page = await as('employee')
  await page.goto('/assessments')
  await expect(title(page)).toContainText(/waits? for you/)
  await page.goto(addressOf(cycle))
  await expect(title(page)).toHaveText('Strategic alignment')
  let keystrokes = 0
  const press = (key: string) => {
    keystrokes++
    return page.keyboard.press(key)
  }
  for (let place = 0; place < 26; place++) {
    await press(place === 7 ? 'n' : String(place % 6))
    await press(place % 2 ? 'Enter' : 'ArrowRight')
  }
  await expect(title(page)).toHaveText('All 26 are answered. Submit when you are ready.')
  await expect(page.getByRole('button', { name: 'Submit', exact: true })).toBeFocused()
  await press('Enter')
  await expect(title(page)).toHaveText('You have submitted this.')
  expect(keystrokes).toBeLessThanOrEqual(60)
  const { answers, form } = await stored(page, cycle)
  expect(answers.map(({ level }) => level)).toEqual(
    Array.from({ length: 26 }, (_, place) => (place === 7 ? null : place % 6)),
  )
  expect(form?.status).toBe('submitted')
  await page.getByRole('button', { name: 'Take it back' }).click()
  await expect(title(page)).toHaveText('All 26 are answered. Submit when you are ready.')
})

test('arrows walk the ladder, what separates levels comes on demand, the level of before only after one’s own', async ({
  as,
}) => {
  const cycle = await startCycle(await as('hr'), [samuel])
  const page = await as('employee')
  await open(page, cycle)
  await expect(page.getByText(/^Before: /)).toHaveCount(0)
  await page.keyboard.press('3')
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('radio', { checked: true })).toHaveAccessibleName(/^4 /)
  await expect(page.getByText(/^Before: .* in 2026-H2, rated/)).toBeVisible()
  await expect(page.getByText(/^What separates 3 from 4/)).toHaveCount(0)
  await page.keyboard.press('s')
  await expect(page.getByText(/^What separates 3 from 4/)).toBeVisible()
  await page.keyboard.press('c')
  await page.keyboard.type('Ran the 5 depots; n more to come.')
  await page.keyboard.press('Escape')
  await saved(page)
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible()
  await page.keyboard.press('Escape')
  expect((await stored(page, cycle)).answers).toMatchObject([
    { criterion: 'strategic-alignment', level: 4, comment: 'Ran the 5 depots; n more to come.' },
  ])
})

test.describe('without a connection', () => {
  test.use({ expected: [/Failed to (fetch|load resource)|ERR_INTERNET_DISCONNECTED/] })
  test('answers stay on the device, unreadable, and go out when it is back, from a new page as well', async ({
    as,
  }) => {
    const cycle = await startCycle(await as('hr'), [samuel])
    const page = await as('employee')
    const context = page.context()
    // The device's own key comes with the first connection.
    const key = page.waitForResponse(/deviceKey/)
    await open(page, cycle)
    await page.keyboard.press('3')
    await saved(page)
    await (await key).finished()
    await context.setOffline(true)
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('4')
    await expect(page.getByText('Offline, 1 kept here')).toBeVisible()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('2')
    await expect(page.getByText('Offline, 2 kept here')).toBeVisible()
    const boxes = await page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          const opening = indexedDB.open('gravitas-answers')
          opening.onsuccess = () => {
            const all = opening.result.transaction('box').objectStore('box').getAll()
            all.onsuccess = () => {
              opening.result.close()
              const bytes = (box: { sealed: ArrayBuffer }) => new TextDecoder('latin1').decode(box.sealed)
              resolve(`${all.result.length} ${all.result.map(bytes).join()}`)
            }
          }
        }),
    )
    expect(boxes).toMatch(/^2 /)
    expect(boxes).not.toMatch(/rated|demand|E0134/)
    await page.close()
    await context.setOffline(false)
    const later = await context.newPage()
    await later.goto(`${addressOf(cycle)}?at=demand-pipeline`)
    await expect(later.getByRole('radio', { checked: true })).toHaveAccessibleName(/^4 /)
    await saved(later)
    await expect.poll(async () => (await stored(later, cycle)).answers.map(({ level }) => level)).toEqual([3, 4, 2])
  })
})

test.describe('a session that ends', () => {
  test.use({ expected: [/status of 401/] })
  test('locks what is unsent, and loses nothing once the same person has signed in again', async ({
    as,
    browser,
    baseURL,
  }) => {
    const cycle = await startCycle(await as('hr'), [samuel])
    const page = await browser.newPage({ baseURL, locale: 'en-GB' })
    await signIn(page, people.employee)
    await expect(page.getByRole('navigation', { name: 'Main' }).first()).toBeVisible()
    const key = page.waitForResponse(/deviceKey/)
    await open(page, cycle)
    await key
    await page.keyboard.press('3')
    await saved(page)
    await page.context().clearCookies()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('5')
    await expect(page.getByText('Your session has ended')).toBeVisible()
    await expect(page.getByText(/One answer is not sent yet/)).toBeVisible()
    await expect(page.getByRole('radio')).toHaveCount(0)
    await page.getByRole('link', { name: 'Sign in again' }).click()
    await page.getByLabel('Work e-mail').fill(people.employee)
    await page.getByLabel('Password', { exact: true }).fill('sample-organisation-2026')
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(title(page)).toHaveText('Demand and pipeline')
    await expect(page.getByRole('radio', { checked: true })).toHaveAccessibleName(/^5 /)
    await saved(page)
    expect((await stored(page, cycle)).answers.map(({ level }) => level)).toEqual([3, 5])
    await page.getByRole('button', { name: /Account of/ }).click()
    await page.getByRole('button', { name: 'Sign out', exact: true }).click()
    await expect(page).toHaveURL(/\/sign-in/)
    expect(await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))).toEqual([])
    await page.context().close()
  })
})

test.describe('the same answer in two places', () => {
  test.use({ expected: [/status of 409/] })
  test('two tabs agree by themselves; two devices show both versions and ask', async ({ as }) => {
    const cycle = await startCycle(await as('hr'), [samuel])
    const here = await as('employee')
    const there = await as('employee')
    const tab = await here.context().newPage()
    for (const page of [here, there, tab]) await open(page, cycle)
    await hearsKeys(tab)
    await here.keyboard.press('3')
    await saved(here)
    await expect(tab.getByRole('radio', { checked: true })).toHaveAccessibleName(/^3 /)
    await there.keyboard.press('1')
    const conflict = there.getByRole('alert').filter({ hasText: 'You changed this answer elsewhere too' })
    await expect(conflict).toContainText('Level 1')
    await expect(conflict).toContainText('Level 3')
    expect((await stored(here, cycle)).answers).toMatchObject([{ level: 3 }])
    await conflict.getByRole('button', { name: 'Keep what is here' }).click()
    await saved(there)
    expect((await stored(here, cycle)).answers).toMatchObject([{ level: 1 }])
    await here.keyboard.press('5')
    const other = here.getByRole('alert').filter({ hasText: 'You changed this answer elsewhere too' })
    await other.getByRole('button', { name: 'Take the other' }).click()
    await expect(here.getByRole('radio', { checked: true })).toHaveAccessibleName(/^1 /)
    await expect(other).toHaveCount(0)
  })
})

test('a delta cycle asks in full for what is new and confirms the rest in one act', async ({ as }) => {
  const cycle = await startCycle(await as('hr'), [samuel], { isDelta: true })
  const page = await as('employee')
  await page.goto(addressOf(cycle))
  const confirmable = async () => {
    const { domains } = await ask<{ domains: { criteria: { mayConfirm: boolean }[] }[] }>(page, 'assessments/get', {
      cycle,
      employeeId: samuel,
    })
    return domains.flatMap(({ criteria }) => criteria).filter(({ mayConfirm }) => mayConfirm).length
  }
  const count = await confirmable()
  expect(count).toBeGreaterThan(5)
  while (/Asked in full/.test(await page.locator('main').innerText())) {
    const before = await title(page).innerText()
    await page.keyboard.press('3')
    await page.keyboard.press('ArrowRight')
    await expect(title(page)).not.toHaveText(before)
  }
  await page.getByRole('button', { name: `Confirm ${count} levels` }).click()
  await expect(title(page)).toHaveText('All 26 are answered. Submit when you are ready.')
})

for (const colorScheme of ['light', 'dark'] as const)
  test(`on a phone: one hand, no tab bar, no accessibility violation in ${colorScheme}`, async ({ as }) => {
    const cycle = await startCycle(await as('hr'), [samuel])
    const page = await as('employee', { viewport: { width: 390, height: 844 }, colorScheme, reducedMotion: 'reduce' })
    await open(page, cycle)
    await page.getByRole('radiogroup').locator('label').nth(3).click()
    await saved(page)
    await expect(page.getByRole('navigation', { name: 'Main' })).toHaveCount(0)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
    expect(await violationsOn(page)).toEqual([])
    await page.getByRole('button', { name: 'Next: Demand and pipeline' }).click()
    await expect(title(page)).toHaveText('Demand and pipeline')
    await page.getByRole('button', { name: /1 of 26 done/ }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Review and submit' }).click()
    await expect(title(page)).toHaveText('25 of 26 have no answer yet.')
    expect(await violationsOn(page)).toEqual([])
    await page.setViewportSize({ width: 1440, height: 900 })
    expect(await violationsOn(page)).toEqual([])
    await page.goto('/assessments')
    await expect(title(page)).toContainText(/waits? for you/)
    expect(await violationsOn(page)).toEqual([])
  })

test('a manager rates blind, says what it rests on, and begins a form by answering', async ({ as }) => {
  const cycle = await startCycle(await as('hr'), [samuel])
  const [page, employee] = [await as('manager'), await as('employee')]
  await open(employee, cycle)
  await employee.keyboard.press('5')
  await saved(employee)
  await page.goto('/assessments')
  await page
    .getByRole('row', { name: new RegExp(`Samuel Osei.*${cycle}`) })
    .getByRole('link')
    .click()
  await expect(title(page)).toHaveText('Strategic alignment')
  await expect(page.getByRole('radio', { checked: true })).toHaveCount(0)
  await page.keyboard.press('2')
  await page.getByRole('button', { name: 'From the record' }).click()
  await saved(page)
  const { answers } = await ask<Form>(page, 'assessments/get', { cycle, employeeId: samuel })
  expect(answers).toMatchObject([{ level: 2, basis: 'record' }])
})
