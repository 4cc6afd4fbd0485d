import { once } from 'node:events'
import { createServer, get, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { addressHeader, trustedProxies } from './address'
import { watchCallers } from './callers'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.closeAllConnections()
})

async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<number> {
  const server = createServer(answer).listen(0, '127.0.0.1')
  servers.push(server)
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

async function call(port: number, headers: Record<string, string> = {}): Promise<string> {
  const [response] = (await once(get({ host: '127.0.0.1', port, headers, agent: false }), 'response')) as [
    IncomingMessage,
  ]
  let text = ''
  for await (const part of response) text += part
  return text
}

test.each([
  ['', '127.0.0.1'],
  ['127.0.0.1', '198.51.100.7'],
])('trusting %s the caller is %s, whatever the client claims', async (proxies, caller) => {
  watchCallers(trustedProxies(proxies))
  const port = await serve((request, response) => response.end(String(request.headers[addressHeader])))
  const claims = { [addressHeader]: '6.6.6.6', 'x-forwarded-for': '6.6.6.6, 198.51.100.7' }
  expect(await call(port, claims)).toBe(caller)
})

test.each([
  ['http://localhost:3000', undefined],
  ['https://gravitas.example', 'max-age=31536000; includeSubDomains'],
])('at %s every answer carries what all carry, and its maker may say more', async (home, hsts) => {
  vi.stubEnv('PUBLIC_URL', home)
  watchCallers(trustedProxies(''))
  const port = await serve((request, response) => {
    const name = 'content-security-policy'
    if (request.url === '/page' && !response.hasHeader(name)) response.setHeader(name, 'its own')
    if (request.url === '/head') response.writeHead(200, { [name]: 'its own', 'x-other': 'yes' })
    response.end()
  })
  const headersOf = async (path: string) => {
    const [response] = (await once(get({ host: '127.0.0.1', port, path, agent: false }), 'response')) as [
      IncomingMessage,
    ]
    response.resume()
    return response.headers
  }
  const plain = await headersOf('/file')
  expect(plain['content-security-policy']).toMatch(/default-src 'none'; frame-ancestors 'none'/)
  expect([plain['x-content-type-options'], plain['referrer-policy']]).toEqual(['nosniff', 'same-origin'])
  expect(plain['strict-transport-security']).toBe(hsts)
  expect((await headersOf('/page'))['content-security-policy']).toBe('its own')
  const head = await headersOf('/head')
  expect([head['content-security-policy'], head['x-other'], head['x-content-type-options']]).toEqual([
    ...['its own', 'yes', 'nosniff'],
  ])
  vi.unstubAllEnvs()
})

test('a stop waits for requests under way and takes no new ones', async () => {
  const callers = watchCallers(trustedProxies(''))
  const held: ServerResponse[] = []
  const port = await serve((_, response) => held.push(response))
  const underWay = call(port)
  while (held.length === 0) await new Promise(setImmediate)
  const order: string[] = []
  const stopped = callers.drain(60_000).then(() => order.push('stopped'))
  await expect(call(port)).rejects.toThrow(/ECONNREFUSED/)
  order.push('answered')
  held[0]?.end('late, but there')
  expect(await underWay).toBe('late, but there')
  await stopped
  expect(order).toEqual(['answered', 'stopped'])
})

test('a stop does not wait for ever', async () => {
  const callers = watchCallers(trustedProxies(''))
  const held: ServerResponse[] = []
  const port = await serve((_, response) => held.push(response))
  const underWay = call(port).catch(() => 'cut')
  while (held.length === 0) await new Promise(setImmediate)
  await callers.drain(1)
  held[0]?.destroy()
  expect(await underWay).toBe('cut')
})
