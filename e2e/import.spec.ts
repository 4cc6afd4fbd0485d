import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Browser, Page } from '@playwright/test'
import { writeXlsx } from 'hucre/xlsx'
import { writeOrganisation } from '@/lib/exchange/generator'
import { violationsOn } from './clean'
import { type EmptyStart, startEmpty } from './empty-start'
import { expect, listen, signIn, test } from './fixtures'

/** An empty installation of its own, from its first link to an organisation of 1,000 people; each test goes on from the last. */
test.describe.configure({ mode: 'serial', timeout: 240_000 })

const secret = 'four quiet words for a test'
const hr = 'p000002@example.com'
let app: EmptyStart
let files: Awaited<ReturnType<typeof writeOrganisation>>

test.beforeAll(async () => {
  test.setTimeout(300_000)
  app = await startEmpty()
  files = await writeOrganisation(app.folder, { people: 1_000, seed: 7, selfShare: 0, peerShare: 0 })
})
test.afterAll(() => app?.stop())

/** Opens a one-time link, sets the password and signs in. */
async function enter(page: Page, link: string, email: string) {
  await page.goto(link)
  await page.getByLabel('New password').fill(secret)
  await page.getByLabel('The same again').fill(secret)
  await page.getByRole('button', { name: /Set password/ }).click()
  await expect(page).toHaveURL(/\/sign-in$/)
  await signIn(page, email, secret)
  await expect(page.getByRole('navigation', { name: 'Main' }).first()).toBeVisible()
}

/** A page of the empty installation; whatever the browser complains of fails the test. */
async function open(browser: Browser, problems: string[], viewport = { width: 1440, height: 900 }) {
  const context = await browser.newContext({ baseURL: app.url, locale: 'en-GB', viewport })
  const page = await context.newPage()
  listen(page, problems)
  return page
}

/** The same for HR, who has been here before. */
async function openAsHr(browser: Browser, problems: string[], viewport?: { width: number; height: number }) {
  const page = await open(browser, problems, viewport)
  await signIn(page, hr, secret)
  await expect(page.getByRole('navigation', { name: 'Main' }).first()).toBeVisible()
  return page
}

async function upload(page: Page, ...chosen: string[]) {
  await page.goto('/admin/import')
  await page.getByLabel('Drop files here, or').setInputFiles(chosen)
  await page.getByRole('button', { name: /^Read / }).click()
  await expect(page).toHaveURL(/\/admin\/import\/[0-9a-f-]{36}$/)
}

const headline = (page: Page) => page.getByRole('heading', { level: 1 })
const job = { timeout: 120_000 }

test('an administrator who has never seen it brings units and 1,000 people in, by page alone', async ({
  browser,
  problems,
}) => {
  const page = await open(browser, problems)
  await enter(page, app.invitation, 'admin@localhost')
  await page.getByRole('link', { name: 'Choose files' }).click()
  await expect(headline(page)).toHaveText('Nothing has been imported yet.')
  const template = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Empty people.csv' }).click()
  expect(await readFile(await (await template).path(), 'utf8')).toMatch(/^employee_id,name,email,unit_id,manager_id/)
  expect(await violationsOn(page)).toEqual([])

  await page.getByLabel('Drop files here, or').setInputFiles([files.units, files.people])
  await page.getByRole('button', { name: 'Read 2 files' }).click()
  await expect(headline(page)).toHaveText('1,000 people in 2 files: ready to commit.', job)
  await expect(page.getByRole('row', { name: /^People 1,000 1,000/ })).toBeVisible()
  await expect(page.getByRole('row', { name: /^Units 84 84/ })).toBeVisible()
  expect(await violationsOn(page)).toEqual([])

  await page.getByRole('button', { name: 'Commit 1,000 people' }).click()
  await expect(headline(page)).toHaveText(/^1,000 people came in on /, job)
  await page.goto('/people')
  await expect(headline(page)).toHaveText('You may see 1,000 people.')
  await page.context().close()
})

test('HR brings the ratings in, says which cycle they are of, and the map stands', async ({ browser, problems }) => {
  await app.command('lib/access/grant-command.ts', '--email', hr, '--role', 'hr')
  const invited = await app.command('lib/access/invite-command.ts', '--email', hr)
  const page = await open(browser, problems)
  await enter(page, /\S+\/invitation\/\S+/.exec(invited)?.[0] ?? '', hr)
  await upload(page, files.ratings)
  await page.getByRole('button', { name: 'Try this file' }).click()
  await expect(page.getByLabel('Cycle of the ratings')).toBeFocused()
  await expect(page.getByLabel('Cycle of the ratings')).toHaveAttribute('aria-invalid', 'true')
  await page.getByLabel('Cycle of the ratings').fill('2026-H2')
  await page.getByRole('button', { name: 'Try this file' }).click()
  await expect(headline(page)).toHaveText(/ratings in one file: ready to commit\.$/, job)
  await expect(page.getByText(/^The commit publishes 2026-H2, version 1/)).toBeVisible()
  await page.getByRole('button', { name: /^Commit [\d,]+ ratings$/ }).click()
  await expect(headline(page)).toHaveText(/ratings came in on /, job)
  await page.getByRole('link', { name: 'Open the gap map' }).click()
  await expect(page.getByRole('grid')).toBeVisible()
  await page.context().close()
})

