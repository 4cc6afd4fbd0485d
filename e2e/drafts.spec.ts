import type { Page } from '@playwright/test'
import { expect, hearsKeys, people, signIn, test, type Who } from './fixtures'
import { runBoth } from './round'
import { ask, startCycle } from './start-cycle'

const employeeId = 'E0134'
/** Has the same manager. */
const colleague = 'E0135'
const pathOf = (cycle: string, page: string) => `/assessments/${encodeURIComponent(cycle)}/${page}`

interface Kept {
  criteria: { criterion: string; agreement: { reason: string } | null }[]
  conversation: { notes: string } | null
}

/** A cycle in which both have submitted, open before the manager where they agree. */
async function compare(as: (who: Who) => Promise<Page>) {
  const cycle = `Drafts ${crypto.randomUUID().slice(0, 8)}`
  await runBoth(as, { cycle, employeeId, self: (place) => (place < 2 ? 4 : 2), manager: () => 2 })
  const page = await as('manager')
  await page.goto(pathOf(cycle, `${employeeId}/compare`))
  await expect(page.getByText('1 of 2 to talk about')).toBeVisible()
  await hearsKeys(page)
  return { page, cycle }
}

test('what was typed last before an agreement’s page closes is kept: a reason, and notes nobody saved', async ({
  as,
}) => {
  test.setTimeout(120_000)
  const { page, cycle } = await compare(as)
  const address = page.url()
  const reason = page.getByLabel('Reason, seen by both of you')
  const notes = page.getByLabel('Notes, seen by both of you')
  const beside = await as('manager')
  await beside.goto('/account')
  const stored = () => ask<Kept>(beside, 'agreements/get', { cycle, employeeId })
  const storedReason = async () =>
    (await stored()).criteria.find(({ criterion }) => criterion === 'strategic-alignment')?.agreement?.reason
  const leave = () => page.goto('about:blank')

  await page.keyboard.press('3')
  await reason.fill('One case from May.')
  await leave()
  await expect.poll(storedReason).toBe('One case from May.')
  await page.goto(address)
  await expect(reason).toHaveValue('One case from May.')
  await expect(page.getByRole('radio', { name: /^Level 3/ })).toBeChecked()
  await notes.fill('We spoke about May.')
  await leave()
  await expect.poll(async () => (await stored()).conversation?.notes).toBe('We spoke about May.')
  await page.goto(address)
  await expect(notes).toHaveValue('We spoke about May.')

  // The last word while the answer to the one before has not come.
  const first = page.waitForRequest('**/rpc/agreements/keep')
  await page.route('**/rpc/agreements/keep', async (route) => {
    await route.fetch()
    await page.unrouteAll()
  })
  await reason.fill('Two cases.')
  await first
  await expect.poll(storedReason).toBe('Two cases.')
  await reason.fill('Two cases from May.')
  await leave()
  await expect.poll(storedReason).toBe('Two cases from May.')
})

test('walking on and choosing a level at once is about the criterion that was walked to', async ({ as }) => {
  test.setTimeout(120_000)
  const { page } = await compare(as)
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 20 })
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('4')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('3')
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('radio', { name: /^Level 4/ })).toBeChecked()
  await page.keyboard.press('ArrowUp')
  await expect(page.getByRole('radio', { name: /^Level 3/ })).toBeChecked()
})

test.describe('all reports beside each other', () => {
  test.use({ expected: [/status of 409/] })
  test('keys walk from row to row, and “not saved” leads to both versions and the choice', async ({ as }) => {
    const cycle = await startCycle(await as('hr'), [employeeId, colleague])
    const [here, there] = [await as('manager'), await as('manager')]
    for (const page of [here, there]) {
      await page.goto(pathOf(cycle, 'batch'))
      await expect(page.getByRole('radio')).toHaveCount(12)
    }
    const rowOf = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name })
    const samuel = (page: Page) => rowOf(page, 'Samuel Osei')
    await samuel(here).getByRole('radio').first().focus()
    await here.keyboard.press('3')
    await expect(samuel(here).getByText(/^Saved \d/)).toBeVisible()
    const rows = here.getByRole('listitem').filter({ has: here.getByRole('radio') })
    await rows.first().getByRole('button', { name: 'Not observed' }).focus()
    await here.keyboard.press('ArrowDown')
    await expect(rows.nth(1).locator('input:focus')).toHaveCount(1)
    await here.keyboard.press('ArrowUp')
    await expect(rows.first().locator('input:focus')).toHaveCount(1)
    await samuel(there).getByRole('radio').first().focus()
    await there.keyboard.press('1')
    await expect(there.getByText('You changed this answer elsewhere too')).toBeVisible()
    await there.getByRole('combobox').selectOption('demand-pipeline')
    await expect(there.getByText('You changed this answer elsewhere too')).toHaveCount(0)
    await there.getByRole('button', { name: 'Changed elsewhere, choose' }).press('Enter')
    await expect(there.getByText('You changed this answer elsewhere too')).toBeVisible()
    await expect(there.getByRole('button', { name: 'Keep what is here' })).toBeFocused()
    await there.keyboard.press('Enter')
    await expect(samuel(there).getByText(/^Saved \d/)).toBeVisible()
    const { answers } = await ask<{ answers: object[] }>(there, 'assessments/get', { cycle, employeeId })
    expect(answers).toMatchObject([{ level: 1 }])
  })
})

test('adding evidence begins in its first field', async ({ as }) => {
  const cycle = await startCycle(await as('hr'), [employeeId])
  const page = await as('employee')
  await page.goto(pathOf(cycle, employeeId))
  await page.keyboard.press('e')
  await expect(page.getByRole('dialog')).toBeVisible()
  await expect(page.getByRole('dialog').getByRole('textbox').first()).toBeFocused()
})

test('signing out does not wait for a tab that holds what lies on the device, and leaves nothing on it', async ({
  browser,
  baseURL,
}) => {
  const context = await browser.newContext({ baseURL, locale: 'en-GB' })
  const page = await context.newPage()
  await signIn(page, people.employee)
  const tab = await context.newPage()
  await tab.goto('/sign-in')
  const held = () =>
    tab.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const opening = indexedDB.open('gravitas-answers', 1)
          opening.onupgradeneeded = () => {
            opening.result.createObjectStore('box', { keyPath: 'id' }).createIndex('owner', 'owner')
            opening.result.createObjectStore('device')
          }
          opening.onsuccess = () => {
            Object.assign(window, { held: opening.result })
            const store = opening.result.transaction('box', 'readwrite').objectStore('box')
            store.put({ id: 'one', owner: 'somebody' }).onsuccess = () => resolve(1)
          }
        }),
    )
  expect(await held()).toBe(1)
  await expect(page.getByRole('navigation', { name: 'Main' }).first()).toBeVisible()
  await page.getByRole('button', { name: /Account of/ }).click()
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await expect(page).toHaveURL(/\/sign-in/)
  const left = await tab.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const { held } = window as unknown as { held: IDBDatabase }
        const asking = held.transaction('box').objectStore('box').count()
        asking.onsuccess = () => resolve(asking.result)
      }),
  )
  expect(left).toBe(0)
  await context.close()
})
