import type { NextApiRequest, NextApiResponse } from 'next'
import NextAuth from 'next-auth'
import type { Database } from '@/db/client'
import { addressHeader, isOwnOrigin, isSecure, publicUrl } from './address'
import { cookieIn, deviceCookie, intentCookie, sessionCookie } from './cookies'
import { endSession } from './gate'
import { type Intent, intentIn, sealIntent } from './intent'
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
  const fields = request.method === 'POST' ? fieldsOf(body, request.headers.get('content-type')) : undefined
  const cookies = cookiesOf(request.headers.get('cookie'))
  const asked = {
    query: { ...Object.fromEntries(url.searchParams), nextauth },
    headers: Object.fromEntries(request.headers),
  }
  const given = { ...asked, body: fields, cookies, method: request.method }
  if (nextauth.join('/') === 'signin/oidc' && fields) return leave(database, request, given)
  const isReturning = nextauth.join('/') === 'callback/oidc'
  const intent = isReturning ? await intentIn(cookies[intentCookie().name], url.searchParams.get('state')) : {}
  const { response } = await ask(database, request, given, intent)
  if (isReturning) response.headers.append('set-cookie', lineOf(intentCookie().name, '', 0))
  return response
}

interface Asked {
  query: Record<string, unknown>
  body: Record<string, unknown> | undefined
  cookies: Record<string, string>
  headers: Record<string, string>
  method: string
}

async function ask(database: Database, request: Request, asked: Asked, intent: Intent) {
  const signedIn: SignedIn[] = []
  const options = authOptions(database, callerOf(request.headers), intent, (one) => signedIn.push(one))
  const reply = replyOf()
  await NextAuth(asked as unknown as NextApiRequest, reply.res as unknown as NextApiResponse, options)
  const response = reply.response()
  const before = signedIn.length > 0 ? await sessionIdIn(asked.cookies[sessionCookie().name]) : null
  if (before) await endSession(database, hashOf(before))
  for (const { device } of signedIn)
    response.headers.append('set-cookie', lineOf(deviceCookie().name, device, yearSeconds))
  return { response, body: reply.body() }
}

/**
 * To the sign-in provider, from a form that works without script: our own origin was checked, so the form brings no
 * token. What for is sealed beside the state. A page sends the browser on: `form-action` then names nobody else.
 */
async function leave(database: Database, request: Request, asked: Asked): Promise<Response> {
  const field = (name: string) => {
    const value = asked.body?.[name]
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  const isToConnect = field('connect') !== undefined
  const id = isToConnect ? await sessionIdIn(asked.cookies[sessionCookie().name]) : null
  if (isToConnect && !id) return to('/sign-in?error=OtherSession')
  const intent: Intent = { invitation: field('invitation'), session: id ? hashOf(id) : undefined, hat: field('hat') }
  const csrf = await ask(
    database,
    request,
    { ...asked, method: 'GET', body: undefined, query: { nextauth: ['csrf'] } },
    {},
  )
  const made = new Map(
    csrf.response.headers.getSetCookie().map((line) => line.split(';')[0]!.split(/=(.*)/s) as [string, string]),
  )
  const cookies = { ...asked.cookies, ...Object.fromEntries([...made].map(([name, value]) => [name, decoded(value)])) }
  const { csrfToken } = JSON.parse(csrf.body ?? '{}') as { csrfToken?: string }
  const body = { csrfToken, callbackUrl: isToConnect ? '/account' : (field('callbackUrl') ?? '/') }
  const { response } = await ask(database, request, { ...asked, cookies, body }, intent)
  const location = response.headers.get('location') ?? '/sign-in?error=OAuthSignin'
  const state = URL.canParse(location) ? new URL(location).searchParams.get('state') : null
  if (!state) return to(isToConnect ? '/account?error=OAuthSignin' : '/sign-in?error=OAuthSignin')
  const page = new Response(pageTo(location), { headers: { ...noStore, ...pageOf } })
  for (const line of [...csrf.response.headers.getSetCookie(), ...response.headers.getSetCookie()]) {
    page.headers.append('set-cookie', line)
  }
  page.headers.append('set-cookie', lineOf(intentCookie().name, await sealIntent(intent, state), 15 * 60))
  return page
}

const to = (location: string) => new Response(null, { status: 303, headers: { ...noStore, location } })
const pageOf = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}

function pageTo(address: string): string {
  const safe = address.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
  return `<!doctype html><html lang="en"><head><title>Sign in</title><meta http-equiv="refresh" content="0; url=${safe}"></head><body><p><a href="${safe}">Continue to sign in</a></p></body></html>`
}

function lineOf(name: string, value: string, seconds: number): string {
  return `${name}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${isSecure() ? '; Secure' : ''}`
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
  return { res, response, body: () => body }
}
