import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { RouterClient } from '@orpc/server'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { session, token } from '@/db/schema'
import { sessionCookie } from '@/lib/access/cookies'
import { hashOf } from '@/lib/access/secrets'
import { cookieOf } from '@/lib/access/session-cookie'
import { smallTables } from '@/lib/exchange/files.fixtures'
import { workImports } from '@/lib/exchange/run-job'
import { createHouse, filesOf, type House, hrId } from '@/lib/exchange/runs.fixtures'
import { answerRest } from './rest'
import type { AppRouter } from './router'
import { answerRpc } from './rpc'

process.env.AUTH_SECRET = 'a secret for tests only'
process.env.PUBLIC_URL = 'https://gravitas.example'
const home = 'https://gravitas.example'
const secret = 's'.repeat(43)
let house: House
beforeAll(async () => {
  house = await createHouse()
  await house.base.database.asJob('command', async (db) => {
    const life = { accountId: hrId, expiresAt: sql`now() + interval '1 day'`, secretHash: hashOf(secret) }
    await db.insert(token).values([
      { ...life, publicId: 'i'.repeat(16), scopes: ['import'] },
      { ...life, publicId: 'r'.repeat(16), scopes: ['read', 'write'] },
    ])
    const ends = { endsAt: sql`now() + interval '1 hour'` }
    await db.insert(session).values({ ...ends, idHash: hashOf('here'), accountId: hrId, hat: 'work' })
  })
})
afterAll(() => house.base.drop())

const keyOf = () => crypto.randomUUID()
interface Ask {
  who?: string
  key?: string
  method?: string
}
function rest(address: string, body?: BodyInit, { who = 'i', key = keyOf(), method }: Ask = {}): Promise<Response> {
  const headers = new Headers({ 'idempotency-key': key })
  if (who) headers.set('authorization', `Bearer tok_${who.repeat(16)}_${secret}`)
  if (typeof body === 'string') headers.set('content-type', 'application/json')
  const how = { method: method ?? (body === undefined ? 'GET' : 'POST'), headers, body }
  return answerRest(new Request(`${home}/api/v1${address}`, how), house.base.database)
}
const form = (files: readonly File[], fields: Record<string, string> = {}) => {
  const data = new FormData()
  for (const file of files) data.append('files', file)
  for (const [name, value] of Object.entries(fields)) data.set(name, value)
  return data
}
const runs = async () => (await house.read<object>('select id from import_run')).length
const small = () => {
  const { grants: _, ...tables } = smallTables()
  return filesOf(tables)
}

test('a script pushes files in one call, polls, reads the findings, and takes all back', async () => {
  const fields = { cycle: '2026-H2', effective: '2026-11-01', commit: 'true', fullList: 'false' }
  const made = await rest('/imports', form(small(), fields))
  expect(made.status).toBe(200)
  const { id, status, door } = (await made.json()) as { id: string; status: string; door: string }
  expect([status, door]).toEqual(['reading', 'api'])
  await house.work()
  const run = await (await rest(`/imports/${id}`)).json()
  expect(run).toMatchObject({
    status: 'committed',
    report: { changes: { people: { added: 6 }, ratings: { added: 6 } } },
  })
  const csv = await rest(`/imports/${id}/findings.csv`)
  expect(csv.headers.get('content-type')).toMatch(/^text\/csv/)
  expect(await csv.text()).toBe('file,row,column,severity,problem,remedy\n')
  const { imports } = (await (await rest('/imports?limit=1')).json()) as { imports: { id: string }[] }
  expect(imports.map((one) => one.id)).toEqual([id])
  const undo = await rest(`/imports/${id}/undo`, JSON.stringify({ version: run.version }))
  expect([undo.status, await undo.json()]).toMatchObject([200, { status: 'undoing' }])
  await house.work()
  expect(await (await rest(`/imports/${id}`)).json()).toMatchObject({ status: 'undone' })
})

