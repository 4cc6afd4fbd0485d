import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from '@playwright/test'
import { violationsOn } from './clean'
import { expect, test } from './fixtures'

/** A receiver on this machine, as the suite's WEBHOOK_NETWORKS allows it: it notes what comes and answers as told. */
const got: { headers: IncomingMessage['headers']; body: string }[] = []
let status = 204
let receiver: Server
let address = ''

test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  receiver = createServer(async (request, response) => {
    let body = ''
    for await (const part of request) body += part
    got.push({ headers: request.headers, body })
    response.writeHead(status).end()
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => receiver.once('listening', resolve))
  address = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/gravitas`
})
test.afterAll(() => receiver.close())

/** A worker that was busy when it was woken looks again after 15 seconds. */
const sent = expect.configure({ timeout: 40_000 })
const host = () => new URL(address).host
const headline = (page: Page) => page.getByRole('heading', { level: 1 })

/** As a receiver checks it: by the words of the API's documentation. */
function isSignedBy(secret: string, { headers, body }: (typeof got)[number]) {
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
  return headers['webhook-signature'] === `v1,${createHmac('sha256', key).update(signed).digest('base64')}`
}

async function isSound(page: Page) {
  expect(await violationsOn(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0)
}

async function open(page: Page) {
  await page.goto('/admin/webhooks')
  await page.getByRole('link', { name: host() }).click()
  await expect(page).toHaveURL(/\/admin\/webhooks\/[0-9a-f-]{36}$/)
}

test.describe('refused addresses', () => {
  test.use({ expected: [/status of 400/] })
  test('HR adds a receiver; what cannot be is said beside its field, and the secret shows once', async ({ as }) => {
    const page = await as('hr')
    await page.goto('/admin/webhooks')
    await expect(headline(page)).toHaveText('No other system is told what happens here.')
    await page.getByRole('button', { name: 'Add a webhook' }).click()
    const dialog = page.getByRole('dialog', { name: 'Add a webhook' })
    await dialog.getByRole('button', { name: 'Add and show the secret' }).click()
    await expect(dialog.getByText(/^Enter the whole address/)).toBeVisible()
    await expect(dialog.getByText('Choose at least one event.')).toBeVisible()
    await isSound(page)
    await dialog.getByLabel('Address', { exact: true }).fill('https://10.0.0.1/gravitas')
    await dialog.getByLabel('somebody moves').check()
    await dialog.getByRole('button', { name: 'Add and show the secret' }).click()
    await expect(dialog.getByText(/The receiver is not in the public network/)).toBeVisible()
    await expect(dialog.getByLabel('somebody moves')).toBeChecked()
    await dialog.getByLabel('Address', { exact: true }).fill(address)
    await dialog.getByRole('button', { name: 'Add and show the secret' }).click()
    const secret = await page.getByLabel('Secret', { exact: true }).innerText()
    expect(secret).toMatch(/^whsec_/)
    await page.getByRole('button', { name: 'Done' }).click()
    await expect(page.getByText(secret)).toHaveCount(0)
    await expect(headline(page)).toHaveText('One system is told what happens here.')
    await expect(page.getByRole('row', { name: new RegExp(host()) })).toContainText('Nothing sent yet')
    await isSound(page)

    await open(page)
    await expect(page.getByText('No message yet')).toBeVisible()
    await page.getByRole('button', { name: 'Send a test message' }).click()
    await expect(page.getByRole('row', { name: /^Test message/i })).toContainText('Delivered, answer 204')
    await sent(headline(page)).toHaveText(`${host()} answers.`)
    expect(got.map((one) => [isSignedBy(secret, one), JSON.parse(one.body).type])).toEqual([[true, 'webhook.tested']])
  })
})

test('a failure shows with its answer and its next attempt, is sent again by hand, with a new secret', async ({
  as,
}) => {
  const page = await as('administrator', { viewport: { width: 390, height: 844 } })
  await open(page)
  status = 503
  got.length = 0
  await page.getByRole('button', { name: 'Send a test message' }).click()
  const row = page.getByRole('row', { name: /The receiver answered 503/ })
  await sent(row).toContainText('Next attempt')
  await expect(headline(page)).toHaveText(`${host()} does not answer.`)
  await isSound(page)

  await page.getByRole('button', { name: 'New secret' }).click()
  await page.getByRole('button', { name: 'Make the new secret' }).click()
  const secret = await page.getByLabel('Secret', { exact: true }).innerText()
  await page.getByRole('button', { name: 'Done' }).click()
  status = 200
  await page
    .getByRole('button', { name: /^Send again: test message/ })
    .first()
    .click()
  await expect(page.getByText('It is sent again now.')).toBeVisible()
  await expect(page.getByRole('row', { name: /The receiver answered 503/ })).toHaveCount(0)
  await sent(headline(page)).toHaveText(`${host()} answers.`)
  expect(new Set(got.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
  expect(isSignedBy(secret, got.at(-1)!)).toBe(true)
  expect(isSignedBy(secret, got[0]!)).toBe(false)
})

test('by keyboard it is paused, let go on, changed and removed', async ({ as }) => {
  const page = await as('hr')
  await open(page)
  await page.getByRole('button', { name: 'Pause' }).press('Enter')
  await expect(headline(page)).toHaveText(`${host()} is paused.`)
  await expect(page.getByText('Paused. What waits is kept.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Send a test message' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Let it go on' }).press('Enter')
  await expect(headline(page)).toHaveText(`${host()} answers.`)
  await page.getByRole('button', { name: 'Change', exact: true }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Change the webhook' })
  await dialog.getByLabel('a unit is added').press('Space')
  await dialog.getByRole('button', { name: 'Keep the change' }).press('Enter')
  await expect(page.getByText('The change is kept.')).toBeVisible()
  await expect(page.getByRole('definition').filter({ hasText: /a unit is added/i })).toBeVisible()
  await page.getByRole('button', { name: 'Remove', exact: true }).press('Enter')
  await page.getByRole('button', { name: 'Remove the webhook' }).press('Enter')
  await expect(page).toHaveURL(/\/admin\/webhooks$/)
  await expect(headline(page)).toHaveText('No other system is told what happens here.')
})
