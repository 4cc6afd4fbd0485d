import { isCleanAsItStands } from './clean'
import { expect, test } from './fixtures'
import { ask, startCycle } from './start-cycle'

const samuel = 'E0134'
/** Lines of iCalendar text as they are meant: longer ones are folded onto the next, RFC 5545 §3.1. */
const unfolded = (text: string) => text.replaceAll('\r\n ', '').split('\r\n')

test('a launch is told: the count in the menu, the message, and home lead to the form; reading it takes the count away', async ({
  as,
}) => {
  const cycle = await startCycle(await as('hr'), [samuel])
  const page = await as('employee')
  await page.goto('/')
  const menu = page
    .getByRole('navigation', { name: 'Main' })
    .first()
    .getByRole('link', { name: /^Messages/ })
  await expect(menu).toHaveAccessibleName(/^Messages \d+ unread$|^Messages one unread$/)
  const needs = page.getByRole('region', { name: 'What needs you now' })
  const task = needs.getByRole('link').filter({ hasText: `Assess yourself: ${cycle}` })
  await expect(task).toContainText('0 of 26 answered, about 20 minutes left.')
  await expect(task).toContainText('Closes in 11 days: 4 Dec 2026, 17:00.')
  await expect(needs.getByRole('link').filter({ hasText: /unread/ })).toBeVisible()
  await task.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Strategic alignment')

  await page.goto('/messages')
  const line = page
    .getByRole('list', { name: 'Messages' })
    .getByRole('link')
    .filter({ hasText: `${cycle} has begun` })
  await expect(line).toContainText('New')
  await expect(line).toContainText('4 Dec 2026, 17:00 (Europe/London)')
  await line.press('Enter')
  await expect(page).toHaveURL(/\/assessments\?cycle=/)
  // It was left at once; that it was read arrives all the same, perhaps after the next page was drawn.
  await expect(async () => {
    await page.goto('/messages')
    await expect(line).not.toContainText('New', { timeout: 1_000 })
  }).toPass({ timeout: 15_000 })
  const all = page.getByRole('button', { name: 'Mark all as read' })
  if (await all.isVisible()) await all.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('You have read everything.')
  await expect(menu).toHaveAccessibleName('Messages')
})

test('the manager finds forms to give on home, and HR who is stuck', async ({ as }) => {
  const hr = await as('hr')
  const cycle = await startCycle(hr, [samuel])
  await hr.goto('/')
  const stuck = hr.getByRole('link').filter({ hasText: `1 of 1 have not handed in their own assessment: ${cycle}` })
  await stuck.press('Enter')
  await expect(hr.getByRole('rowheader', { name: /Samuel Osei/ })).toBeVisible()
  const manager = await as('manager')
  await manager.goto('/')
  const give = manager.getByRole('link').filter({ hasText: `One assessment of others to give: ${cycle}` })
  await expect(give).toContainText('Closes in 18 days: 11 Dec 2026, 17:00.')
  await give.press('Enter')
  await expect(manager).toHaveURL(new RegExp(`/assessments/${encodeURIComponent(cycle)}/${samuel}`))
})

test('a calendar reads one’s own deadlines by a secret address, which is renewed and ended', async ({
  as,
  browser,
}) => {
  const cycle = await startCycle(await as('hr'), [samuel])
  const page = await as('manager')
  await page.goto('/messages')
  const feed = page.getByRole('region', { name: 'Your deadlines in your calendar' })
  await feed.getByRole('button', { name: /^Make (an|a new) address$/ }).press('Enter')
  const shown = feed.getByLabel('Calendar address')
  await expect(shown).toHaveText(/\/calendar\/cal_[\w-]+\.ics$/)
  const first = new URL(await shown.innerText()).pathname

  const stranger = await browser.newContext({ baseURL: new URL(page.url()).origin })
  const read = (path: string) => stranger.request.get(path, { maxRedirects: 0 })
  const answer = await read(first)
  expect(answer.status()).toBe(200)
  expect(answer.headers()['content-type']).toBe('text/calendar; charset=utf-8')
  const text = await answer.text()
  const lines = unfolded(text)
  expect(lines[0]).toBe('BEGIN:VCALENDAR')
  expect(lines).toContain(`SUMMARY:One assessment to give: ${cycle}`)
  const own = lines.slice(0, lines.indexOf(`SUMMARY:One assessment to give: ${cycle}`))
  expect(own.filter((line) => /^DT(START|END)/.test(line)).at(-1)).toMatch(/20261211T1[67]\d000Z$/)
  const { people } = await ask<{ people: { name: string }[] }>(page, 'people/list', { limit: 200 })
  expect(people.length).toBeGreaterThan(3)
  for (const { name } of people) for (const part of name.split(' ')) expect(text).not.toContain(part)

  await feed.getByRole('button', { name: 'Make a new address' }).press('Enter')
  await expect(shown).not.toHaveText(new RegExp(first))
  const second = new URL(await shown.innerText()).pathname
  expect((await read(first)).status()).toBe(404)
  expect((await read(second)).status()).toBe(200)
  await page.reload()
  await expect(feed.getByText(/A calendar last read it on/)).toBeVisible()
  await expect(shown).toHaveCount(0)
  await feed.getByRole('button', { name: 'End the address' }).press('Enter')
  await expect(feed.getByRole('status').filter({ hasText: 'The address has ended.' })).toBeVisible()
  const ended = await read(second)
  expect(ended.status()).toBe(404)
  expect(await ended.text()).toContain('There is no calendar at this address.')
  await stranger.close()
})

for (const viewport of [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
])
  test(`messages and tasks fit ${viewport.width} and have no accessibility violation`, async ({ as }) => {
    await startCycle(await as('hr'), [samuel])
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await as('employee', { viewport, colorScheme, reducedMotion: 'reduce' })
      for (const path of ['/', '/messages']) {
        await page.goto(path)
        await page.waitForLoadState('networkidle')
        await isCleanAsItStands(page, viewport.width)
      }
    }
  })
