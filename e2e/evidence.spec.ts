import { crc32, deflateSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { expect, hearsKeys, test } from './fixtures'
import { ask, startCycle } from './start-cycle'

const samuel = 'E0134'
const addressOf = (cycle: string, rest = '') => `/assessments/${encodeURIComponent(cycle)}/${samuel}${rest}`
const title = (page: Page) => page.getByRole('heading', { level: 1 })
const panel = (page: Page) => page.getByRole('region', { name: 'Your evidence' })
interface List {
  evidence: { id: string; title: string; kind: string; isOwn: boolean; file: { name: string } | null }[]
}
const listed = async (page: Page) => (await ask<List>(page, 'evidence/list', { employeeId: samuel })).evidence

function chunk(kind: string, bytes: Buffer) {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), bytes])
  const number = (value: number) => Buffer.from([24, 16, 8, 0].map((by) => (value >>> by) & 255))
  return Buffer.concat([number(bytes.length), body, number(crc32(body))])
}
/** A picture of one point that carries a place in a note, as cameras do. */
const picture = Buffer.concat([
  Buffer.from('89504e470d0a1a0a', 'hex'),
  chunk('IHDR', Buffer.from('00000001000000010802000000', 'hex')),
  chunk('tEXt', Buffer.from('Comment\0taken at the pit head', 'latin1')),
  chunk('IDAT', deflateSync(Buffer.from([0, 200, 100, 50]))),
  chunk('IEND', Buffer.alloc(0)),
])

/** Opens the form with E, names the piece and chooses where it is, all by keyboard. */
async function begin(page: Page, name: string, kind: string) {
  await page.keyboard.press('e')
  const dialog = page.getByRole('dialog', { name: 'Add evidence' })
  await expect(dialog).toBeVisible()
  await dialog.getByLabel('What is it?').focus()
  await page.keyboard.type(name)
  await dialog.getByRole('button', { name: kind, exact: true }).press('Space')
  return dialog
}

