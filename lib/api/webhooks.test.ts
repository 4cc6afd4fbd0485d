import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { auditEntry, idempotencyKey, token } from '@/db/schema'
import { createTestDatabase, type TestDatabase } from '@/db/test-database'
import { hashOf } from '@/lib/access/secrets'
import { deliverWebhooks } from '@/lib/webhooks/deliver'
import { administratorId, cast, employeeIdOf, plantMatrix } from './matrix-organisation'
import { answerRest } from './rest'

process.env.AUTH_SECRET = 'a secret for tests only'
process.env.PUBLIC_URL = 'https://gravitas.example'
process.env.WEBHOOK_NETWORKS = '127.0.0.1'

interface Got {
  headers: IncomingMessage['headers']
  body: string
}
let planted: TestDatabase
let got: Got[] = []
let answer = { status: 204, location: '' }
let address = ''
const receiver = createServer((request, response) => {
  let body = ''
  request.on('data', (part) => {
    body += part
  })
  request.on('end', () => {
    got.push({ headers: request.headers, body })
    response.writeHead(answer.status, answer.location ? { location: answer.location } : {}).end()
  })
})

/** As a receiver finds out, by the standard's own words. */
function isSignedBy(secret: string, { headers, body }: Got) {
  const key = Buffer.from(secret.slice(6), 'base64')
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
  return headers['webhook-signature'] === `v1,${createHmac('sha256', key).update(signed).digest('base64')}`
}

const secretOf = (who: string) => who.padEnd(43, '_')
const hatFor = (who: string) => (who === 'admin' ? 'administrator' : 'work') as 'administrator' | 'work'
const publicIdOf = (who: string) => who.padEnd(16, '0')

