import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { expect, signIn, test } from './fixtures'

const secret = 'four words of her own'

/** Chosen by typing a part of the name, as a person would. */
async function pick(page: Page, label: string, typed: string, name: string) {
  await page.getByRole('combobox', { name: label }).fill(typed)
  await page.getByRole('option', { name: new RegExp(name) }).click()
}

async function add(page: Page, person: { name: string; employeeId: string; email: string }) {
  await page.goto('/admin/people')
  await page.getByRole('button', { name: 'Add person' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add a person' })
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill(person.name)
  await dialog.getByLabel('Employee id').fill(person.employeeId)
  await dialog.getByLabel('E-mail').fill(person.email)
  await dialog.getByLabel('Post', { exact: true }).fill('Capability partner')
  await dialog.getByRole('combobox', { name: 'Unit', exact: true }).selectOption('U60')
  await pick(page, 'Manager', 'anjali', 'Anjali Deshmukh')
  await dialog.getByRole('button', { name: 'Add person' }).click()
  await expect(page).toHaveURL(new RegExp(`/admin/people/${person.employeeId}$`))
  await expect(page.getByRole('heading', { name: person.name })).toBeVisible()
}

test.describe.configure({ mode: 'serial' })

test.describe('a newcomer', () => {
  test.use({ expected: [/status of 401/] })
  test('is added and invited, signs in, and is signed out with the next request once disabled', async ({
    as,
    browser,
    baseURL,
  }) => {
    const admin = await as('administrator')
    await add(admin, { name: 'Zadie Newcomer', employeeId: 'E9001', email: 'zadie.newcomer@example.com' })
    await expect(admin.getByText('Here, without a way to sign in yet.')).toBeVisible()
    await admin.getByRole('button', { name: 'Make a sign-in link' }).click()
    const link = await admin.getByLabel('Sign-in link', { exact: true }).innerText()
    await admin.getByRole('button', { name: 'Done' }).click()
    await expect(admin.getByText(/^Here, with a link to set a password until/)).toBeVisible()

    const own = await browser.newPage({ baseURL, locale: 'en-GB' })
    await own.goto(new URL(link).pathname)
    await own.getByLabel('New password').fill(secret)
    await own.getByLabel('The same again').fill(secret)
    await own.getByRole('button', { name: /Set password/ }).click()
    await expect(own).toHaveURL(/\/sign-in/)
    await signIn(own, 'zadie.newcomer@example.com', secret)
    await expect(own.getByRole('navigation', { name: 'Main' }).first()).toBeVisible()

    await admin.reload()
    await expect(admin.getByText('Here, and able to sign in.')).toBeVisible()
    await admin.getByRole('button', { name: 'Disable', exact: true }).click()
    await admin.getByRole('button', { name: 'Disable and sign out everywhere' }).click()
    await expect(admin.getByText('Zadie Newcomer is disabled and signed out everywhere.')).toBeVisible()
    await own.getByRole('button', { name: /People, units, pages/ }).click()
    await own.keyboard.type('anjali')
    await expect(own).toHaveURL(/\/sign-in/)
    await own.close()
  })
})

test('links for all without one come as a file, this one time', async ({ as }) => {
  const page = await as('hr')
  await add(page, { name: 'Yusuf Latecomer', employeeId: 'E9002', email: 'yusuf.latecomer@example.com' })
  await page.goto('/admin/people')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/; (one has|\d+ have) no way in yet\.$/)
  await page.getByRole('button', { name: /^Make (a link|links) for / }).click()
  await page.getByRole('button', { name: /^Make (one link|\d+ links)$/ }).click()
  await expect(page.getByText(/^(One link is|\d+ links are) made\./)).toBeVisible()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download the links as CSV' }).click()
  const text = await readFile(await (await download).path(), 'utf8')
  expect(text).toMatch(/E9002,Yusuf Latecomer,yusuf\.latecomer@example\.com,http.*\/invitation\/[\w-]{43},/)
  await page.getByRole('button', { name: 'I have the links, close this' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/everybody with an e-mail has a way in\.$/)
  await expect(page.getByRole('row', { name: /Yusuf Latecomer/ })).toHaveCount(0)
  await page.getByLabel('State', { exact: true }).selectOption('invited')
  await expect(page.getByRole('row', { name: /Yusuf Latecomer/ })).toContainText('Invited')
})

test('a move is planned, shown with its day, and taken back', async ({ as }) => {
  const page = await as('hr')
  await page.goto('/admin/people/E9002')
  await page.getByRole('button', { name: 'Move', exact: true }).click()
  await page.getByLabel('New unit').selectOption('U62')
  await page.getByLabel('From', { exact: true }).fill('2027-02-01')
  await page.getByRole('button', { name: 'Move from 1 Feb 2027' }).click()
  await expect(page.getByText('The move is kept.')).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: '1 Feb 2027' })).toContainText('to Strategy')
  await page.getByRole('button', { name: 'Take back the move of 1 Feb 2027' }).click()
  await expect(page.getByText('The move is taken back.')).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: '1 Feb 2027' })).toHaveCount(0)
})

