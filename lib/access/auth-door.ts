import type { NextApiRequest, NextApiResponse } from 'next'
import NextAuth from 'next-auth'
import type { Database } from '@/db/client'
import { addressHeader, isOwnOrigin, isSecure, publicUrl } from './address'
import { cookieIn, deviceCookie, sessionCookie } from './cookies'
import { endSession } from './gate'
import { hashOf } from './secrets'
import { authOptions } from './session'
import { sessionIdIn } from './session-cookie'
import type { Caller, SignedIn } from './sign-in'

const yearSeconds = 365 * 24 * 60 * 60
const noStore = { 'cache-control': 'no-store' }
/** Bytes of an e-mail, a password, a token and some names, with room to spare. */
const mostBytes = 10_000

function callerOf(headers: Headers): Caller {
  const device = cookieIn(headers.get('cookie'), deviceCookie().name)
  return {
    address: headers.get(addressHeader) ?? 'unknown',
    agent: headers.get('user-agent') ?? '',
    device: device && /^[A-Za-z0-9_-]{43}$/.test(device) ? device : undefined,
  }
}

/** next-auth's own addresses under /api/auth, as fetch: csrf, sign-in, sign-out. Foreign origins may not post. */
export async function answerAuth(request: Request, database: Database): Promise<Response> {
  const url = new URL(request.url)
  const nextauth = url.pathname.split('/').slice(3)
  if (request.method === 'POST' && !isOwnOrigin(request.headers)) {
    return Response.json({ message: 'Sign in from our own page.' }, { status: 403, headers: noStore })
  }
  if (nextauth[0] === '_log') return Response.json({ message: 'There is nothing here.' }, { status: 404 })
  const body = request.method === 'POST' ? await textOf(request) : ''
  if (body === null) {
    return Response.json({ message: 'That is more than signing in needs.' }, { status: 413, headers: noStore })
  }
  process.env.NEXTAUTH_URL ??= publicUrl().origin
  const signedIn: SignedIn[] = []
  const options = authOptions(database, callerOf(request.headers), (one) => signedIn.push(one))
  const reply = replyOf()
  const asked = {
    query: { ...Object.fromEntries(url.searchParams), nextauth },
    body: request.method === 'POST' ? fieldsOf(body, request.headers.get('content-type')) : undefined,
    cookies: cookiesOf(request.headers.get('cookie')),
    headers: Object.fromEntries(request.headers),
    method: request.method,
  }
  await NextAuth(asked as unknown as NextApiRequest, reply.res as unknown as NextApiResponse, options)
  const response = reply.response()
  const before = signedIn.length > 0 ? await sessionIdIn(asked.cookies[sessionCookie().name]) : null
  if (before) await endSession(database, hashOf(before))
  for (const { device } of signedIn) response.headers.append('set-cookie', deviceLine(device))
  return response
}

function deviceLine(device: string): string {
  const { name } = deviceCookie()
  return `${name}=${device}; Path=/; Max-Age=${yearSeconds}; HttpOnly; SameSite=Lax${isSecure() ? '; Secure' : ''}`
}

function cookiesOf(header: string | null): Record<string, string> {
  const pairs = (header ?? '').split(';').map((part) => part.split(/=(.*)/s).map((side) => side.trim()))
  return Object.fromEntries(pairs.flatMap(([name, value]) => (name && value ? [[name, decoded(value)]] : [])))
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}

/** The body, or null when it is announced or turns out as more than anybody needs; the rest is left unread. */
async function textOf(request: Request): Promise<string | null> {
  if (Number(request.headers.get('content-length')) > mostBytes) return null
  const parts: Uint8Array[] = []
  let bytes = 0
  for await (const part of request.body ?? []) {
    bytes += part.byteLength
    if (bytes > mostBytes) return null
    parts.push(part)
  }
  return Buffer.concat(parts).toString()
}

function fieldsOf(body: string, contentType: string | null): Record<string, unknown> {
  if (!contentType?.includes('json')) return Object.fromEntries(new URLSearchParams(body))
  try {
    return JSON.parse(body)
  } catch {
    return {}
  }
}

/** The few parts of a Node response that next-auth writes to, gathered into a fetch Response. */
function replyOf() {
  const headers = new Map<string, string | string[]>()
  let status = 200
  let body: string | null = null
  const res = {
    status(code: number) {
      status = code
      return res
    },
    getHeader: (name: string) => headers.get(name.toLowerCase()),
    setHeader(name: string, value: string | string[]) {
      headers.set(name.toLowerCase(), value)
      return res
    },
    json(value: unknown) {
      res.setHeader('content-type', 'application/json')
      body = JSON.stringify(value)
    },
    send(value: unknown) {
      if (typeof value === 'string') body = value
      else if (value !== undefined) res.json(value)
    },
    end: () => {},
  }
  const response = () => {
    const made = new Response(body, { status, headers: noStore })
    for (const [name, value] of headers) {
      for (const one of [value].flat()) {
        if (name === 'set-cookie') made.headers.append(name, one)
        else made.headers.set(name, one)
      }
    }
    return made
  }
  return { res, response }
}