beforeAll(async () => {
  planted = await createTestDatabase()
  await plantMatrix(planted)
  await planted.database.asJob('command', async (db) => {
    const life = { scopes: ['read', 'write'] as ('read' | 'write')[], expiresAt: sql`now() + interval '1 day'` }
    const holders = { hr: cast.hr.id, admin: administratorId, employee: cast.employee.id }
    for (const [who, accountId] of Object.entries(holders)) {
      await db
        .insert(token)
        .values({ ...life, accountId, hat: hatFor(who), publicId: publicIdOf(who), secretHash: hashOf(secretOf(who)) })
    }
  })
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  address = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`
})
afterAll(async () => {
  receiver.close()
  await planted.drop()
})
beforeEach(() => {
  got = []
  answer = { status: 204, location: '' }
})

async function call(who: string, method: string, path: string, body?: object) {
  const headers = {
    authorization: `Bearer tok_${publicIdOf(who)}_${secretOf(who)}`,
    'content-type': 'application/json',
    'idempotency-key': crypto.randomUUID(),
  }
  const init = { method, headers, body: body && JSON.stringify(body) }
  const response = await answerRest(new Request(`https://gravitas.example/api/v1${path}`, init), planted.database)
  return { status: response.status, body: (await response.json()) as Record<string, never> & { message: string } }
}

const add = async (events = ['person.added'], url = address) =>
  (await call('hr', 'POST', '/webhooks', { url, events })).body as unknown as {
    id: string
    secret: string
    version: number
  }
const deliveries = async (id: string) =>
  (await call('hr', 'GET', `/webhooks/${id}/deliveries`)).body.deliveries as unknown as Record<string, unknown>[]
const happen = (action: string, subjectId: number = cast.employee.id) =>
  planted.database.asJob('command', (db) =>
    db.insert(auditEntry).values({ actor: 'command', action, subject: 'person', subjectId: String(subjectId) }),
  )
const soon = () =>
  planted.database.asJob('webhook', (db) => db.execute(sql`update webhook_delivery set next_at = now()`))
const remove = async (id: string) => (await call('hr', 'DELETE', `/webhooks/${id}`)).status

test('a deed reaches whoever asked for it, signed, with public ids and nothing else', async () => {
  const hook = await add()
  const other = await add(['grant.confirmed'])
  await happen('person.added')
  expect(await deliverWebhooks(planted.database)).toBe(1)
  const [{ headers, body }] = got as [Got]
  const message = JSON.parse(body)
  expect(message).toEqual({
    id: headers['webhook-id'],
    type: 'person.added',
    at: expect.stringMatching(/Z$/),
    subject: { kind: 'person', id: employeeIdOf('employee') },
  })
  expect(isSignedBy(hook.secret, { headers, body })).toBe(true)
  expect(await deliveries(hook.id)).toMatchObject([
    { status: 'delivered', attempts: 1, answeredWith: 204, nextAt: null },
  ])
  expect(await deliveries(other.id)).toEqual([])
  expect(await deliverWebhooks(planted.database)).toBe(0)
  await Promise.all([remove(hook.id), remove(other.id)])
})

test('a failing receiver is tried again with the same id until it has failed for good, and can be asked for again', async () => {
  const hook = await add()
  answer.status = 503
  await happen('person.added')
  const attempts: number[] = []
  for (let at = 0; at < 12; at++) {
    await soon()
    attempts.push(await deliverWebhooks(planted.database))
  }
  expect(attempts).toEqual([...Array(10).fill(1), 0, 0])
  expect(new Set(got.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
  const [failed] = (await deliveries(hook.id)) as [{ id: string }]
  expect(failed).toMatchObject({
    status: 'failed',
    attempts: 10,
    answeredWith: 503,
    problem: 'answered',
  })
  answer.status = 200
  expect((await call('hr', 'POST', `/webhooks/${hook.id}/deliveries/${failed.id}/redeliver`)).status).toBe(200)
  expect(await deliverWebhooks(planted.database)).toBe(1)
  expect(await deliveries(hook.id)).toMatchObject([{ status: 'delivered' }])
  expect((await call('hr', 'GET', '/webhooks')).body.webhooks).toMatchObject([{ id: hook.id, failingSince: null }])
  await remove(hook.id)
})

test('a redirect is an answer, not a way on', async () => {
  const hook = await add()
  answer = { status: 302, location: 'http://169.254.169.254/' }
  await happen('person.added')
  await deliverWebhooks(planted.database)
  expect(got).toHaveLength(1)
  expect(await deliveries(hook.id)).toMatchObject([{ status: 'waiting', answeredWith: 302 }])
  await remove(hook.id)
})

test('five days of failures pause it; going on tries what waits', async () => {
  const hook = await add()
  answer.status = 500
  await happen('person.added')
  await deliverWebhooks(planted.database)
  await planted.database.asJob('webhook', (db) =>
    db.execute(sql`update webhook set failing_since = now() - interval '6 days'`),
  )
  await soon()
  await deliverWebhooks(planted.database)
  const [paused] = (await call('hr', 'GET', '/webhooks')).body.webhooks as unknown as [
    { version: number; pausedAt: string },
  ]
  expect(paused.pausedAt).toMatch(/Z$/)
  await soon()
  expect(await deliverWebhooks(planted.database)).toBe(0)
  answer.status = 200
  const change = { version: paused.version, isPaused: false }
  expect((await call('admin', 'PATCH', `/webhooks/${hook.id}`, change)).body).toMatchObject({ pausedAt: null })
  expect((await call('hr', 'PATCH', `/webhooks/${hook.id}`, change)).status).toBe(409)
  expect(await deliverWebhooks(planted.database)).toBe(1)
  await remove(hook.id)
})

test('two instances send each message once', async () => {
  const hook = await add()
  for (let at = 0; at < 30; at++) await happen('person.added', cast.peer.id)
  await Promise.all([deliverWebhooks(planted.database), deliverWebhooks(planted.database)])
  expect(new Set(got.map(({ headers }) => headers['webhook-id'])).size).toBe(30)
  expect(got).toHaveLength(30)
  await remove(hook.id)
})

test('a test goes to one receiver alone', async () => {
  const [one, other] = [await add(), await add()]
  await call('hr', 'POST', `/webhooks/${one.id}/test`)
  await deliverWebhooks(planted.database)
  expect(got.map(({ body }) => JSON.parse(body).type)).toEqual(['webhook.tested'])
  expect(await deliveries(other.id)).toEqual([])
  await Promise.all([remove(one.id), remove(other.id)])
})

test.each([
  ['https://10.0.0.1/x', /public network/],
  ['https://[::1]/', /public network/],
  ['http://8.8.8.8/', /https only/],
  ['https://name:word@8.8.8.8/', /name or password/],
  ['ftp://8.8.8.8/', /url/],
])('%s is refused with a sentence', async (url, sentence) => {
  const { status, body } = await call('hr', 'POST', '/webhooks', { url, events: ['person.added'] })
  expect([status, body.message]).toEqual([400, expect.stringMatching(sentence)])
})

test('only HR and administrators; the secret is never read again', async () => {
  expect((await call('employee', 'GET', '/webhooks')).status).toBe(403)
  const hook = await add()
  expect(JSON.stringify((await call('admin', 'GET', '/webhooks')).body)).not.toMatch(/secret|whsec/)
  const read = planted.database.asViewer({ personId: cast.hr.id, persona: 'p_hr', readOnly: true }, (db) =>
    db.execute(sql`select secret from webhook`),
  )
  await expect(read).rejects.toMatchObject({ code: '42501' })
  await remove(hook.id)
})

test('a new secret signs from now on, what is tried again too; neither is kept where repetitions are', async () => {
  const hook = await add()
  answer.status = 401
  await happen('person.added')
  await deliverWebhooks(planted.database)
  const path = `/webhooks/${hook.id}/secret`
  expect((await call('hr', 'POST', path, { version: hook.version + 1 })).status).toBe(409)
  expect((await call('employee', 'POST', path, { version: hook.version })).status).toBe(403)
  const renewed = (await call('admin', 'POST', path, { version: hook.version })).body as unknown as typeof hook
  expect(renewed.secret).toMatch(/^whsec_/)
  expect(renewed.secret).not.toBe(hook.secret)
  expect(renewed.version).toBe(hook.version + 1)
  answer.status = 200
  await soon()
  await deliverWebhooks(planted.database)
  const signers = got.map((one) => [hook, renewed].filter(({ secret }) => isSignedBy(secret, one)))
  expect(signers).toEqual([[hook], [renewed]])
  const asHr = { personId: cast.hr.id, persona: 'p_hr', readOnly: true } as const
  const asAdministrator = { personId: administratorId, persona: 'p_admin', readOnly: true } as const
  for (const who of [asHr, asAdministrator]) {
    const kept = await planted.database.asViewer(who, (db) => db.select().from(idempotencyKey))
    expect(kept.length).toBeGreaterThan(0)
    expect(JSON.stringify(kept)).not.toContain('whsec_')
  }
  await remove(hook.id)
})

test('the list tells of each how many wait and how the newest message went', async () => {
  const hook = await add()
  const shown = async () => (await call('admin', 'GET', `/webhooks/${hook.id}`)).body
  expect(await shown()).toMatchObject({ waiting: 0, last: null })
  await happen('person.added')
  await happen('person.added')
  expect(await shown()).toMatchObject({ waiting: 2, last: { status: 'waiting', attempts: 0, event: 'person.added' } })
  await deliverWebhooks(planted.database)
  expect(await shown()).toMatchObject({ waiting: 0, last: { status: 'delivered', answeredWith: 204 } })
  expect((await call('hr', 'GET', '/webhooks')).body.webhooks).toEqual([await shown()])
  await remove(hook.id)
})

test('after a change of AUTH_SECRET the owner is told what to do', async () => {
  const hook = await add()
  await happen('person.added')
  vi.stubEnv('AUTH_SECRET', 'another secret')
  await deliverWebhooks(planted.database)
  vi.unstubAllEnvs()
  expect(got).toEqual([])
  expect(await deliveries(hook.id)).toMatchObject([{ problem: 'other-secret' }])
  await remove(hook.id)
})
