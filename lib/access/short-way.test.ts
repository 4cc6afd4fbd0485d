import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { openShortWay } from './short-way'

let server: Server
let answer: (request: Request) => Promise<Response>
beforeEach(async () => {
  server = createServer((request, response) => response.end(`the long way: ${request.url}`))
  answer = async (request) =>
    Response.json(
      { said: await request.json(), cookie: request.headers.get('cookie') },
      { status: 409, headers: { 'retry-after': '2' } },
    )
  openShortWay(server, (request) => answer(request))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterEach(() => {
  server.closeAllConnections()
  server.close()
})

const at = (path: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`
const often = '/rpc/assessments/answer'
const json = { 'content-type': 'application/json' }
const send = (path: string, init: RequestInit = {}) =>
  fetch(at(path), { method: 'POST', headers: { ...json, cookie: 'a=b' }, body: '{"level":3}', ...init })

test('an answer goes the short way, with status and headers', async () => {
  const got = await send(often)
  expect([got.status, got.headers.get('retry-after'), await got.json()]).toEqual([
    ...[409, '2'],
    { said: { level: 3 }, cookie: 'a=b' },
  ])
})

describe('the long way goes', () => {
  test.each<[string, string, RequestInit]>([
    ['another question', '/rpc/assessments/get', {}],
    ['what only begins like it', `${often}/more`, {}],
    ['another method', often, { method: 'PUT' }],
    ['another kind of body', often, { headers: { 'content-type': 'text/plain' } }],
    ['a large body', often, { body: 'x'.repeat(100_001) }],
  ])('%s', async (_, path, init) => {
    expect(await (await send(path, init)).text()).toBe(`the long way: ${path}`)
  })
})

test('whoever goes away before the answer ends the work', async () => {
  const leaving = new AbortController()
  const ended = new Promise<boolean>((resolve) => {
    answer = (request) => {
      request.signal.addEventListener('abort', () => resolve(true))
      leaving.abort()
      return new Promise(() => {})
    }
  })
  await expect(send(often, { signal: leaving.signal })).rejects.toThrow()
  expect(await ended).toBe(true)
})

test('an answer that cannot be given closes the connection, the operator hears of it, and the next one is answered', async () => {
  const well = answer
  answer = () => Promise.reject(new TypeError('of Anna'))
  const told = vi.spyOn(console, 'error').mockImplementation(() => {})
  await expect(send(often)).rejects.toThrow()
  expect(told.mock.calls).toEqual([['The short way failed: TypeError']])
  told.mockRestore()
  answer = well
  expect((await send(often)).status).toBe(409)
})