test('a broken file names its rows, and nothing is written', async ({ browser, problems }) => {
  const page = await openAsHr(browser, problems)
  const broken = path.join(app.folder, 'broken.csv')
  await writeFile(
    broken,
    'employee_id,name,email,unit_id,manager_id,assessed\n900001,Ada Obi,ada@example.com,00001,000001,yes\n900002,Bo Li,no address,nowhere,000001,yes\n900003,Cem Ay,cem@example.com,00001,999999,perhaps\n',
  )
  await upload(page, broken)
  await expect(headline(page)).toHaveText('4 errors keep 3 people from coming in.', job)
  await expect(page.getByRole('button', { name: /^Commit/ })).toHaveCount(0)
  const group = page.getByRole('group').filter({ hasText: 'Correct it, or add the unit to the units file.' })
  if ((await group.getAttribute('open')) === null) await group.getByText(/^Correct it/).click()
  await expect(group.getByRole('row', { name: '3 unit_id There is no unit "nowhere".' })).toBeVisible()
  expect(await violationsOn(page)).toEqual([])
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download all 4 as CSV' }).click()
  const lines = (await readFile(await (await download).path(), 'utf8')).trim().split('\n')
  expect(lines).toHaveLength(5)
  expect(lines.join('\n')).toMatch(/4,assessed,error/)
  await page.goto('/people?search=Ada%20Obi')
  await expect(page.getByText('Nobody matches')).toBeVisible()
  await page.context().close()
})

/** A table as an HR system writes it: its own headers, departments, a title to go by. */
async function hrExport(name: string, newcomers: number) {
  const head = ['PERSON', 'FIRSTNAME', 'LASTNAME', 'EMAIL', 'STATUS', 'MANAGER', 'DEPARTMENT', 'TITLE', 'COSTCENTER']
  const rows = Array.from({ length: newcomers }, (_, at) => [
    ...[`0${70_001 + at}`, ['Ada', 'Bo', 'Cem'][at % 3]!, `Newcomer ${at}`, `new${at}@example.com`, 'active'],
    ...['000001', at < 6 ? 'Change Delivery' : 'Benefits', at % 2 ? 'PMO Manager' : 'Clerk', `CC${at}`],
  ])
  const file = path.join(app.folder, name)
  await writeFile(file, await writeXlsx({ sheets: [{ name: 'Employees', rows: [head, ...rows] }] }))
  return file
}

test('a workbook with headers of its own is mapped once and remembered', async ({ browser, problems }) => {
  const page = await openAsHr(browser, problems)
  await upload(page, await hrExport('hris.xlsx', 12))
  await expect(headline(page)).toHaveText('12 people in one file: every column has its place.', job)
  await page.getByLabel('Employee id').selectOption('PERSON')
  await expect(page.getByRole('row', { name: /Employee id/ })).toContainText('070001 · 070002 · 070003')
  await expect(page.getByRole('row', { name: /^Name/ })).toContainText('Ada Newcomer 0 · Bo Newcomer 1')
  await expect(page.getByText('Kept out, 1 column: COSTCENTER')).toBeVisible()
  await page.getByLabel('Remember these columns as').fill('Our HRIS')
  expect(await violationsOn(page)).toEqual([])
  await page.getByRole('button', { name: 'Try this file' }).click()
  await expect(headline(page)).toHaveText('12 people in one file: ready to commit.', job)
  await page.getByRole('button', { name: 'Commit 12 people' }).click()
  await expect(headline(page)).toHaveText(/^12 people came in on /, job)
  await page.goto('/people?search=070001')
  await expect(page.getByRole('row', { name: /Ada Newcomer 0/ })).toBeVisible()

  await page.goto('/admin/import')
  await page.getByLabel('Drop files here, or').setInputFiles(await hrExport('hris-again.xlsx', 13))
  await page.getByLabel('They come from').selectOption('Our HRIS')
  await page.getByRole('button', { name: 'Read one file' }).click()
  await expect(headline(page)).toHaveText('13 people in one file: ready to commit.', job)
  await expect(page.getByRole('row', { name: /^People 13 1 0/ })).toBeVisible()
  await page.getByRole('button', { name: 'Discard' }).click()
  await expect(headline(page)).toHaveText('Discarded. Nothing was written.')
  await page.context().close()
})