test.describe('evidence', () => {
  test.use({ expected: [/status of 40[034]|ERR_INTERNET_DISCONNECTED|Failed to fetch/] })

  test('words, an address and a picture by keyboard, one for two criteria; closed to the manager until both have submitted', async ({
    as,
  }) => {
    test.setTimeout(240_000)
    const cycle = await startCycle(await as('hr'), [samuel], { evidenceRule: 'flag' })
    const name = (words: string) => `${words} (${cycle})`
    const page = await as('employee')
    await page.goto(addressOf(cycle))
    await expect(title(page)).toHaveText('Strategic alignment')
    await expect(panel(page)).toContainText('Nothing is attached here.')

    const words = await begin(page, name('Board notes'), 'In words')
    await words.getByRole('textbox', { name: 'In words' }).focus()
    await page.keyboard.type('We stopped two projects.')
    await words.getByRole('button', { name: 'Attach it' }).press('Enter')
    await expect(
      panel(page)
        .getByRole('listitem')
        .filter({ hasText: name('Board notes') }),
    ).toContainText('this month')

    const link = await begin(page, name('Wiki page'), 'At an address')
    await link.getByLabel('Address').fill('https://wiki.example.com/alignment')
    await link.getByRole('button', { name: 'Attach it' }).press('Enter')
    await expect(panel(page).getByRole('link', { name: `Open the link of “${name('Wiki page')}”` })).toHaveAttribute(
      'rel',
      /noopener/,
    )

    const file = await begin(page, name('Photograph'), 'In a file')
    const choose = async (given: string, buffer: Buffer) => {
      const asked = page.waitForEvent('filechooser')
      await file.getByRole('button', { name: 'File', exact: true }).press('Enter')
      await (await asked).setFiles({ name: given, mimeType: 'application/pdf', buffer })
    }
    await choose('report.pdf', Buffer.from('4d5a90000300000004000000ffff0000', 'hex'))
    await file.getByRole('button', { name: 'Attach it' }).press('Enter')
    await expect(file.getByText(/^Send PDF, PNG, JPEG, DOCX, XLSX, PPTX or plain text/)).toBeVisible()
    await choose('photograph.pdf', picture)
    await file.getByRole('button', { name: 'Attach it' }).press('Enter')
    await expect(panel(page).getByRole('button', { name: 'Save the file photograph.png' })).toBeVisible()

    await page.keyboard.press('ArrowRight')
    await expect(title(page)).toHaveText('Demand and pipeline')
    await panel(page).getByText('Use a piece that is there').press('Enter')
    const use = panel(page).getByRole('button', { name: `Use “${name('Photograph')}” for Demand and pipeline` })
    await use.press('Enter')
    await expect(
      panel(page)
        .getByRole('listitem')
        .filter({ hasText: name('Photograph') }),
    ).toContainText('also used for Strategic alignment')

    const piece = (await listed(page)).find((one) => one.title === name('Photograph'))
    expect(piece?.file?.name).toBe('photograph.png')
    const download = page.waitForEvent('download')
    await panel(page).getByRole('button', { name: 'Save the file photograph.png' }).first().press('Enter')
    const saved = await (await (await download).createReadStream()).toArray()
    const bytes = Buffer.concat(saved)
    expect(bytes.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a')
    expect(bytes.toString('latin1')).not.toContain('pit head')

    const manager = await as('manager')
    await manager.goto('/account')
    expect((await listed(manager)).filter((one) => one.title.includes(cycle))).toEqual([])
    const { criteria } = await answerAll(page, cycle, 3)
    await page.goto(`${addressOf(cycle)}?at=:review`)
    const lacking = page.getByRole('list', { name: 'no evidence' })
    await expect(page.getByText(`${criteria - 2} levels of 3 or above have no dated evidence.`)).toBeVisible()
    await expect(lacking.getByRole('button')).toHaveCount(criteria - 2)
    await expect(lacking.getByRole('button', { name: 'Demand and pipeline' })).toHaveCount(0)

    await submit(page, cycle)
    expect((await listed(manager)).filter((one) => one.title.includes(cycle))).toEqual([])
    await answerAll(manager, cycle, 2)
    await submit(manager, cycle)
    await manager.goto(addressOf(cycle, '/compare?criterion=demand-pipeline'))
    await expect(manager.getByText(new RegExp(`^ ?Photograph \\(${cycle}\\), \\d+ Nov 2026`))).toBeVisible()
    await expect(manager.getByText(/Evidence: none attached/)).toBeVisible()
    await expect(manager.locator('[aria-busy="true"]')).toHaveCount(0)
    const there = manager.waitForEvent('download')
    await manager.getByRole('button', { name: 'Save the file photograph.png' }).press('Enter')
    expect((await there).suggestedFilename()).toBe('photograph.png')
  })

  test('a cycle that enforces it lets nobody hand in a level of 3 without; on a phone the panel stands under the ladder', async ({
    as,
  }) => {
    test.setTimeout(180_000)
    const cycle = await startCycle(await as('hr'), [samuel], { evidenceRule: 'enforce' })
    const page = await as('employee', { viewport: { width: 390, height: 844 } })
    await page.goto(addressOf(cycle))
    await expect(title(page)).toHaveText('Strategic alignment')
    const [ladder, below] = await Promise.all([page.getByRole('radiogroup').boundingBox(), panel(page).boundingBox()])
    expect(below!.y).toBeGreaterThanOrEqual(ladder!.y + ladder!.height)
    await expect(panel(page)).toContainText('in delivery posts before joining')
    await answerAll(page, cycle, 2, 3)
    await page.goto(`${addressOf(cycle)}?at=:review`)
    await expect(page.getByText(/One level of 3 or above has no dated evidence. This cycle needs it/)).toBeVisible()
    await expect(page.getByRole('button', { name: 'Submit', exact: true })).toBeDisabled()
    await hearsKeys(page)
    await page.getByRole('list', { name: 'no evidence' }).getByRole('button').press('Enter')
    const dialog = await begin(page, `Minutes (${cycle})`, 'In words')
    await dialog.getByRole('textbox', { name: 'In words' }).fill('Here is what came of it.')
    await dialog.getByRole('button', { name: 'Attach it' }).press('Enter')
    await expect(panel(page)).toContainText(`Minutes (${cycle})`)
    await page.goto(`${addressOf(cycle)}?at=:review`)
    await expect(page.getByRole('list', { name: 'no evidence' })).toHaveCount(0)
    await expect(page.getByRole('button', { name: 'Submit', exact: true })).toBeEnabled()
  })

  test('without a connection the panel says so, and comes back with it', async ({ as }) => {
    const cycle = await startCycle(await as('hr'), [samuel])
    const page = await as('employee')
    await page.goto(addressOf(cycle))
    await expect(panel(page).getByRole('button', { name: 'Add evidence' })).toBeVisible()
    await page.context().setOffline(true)
    await expect(panel(page)).toContainText('Evidence needs a connection.')
    await expect(panel(page).getByRole('button', { name: 'Add evidence' })).toHaveCount(0)
    await page.context().setOffline(false)
    await expect(panel(page).getByRole('button', { name: 'Add evidence' })).toBeVisible()
  })
})

interface Form {
  domains: { criteria: { key: string }[] }[]
  form: { version: number } | null
  answers: { criterion: string; version: number }[]
}
const formOf = (page: Page, cycle: string) => ask<Form>(page, 'assessments/get', { cycle, employeeId: samuel })

/** One level on every criterion, or another one on the first. */
async function answerAll(page: Page, cycle: string, level: number, first = level) {
  await ask(page, 'assessments/begin', { cycle, employeeId: samuel })
  const { domains } = await formOf(page, cycle)
  const criteria = domains.flatMap((domain) => domain.criteria)
  for (const [place, { key }] of criteria.entries()) {
    const given = { kind: 'rated', level: place === 0 ? first : level, comment: '', basis: null, version: 0 }
    await ask(page, 'assessments/answer', { cycle, employeeId: samuel, criterion: key, ...given })
  }
  return { criteria: criteria.length }
}

async function submit(page: Page, cycle: string) {
  const { form } = await formOf(page, cycle)
  await ask(page, 'assessments/submit', { cycle, employeeId: samuel, version: form?.version })
}
