import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { holdCode } from './hold-code'
import { ask, startCycle } from './start-cycle'

const samuel = 'E0134'
const addressOf = (cycle: string) => `/assessments/${encodeURIComponent(cycle)}/${samuel}`
const title = (page: Page) => page.locator('h1')
const levelAt = (place: number) => (place * 5 + 2) % 6
const levelsOf = async (page: Page, cycle: string) => {
  const { answers } = await ask<{ answers: { level: number; comment: string }[] }>(page, 'assessments/get', {
    ...{ cycle, employeeId: samuel },
  })
  return answers
}
/** 26 levels and the way to the next, without waiting for anything in between. */
async function answerAll(page: Page) {
  for (let place = 0; place < 26; place++) {
    await page.keyboard.press(String(levelAt(place)))
    await page.keyboard.press(place % 2 ? 'Enter' : 'ArrowRight')
  }
}
const all = Array.from({ length: 26 }, (_, place) => levelAt(place))

test('keys on a form whose code has not come yet are kept, in their order, words and Submit among them', async ({
  as,
}) => {
  const cycle = await startCycle(await as('hr'), [samuel])
  const page = await as('employee')
  const release = await holdCode(page)
  await page.goto(addressOf(cycle), { waitUntil: 'commit' })
  await expect(title(page)).toHaveText('Strategic alignment')
  await expect(page.locator('[aria-busy="true"][inert]')).toHaveCount(1)
  await page.evaluate(() => {
    const heard: string[] = []
    Object.assign(window, { heard })
    window.addEventListener('keydown', ({ key }) => heard.push(key))
  })
  for (const key of ['F2', 'Home']) await page.keyboard.press(key)
  await page.keyboard.press('c')
  await page.keyboard.type('Ran 5 depots; n more.')
  await page.keyboard.press('Escape')
  await answerAll(page)
  await page.keyboard.press('Enter')
  expect(await levelsOf(page, cycle)).toEqual([])
  // What is the browser's own goes to it: nobody is kept from loading the page again.
  expect(await page.evaluate(() => (window as unknown as { heard: string[] }).heard)).toEqual(['F2', 'Home'])
  release()
  await expect(title(page)).toHaveText('You have submitted this.')
  const answers = await levelsOf(page, cycle)
  expect(answers.map(({ level }) => level)).toEqual(all)
  expect(answers[0]?.comment).toBe('Ran 5 depots; n more.')
})

test('what was typed and chosen in fields whose code has not come yet is heard', async ({ as }) => {
  const page = await as('hr')
  const release = await holdCode(page)
  await page.goto('/privacy?view=erase', { waitUntil: 'commit' })
  const who = page.getByRole('combobox', { name: 'Who' })
  await who.pressSequentially('E9999')
  release()
  await expect(page.getByText('Nobody is called so.')).toBeVisible()
  await expect(who).toHaveValue('E9999')
  await who.press('Backspace')
  await expect(who).toHaveValue('E999')

  const next = await holdCode(page)
  await page.goto('/cycles/new', { waitUntil: 'commit' })
  const cycle = `E2E ${crypto.randomUUID().slice(0, 8)}`
  await page.getByLabel('Name').pressSequentially(cycle)
  next()
  await page.getByRole('button', { name: 'Make the draft' }).click()
  await expect(title(page)).toHaveText(`${cycle} is a draft; nobody has been asked yet.`)

  const last = await holdCode(page)
  await page.reload({ waitUntil: 'commit' })
  const rule = page.getByLabel('A level of 3 or above without dated evidence')
  const before = await rule.inputValue()
  await page.getByLabel('Only what changed').check()
  await rule.press('ArrowDown')
  const chosen = await rule.inputValue()
  expect(chosen).not.toBe(before)
  last()
  await page.getByRole('button', { name: 'Save the plan' }).click()
  await expect(page.getByText(/^Saved/)).toBeVisible()
  await page.reload()
  await expect(page.getByLabel('Only what changed')).toBeChecked()
  await expect(rule).toHaveValue(chosen)
})

for (const rate of [1, 6])
  test(`no key is about the wrong criterion where the machine is ${rate} times slower`, async ({ as }) => {
    test.setTimeout(120_000)
    const cycle = await startCycle(await as('hr'), [samuel])
    const page = await as('employee')
    const devtools = await page.context().newCDPSession(page)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate })
    await page.goto(addressOf(cycle), { waitUntil: 'commit' })
    await expect(title(page)).toHaveText('Strategic alignment')
    await answerAll(page)
    await page.keyboard.press('Enter')
    await expect(title(page)).toHaveText('You have submitted this.')
    expect((await levelsOf(page, cycle)).map(({ level }) => level)).toEqual(all)
  })

test('a field that is emptied or filled while the page is being taken up, six times, is saved as it reads', async ({
  as,
}) => {
  test.slow()
  const page = await as('manager')
  for (const day of ['2029-01-01', '', '2029-01-01', '', '2029-01-01', '']) {
    await page.goto('/openings?view=wishes', { waitUntil: 'commit' })
    await page.getByLabel('Nothing before').fill(day)
    await page.getByRole('button', { name: 'Save my wishes' }).click()
    const said = day ? /Nothing is proposed to you before 1 Jan 2029/ : /open to proposals/
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(said)
  }
})