test('the last import is undone by keyboard, and nothing of it stays', async ({ browser, problems }) => {
  const page = await openAsHr(browser, problems, { width: 390, height: 844 })
  await page.goto('/admin/import')
  await page
    .getByRole('row', { name: /Committed/ })
    .first()
    .getByRole('link')
    .click()
  await expect(headline(page)).toHaveText(/^12 people came in on /)
  const sideways = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(await sideways()).toBe(0)
  const undo = page.getByRole('button', { name: 'Undo this import' })
  await undo.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByText(/^Everything goes back to how it was before/)).toBeFocused()
  await page.getByRole('button', { name: 'Keep the import' }).press('Enter')
  await expect(undo).toBeFocused()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Undo it now' }).press('Enter')
  await expect(headline(page)).toHaveText(/^Taken back on .*: 12 people\.$/, job)
  await page.goto('/people')
  await expect(headline(page)).toHaveText('You may see 1,000 people.')
  await page.goto('/admin/import')
  await expect(page.getByRole('row', { name: /12 people.*Undone/ })).toBeVisible()
  expect(await sideways()).toBe(0)
  await page.context().close()
})

/** As Lattice exports people: no ids, managers by e-mail and after their people, one who left. */
const lattice = `Name,Email,Manager Email,Department,Title,Start Date,Status
Kai Brandt,kai.brandt@example.com,LENA.FROST@EXAMPLE.COM,Change Delivery,PMO Manager,2024-03-01,Active
Mira Solberg,mira.solberg@example.com,Lena.Frost@example.com,Change Delivery,Analyst,2025-01-15,Active
Lena Frost,lena.frost@example.com,p000001@example.com,Change Delivery,Head of PMO,2020-05-04,Active
Gone Long,gone.long@example.com,lena.frost@example.com,Archive,Clerk,1999-01-04,Terminated
`

test('Lattice’s own export comes in after one look: managers by e-mail, e-mails for ids, no leavers', async ({
  browser,
  problems,
}) => {
  const page = await openAsHr(browser, problems)
  const file = path.join(app.folder, 'lattice.csv')
  await writeFile(file, lattice)
  await upload(page, file)
  await expect(headline(page)).toHaveText('4 people in one file: every column has its place.', job)
  const column = (ours: RegExp) => page.getByRole('row', { name: ours })
  await expect(column(/^Manager/)).toContainText('LENA.FROST@EXAMPLE.COM')
  await expect(column(/^E-mail/)).toContainText('kai.brandt@example.com')
  await expect(column(/^Hired on|^Start|^Hire/)).toContainText('2024-03-01')
  expect(await violationsOn(page)).toEqual([])
  await page.getByRole('button', { name: 'Try this file' }).click()
  await expect(headline(page)).toHaveText('4 people in one file: ready to commit.', job)
  await page.getByRole('button', { name: /^Commit 3 / }).click()
  await expect(headline(page)).toHaveText(/^\d people came in on /, job)
  await page.goto('/people?search=Kai%20Brandt')
  await expect(page.getByRole('row', { name: /Kai Brandt/ })).toContainText('Lena Frost')
  await page.goto('/people?search=lena.frost%40example.com')
  await page.getByRole('link', { name: 'Lena Frost' }).click()
  await expect(page.getByText('Kai Brandt').first()).toBeVisible()
  await expect(page.getByText('Mira Solberg').first()).toBeVisible()
  await page.goto('/people?search=Gone%20Long')
  await expect(page.getByText('Nobody matches')).toBeVisible()
  await page.context().close()
})

test('over the sample everything is tried and nothing kept; files that cannot be are named at once', async ({
  as: who,
}) => {
  const page = await who('hr')
  await page.goto('/admin/import')
  await expect(page.getByText('This is the sample organisation')).toBeVisible()
  const input = page.getByLabel('Drop files here, or')
  await input.setInputFiles({ name: 'people.xls', mimeType: '', buffer: Buffer.from('x') })
  await expect(page.getByText('people.xls is neither CSV nor .xlsx.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Read one file' })).toBeDisabled()
  await page.getByRole('button', { name: 'Leave out people.xls' }).click()
  await expect(input).toBeFocused()
  const row = 'employee_id,name,unit_id,manager_id,assessed\nE0900,Ada Obi,U10,E0004,no\n'
  await input.setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(row) })
  await page.getByRole('button', { name: 'Read one file' }).click()
  await expect(headline(page)).toHaveText('1 person in one file: ready to commit.', job)
  await expect(page.getByText('The sample organisation keeps nothing')).toBeVisible()
  await expect(page.getByRole('button', { name: /^Commit/ })).toHaveCount(0)
  await page.getByRole('button', { name: 'Discard' }).click()
  await expect(headline(page)).toHaveText('Discarded. Nothing was written.')
})
