import { isClean } from './clean'
import { expect, test } from './fixtures'
import { runBoth } from './round'
import { ask, startCycle } from './start-cycle'

/** Samuel rates himself two levels above the manager on the first two criteria, one above on the next, else the same. */
const levels = { self: (place: number) => (place < 2 ? 4 : place < 3 ? 3 : 2), manager: () => 2 }
const screens = [
  ['at a desk', { width: 1440, height: 900 }],
  ['on a phone', { width: 390, height: 844 }],
] as const

for (const [where, viewport] of screens) {
  test.describe(where, () => {
    test.use({ viewport })
    test(`both settle on every level by keyboard, and one is disputed, ${where}`, async ({ as }) => {
      test.setTimeout(240_000)
      const cycle = `Agreeing ${where}`
      await runBoth(as, { cycle, employeeId: 'E0134', ...levels })

      const manager = await as('manager')
      await manager.goto('/team')
      const waiting = manager.getByRole('table', { name: `What waits for you in ${cycle}` })
      await waiting.getByRole('link', { name: 'Agree 26 levels' }).press('Enter')
      await expect(manager.getByRole('heading', { level: 1 })).toHaveText(
        'You and Samuel differ by two levels or more on 2 of 26 criteria. Samuel rates higher on 3; start with strategic alignment, two levels apart.',
      )
      await expect(manager.getByText('1 of 2 to talk about')).toBeVisible()

      await manager.keyboard.press('ArrowDown')
      await expect(manager.getByText('2 of 2 to talk about')).toBeVisible()
      await manager.keyboard.press('ArrowUp')
      await expect(manager.getByRole('radio', { name: /^Level 2/ })).toBeChecked()
      await manager.keyboard.press('3')
      await manager.keyboard.press('Enter')
      await expect(manager.getByText(/Say why it is not the manager/)).toBeVisible()
      await manager.keyboard.type('One case from May.')
      await expect(manager.getByText(/Draft saved \d/)).toBeVisible()
      await manager.keyboard.press('Enter')
      await expect(manager.getByRole('heading', { name: '1 of 26 agreed' })).toBeVisible()
      await expect(manager.getByText('2 of 2 to talk about')).toBeVisible()
      await manager.keyboard.press('Enter')
      await expect(manager.getByRole('heading', { name: '2 of 26 agreed' })).toBeVisible()
      await manager.getByRole('button', { name: /^Confirm the 24/ }).press('Enter')
      await expect(manager.getByRole('heading', { name: '26 of 26 agreed' })).toBeVisible()
      await manager.getByLabel('Notes, seen by both of you').fill('We spoke about May.')
      await manager.getByRole('button', { name: 'Save', exact: true }).press('Enter')
      await expect(manager.getByText(/^Saved \d/)).toBeVisible()

      const employee = await as('employee')
      await employee.goto(`/assessments/${encodeURIComponent(cycle)}/E0134/compare`)
      await expect(employee.getByText('Every level is agreed.')).toBeVisible()
      await expect(employee.getByText('We spoke about May.')).toBeVisible()
      await employee.keyboard.press('ArrowDown')
      await employee.keyboard.press('ArrowUp')
      await expect(employee.getByText('Reason: One case from May.')).toBeVisible()
      await employee.getByRole('button', { name: 'I disagree' }).press('Enter')
      await employee.keyboard.type('June shows level 4.')
      await employee.getByRole('button', { name: 'Record disagreement' }).press('Enter')
      await expect(employee.getByText('You disagree: June shows level 4.')).toBeVisible()
      await employee.getByRole('button', { name: 'Take note of the agreed levels' }).press('Enter')
      await expect(employee.getByText(/^You took note on \d+ \w+ \d{4}\.$/)).toBeVisible()

      await manager.goto('/team')
      await expect(waiting.getByText('One level disputed')).toBeVisible()
      await expect(waiting.getByText('taken note of')).toBeVisible()
      for (const page of [manager, employee]) {
        await page.goto(`/assessments/${encodeURIComponent(cycle)}/E0134/compare`)
        await expect(page.getByRole('heading', { level: 1 })).toHaveText(
          'Every level is agreed. One of them is disputed.',
        )
        await page.waitForLoadState('networkidle')
        await isClean(page, viewport.width)
      }
    })
  })
}

test('one criterion over all reports, with the keys of the form', async ({ as }) => {
  const team = ['E0135', 'E0136', 'E0137', 'E0138', 'E0134']
  const cycle = await startCycle(await as('hr'), team)
  const page = await as('manager')
  const title = page.getByRole('heading', { level: 1 })
  await page.goto('/team')
  const waiting = page.getByRole('table', { name: `What waits for you in ${cycle}` })
  await expect(waiting.getByRole('row')).toHaveCount(6)
  await page
    .getByRole('region', { name: new RegExp(cycle) })
    .getByRole('link', { name: 'One criterion, all of them' })
    .press('Enter')
  await expect(title).toHaveText('5 of 5 are not rated on strategic alignment yet.')
  await expect(page.getByRole('group', { name: /^Level/ })).toHaveCount(5)

  await page.keyboard.press('ArrowDown')
  for (const key of ['2', '3', 'n', '0', '5']) {
    await page.keyboard.press(key)
    await page.keyboard.press('ArrowDown')
  }
  await expect(title).toHaveText('All 5 are rated on strategic alignment.')
  await expect(page.getByText(/^Saved \d\d:\d\d$/)).toHaveCount(5)
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowRight')
  await expect(title).toHaveText('5 of 5 are not rated on demand and pipeline yet.')
  await page.keyboard.press('4')
  await expect(title).toHaveText('4 of 5 are not rated on demand and pipeline yet.')
  await page.keyboard.press('ArrowLeft')
  await expect(title).toHaveText('All 5 are rated on strategic alignment.')

  const levels: Record<string, (number | null)[]> = {}
  for (const employeeId of team) {
    const { answers } = await ask<{ answers: { level: number | null }[] }>(page, 'assessments/get', {
      cycle,
      employeeId,
    })
    levels[employeeId] = answers.map(({ level }) => level)
  }
  expect(levels).toEqual({ E0135: [2], E0137: [3], E0136: [null], E0138: [0, 4], E0134: [5] })
  await page.getByRole('link', { name: 'Back to the team' }).press('Enter')
  await expect(waiting.getByRole('row', { name: /^Niamh Byrne/ })).toContainText('2 of 26 answered')
})