test.describe('two people at one record', () => {
  test.use({ expected: [/status of 409/] })
  test('the later one sees both versions, loses nothing typed, and decides', async ({ as }) => {
    const [hr, admin] = [await as('hr'), await as('administrator')]
    for (const page of [hr, admin]) {
      await page.goto('/admin/people/E9002')
      await page.getByRole('button', { name: 'Correct', exact: true }).click()
    }
    await admin.getByLabel('Location').fill('Lisbon')
    await admin.getByRole('button', { name: 'Save the correction' }).click()
    await expect(admin.getByText('Saved.', { exact: true })).toBeVisible()
    await hr.getByLabel('Location').fill('Porto')
    await hr.getByLabel('Grade').fill('M3')
    await hr.getByRole('button', { name: 'Save the correction' }).click()
    const row = hr.getByRole('row', { name: /^Location/ })
    await expect(row).toContainText('Lisbon')
    await expect(row).toContainText('Porto')
    await expect(hr.getByLabel('Location')).toHaveValue('Porto')
    await hr.getByRole('button', { name: 'Write mine over it' }).click()
    await expect(hr.getByText('Saved.', { exact: true })).toBeVisible()
    await expect(hr.getByText('Porto')).toBeVisible()
    await expect(hr.getByRole('button', { name: 'Correct', exact: true })).toBeFocused()
  })
})

test('a unit is added, renamed and removed; one with people stays', async ({ as }) => {
  const page = await as('administrator')
  await page.goto('/admin/people?tab=units')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('21 units.')
  await page.getByRole('button', { name: 'Add below Group Corporate' }).click()
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Pilot office')
  await page.getByRole('textbox', { name: 'Key', exact: true }).fill('U99')
  await page.getByRole('button', { name: 'Add unit' }).click()
  await expect(page.getByText('Pilot office is added.')).toBeVisible()
  await page.getByRole('button', { name: 'Change Pilot office' }).click()
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Pilot bureau')
  await page.getByRole('button', { name: 'Save the unit' }).click()
  await expect(page.getByRole('row', { name: /Pilot bureau/ })).toContainText('U99')
  await page.getByRole('button', { name: 'Remove Pilot bureau' }).click()
  await page.getByRole('button', { name: 'Remove the unit' }).click()
  await expect(page.getByText('Pilot bureau is removed.')).toBeVisible()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('21 units.')
})

test('nobody changes their own record', async ({ as }) => {
  const page = await as('hr')
  await page.goto('/admin/people/E0003')
  await expect(page.getByText('This is your own record')).toBeVisible()
  for (const name of ['Correct', 'Move', 'Disable', 'End the post'])
    await expect(page.getByRole('button', { name, exact: true })).toHaveCount(0)
})