test('one file alone will do', async () => {
  const made = await rest('/imports', form(small().slice(0, 1)))
  expect([made.status, await made.json()]).toMatchObject([200, { files: [{ name: 'units.csv' }] }])
})

test('a repeated key has one effect; other bytes under it are a conflict', async () => {
  const before = await runs()
  const [units, people] = small()
  const ask = { key: keyOf() }
  const first = await rest('/imports', form([units!]), ask)
  const again = await rest('/imports', form([units!]), ask)
  expect(await again.json()).toEqual(await first.json())
  expect((await rest('/imports', form([new File([people!], 'units.csv')]), ask)).status).toBe(409)
  expect(await runs()).toBe(before + 1)
})

const megabytes = (count: number) => new File([new Uint8Array(count * 1_000_000).fill(65)], 'people.csv')

test('uploads may have 10 MB and not more; nobody unknown fills our memory, and other addresses keep 1 MB', async () => {
  const before = await runs()
  expect((await rest('/imports', form([megabytes(9)]))).status).toBe(200)
  for (const size of [10.05, 11])
    expect((await rest('/imports', form([megabytes(size)]))).status, `${size}`).toBeGreaterThanOrEqual(400)
  expect((await rest('/imports', form([megabytes(9)]), { who: '' })).status).toBe(413)
  const large = JSON.stringify({ version: 1, nonsense: 'x'.repeat(2_000_000) })
  expect((await rest(`/imports/${keyOf()}/check`, large)).status).toBe(413)
  expect(await runs()).toBe(before + 1)
})

test.each([
  ['no file', form([])],
  ['five files', form([...small(), ...small()].slice(0, 5))],
  [
    'a text for a file',
    (() => {
      const data = new FormData()
      data.set('files', 'people.csv')
      return data
    })(),
  ],
  ['JSON', JSON.stringify({ files: [{}] })],
  ['an unknown field', form(small(), { nonsense: '1' })],
  ['a day that is none', form(small(), { effective: '2026-02-30' })],
])('%s is refused in a sentence', async (_, body) => {
  const before = await runs()
  const answer = await rest('/imports', body)
  expect([answer.status, await answer.json()]).toMatchObject([400, { message: expect.stringMatching(/.{20,}/) }])
  expect(await runs()).toBe(before)
})

test('it takes the scope of imports, and that one opens nothing else', async () => {
  expect((await rest('/imports', form(small()), { who: 'r' })).status).toBe(403)
  expect((await rest('/imports', undefined, { who: 'r' })).status).toBe(403)
  expect((await rest('/people')).status).toBe(403)
})

test('the page uploads over RPC with the session', async () => {
  const cookie = `${sessionCookie().name}=${await cookieOf('here')}`
  const link = new RPCLink({
    ...{ url: `${home}/rpc`, headers: () => ({ origin: home, cookie, 'idempotency-key': keyOf() }) },
    fetch: (request) => answerRpc(request, house.base.database),
  })
  const { imports }: RouterClient<AppRouter> = createORPCClient(link)
  const made = await imports.create({ files: small(), cycle: '2026-H2' })
  expect(made).toMatchObject({ door: 'page', files: [{}, {}, {}], options: { cycle: '2026-H2' } })
  // This one alone: reading the megabytes that other tests left waiting would hold the process, and its connections, for seconds.
  const [newest] = await house.read<{ id: number }>('select max(id) as id from import_run')
  await workImports(house.base.database, newest!.id)
  const checked = await imports.get({ id: made.id })
  expect(checked).toMatchObject({ status: 'checked' })
  expect(await (await imports.findingsCsv({ id: made.id })).text()).toMatch(/^file,row,/)
  await expect(imports.create({ files: [megabytes(9), megabytes(2)] })).rejects.toMatchObject({ status: 400 })
  await expect(imports.create({ files: [megabytes(9), megabytes(9), megabytes(5)] })).rejects.toMatchObject({
    status: 413,
  })
})
