import type { OpenAPI } from '@orpc/openapi'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { token } from '@/db/schema'
import { createTestDatabase, type TestDatabase } from '@/db/test-database'
import { tokenScopes } from '@/db/values'
import { hashOf } from '@/lib/access/secrets'
import { operationsOf } from './document'
import type { Schema } from './example'
import { pick, type Random, seeded, valueFor } from './fuzz.fixtures'
import { administratorId, cast, employeeIdOf, matrixDay, plantMatrix } from './matrix-organisation'
import { describeApi } from './open-api'
import { answerRest } from './rest'

process.env.AUTH_SECRET = 'a secret for tests only'
process.env.PUBLIC_URL = 'https://gravitas.example'

/** Requests for each operation; FUZZ_ROUNDS for more. */
const rounds = Number(process.env.FUZZ_ROUNDS ?? 60)
const callers = { hr: cast.hr.id, head: cast.head.id, manager: cast.manager.id, admin: administratorId }
type Caller = keyof typeof callers
const known = [employeeIdOf('employee'), employeeIdOf('hr'), 'A', 'R', 'c1', 'p1', '2026-H2', matrixDay, 'none such']

let planted: TestDatabase
const document = JSON.parse(JSON.stringify(await describeApi())) as OpenAPI.Document
const operations = [...operationsOf(document)]

beforeAll(async () => {
  planted = await createTestDatabase()
  await plantMatrix(planted)
})
afterAll(() => planted.drop())

/** One token a batch: nobody may ask more often than a minute allows. */
async function tokenOf(caller: Caller, batch: string): Promise<string> {
  const publicId = hashOf(`${caller} ${batch}`)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '0')
    .slice(0, 16)
  const secret = publicId.padEnd(43, 'x')
  const life = { scopes: [...tokenScopes], expiresAt: sql`now() + interval '1 day'` }
  await planted.database.asJob('command', (db) =>
    db.insert(token).values({
      ...life,
      hat: caller === 'admin' ? 'administrator' : 'work',
      accountId: callers[caller],
      publicId,
      secretHash: hashOf(secret),
    }),
  )
  return `Bearer tok_${publicId}_${secret}`
}

const parametersOf = (operation: OpenAPI.OperationObject) =>
  (operation.parameters ?? []).flatMap((one) => ('in' in one ? [one] : []))

function requestFor({ path, method, operation }: (typeof operations)[number], random: Random, authorization: string) {
  const query = new URLSearchParams()
  let place = path
  for (const { name, in: where, required, schema } of parametersOf(operation)) {
    if (!required && random() < 0.5) continue
    const value = valueFor((schema ?? {}) as Schema, random, known)
    const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
    if (where === 'path') place = place.replace(`{${name}}`, encodeURIComponent(Buffer.from(text).toString()) || '%20')
    else query.append(name, text)
  }
  if (random() < 0.05) query.append('unasked', '1')
  const body = bodyFor(operation, random)
  const headers = new Headers({
    authorization,
    'content-type': pick(random, [...Array(19).fill('application/json'), 'text/plain']),
  })
  if (random() < 0.95) headers.set('idempotency-key', crypto.randomUUID())
  const url = `https://gravitas.example/api/v1${place}${query.size > 0 ? `?${query}` : ''}`
  return new Request(url, { method: method.toUpperCase(), headers, body: method === 'get' ? undefined : body })
}

function bodyFor(operation: OpenAPI.OperationObject, random: Random): string | undefined {
  const content = operation.requestBody && 'content' in operation.requestBody ? operation.requestBody.content : {}
  const schema = (content['application/json'] ?? content['multipart/form-data'])?.schema
  if (random() < 0.03) return pick(random, ['', '{', '[', 'null', '"x"', '{"a":', '\0'])
  return schema && JSON.stringify(valueFor(schema as Schema, random, known))
}

/** What an answer of this status must look like; undefined: not documented. */
function shapeOf(operation: OpenAPI.OperationObject, status: number): z.ZodType | 'not json' | undefined {
  const answer = operation.responses?.[String(status)]
  if (!answer) return undefined
  if ('$ref' in answer) return z.object({ code: z.string(), status: z.literal(status), message: z.string().min(1) })
  const json = answer.content?.['application/json']?.schema
  return json ? z.fromJSONSchema(json as Parameters<typeof z.fromJSONSchema>[0]) : 'not json'
}

describe('whatever is sent, the answer is documented, fits its schema and is nobody’s accident', () => {
  test.each(operations.map((one) => [`${one.method} ${one.path}`, one] as const))('%s', async (label, one) => {
    const quiet = vi.spyOn(console, 'error').mockImplementation(() => {})
    const seen = new Map<number, number>()
    for (const [index, caller] of (Object.keys(callers) as Caller[]).entries()) {
      const authorization = await tokenOf(caller, label)
      const random = seeded(label.length * 7919 + index)
      for (let round = 0; round < Math.ceil(rounds / 4); round++) {
        const request = requestFor(one, random, authorization)
        const told = `${request.method} ${request.url}`
        const response = await answerRest(request, planted.database)
        const text = await response.text()
        const shape = shapeOf(one.operation, response.status)
        expect(shape, `${told}: ${response.status} is not documented: ${text.slice(0, 300)}`).toBeDefined()
        if (shape === 'not json' || !shape) continue
        const { error } = shape.safeParse(JSON.parse(text))
        expect(error?.issues ?? [], told).toEqual([])
        seen.set(response.status, (seen.get(response.status) ?? 0) + 1)
      }
    }
    expect(quiet.mock.calls, label).toEqual([])
    quiet.mockRestore()
    expect([...seen.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0)
  })
})

test.each(operations.filter(({ method }) => method === 'get').map((one) => [one.path, one] as const))(
  '%s refuses a key it does not know',
  async (path, { operation }) => {
    const needed = parametersOf(operation).filter(({ required, in: where }) => required && where === 'query')
    const place = path.replaceAll(/\{\w+\}/g, 'x')
    const query = new URLSearchParams([...needed.map(({ name }) => [name, 'A']), ['nonsense', '1']])
    const statuses: number[] = []
    for (const caller of Object.keys(callers) as Caller[]) {
      const headers = { authorization: await tokenOf(caller, `unknown ${path}`) }
      const url = `https://gravitas.example/api/v1${place}?${query}`
      const response = await answerRest(new Request(url, { headers }), planted.database)
      statuses.push(response.status)
      const body = await response.text()
      if (response.status === 400) expect(body).toContain('nonsense')
    }
    expect(statuses.filter((status) => status !== 403)).not.toEqual([])
    expect(new Set(statuses.filter((status) => status !== 403))).toEqual(new Set([400]))
  },
)
