import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { BlockList } from 'node:net'
import { addressHeader, clientAddress, isSecure } from './address'
import { answerHeaders } from './content-policy'

interface Started {
  request: IncomingMessage
  response: ServerResponse
  server: Server
}

/** At the last moment, and only what is not there: the framework keeps what stands already over what a handler says. */
function addHeaders(response: ServerResponse) {
  const writeHead = response.writeHead.bind(response) as (...given: unknown[]) => ServerResponse
  response.writeHead = (...given: unknown[]) => {
    for (const [name, value] of answerHeaders(isSecure())) {
      if (!response.headersSent && !response.hasHeader(name)) response.setHeader(name, value)
    }
    return writeHead(...given)
  }
}

/**
 * Notes the caller's address on each request before anything reads it, over whatever the client sent under that name:
 * the framework shows route handlers no socket. Gives each answer the headers that all have, files and errors of the
 * framework too. Knows the requests under way, so that a stop can wait for them. `meet` hears of each server at its first
 * request, before whoever listens for that.
 */
export function watchCallers(proxies: BlockList, meet: (server: Server) => void = () => {}) {
  const servers = new Set<Server>()
  const underWay = new Set<ServerResponse>()
  subscribe('http.server.request.start', (message) => {
    const { request, response, server } = message as Started
    const forwarded = request.headers['x-forwarded-for']
    request.headers[addressHeader] = clientAddress(request.socket.remoteAddress, [forwarded].flat().join(','), proxies)
    addHeaders(response)
    if (!servers.has(server)) meet(server)
    servers.add(server)
    underWay.add(response)
    response.once('close', () => underWay.delete(response))
  })
  return {
    /** Takes no new connections and waits for the requests under way, at most so many milliseconds. */
    async drain(most: number): Promise<void> {
      for (const server of servers) {
        server.close()
        server.closeIdleConnections()
      }
      const done = [...underWay].map((response) => new Promise<void>((resolve) => response.once('close', resolve)))
      let timer: NodeJS.Timeout | undefined
      const enough = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, most)
      })
      await Promise.race([Promise.all(done), enough])
      clearTimeout(timer)
    },
  }
}
