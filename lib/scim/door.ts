import type { Database } from '@/db/client'
import { addressHeader } from '@/lib/access/address'
import type { Scope } from '@/lib/access/allow'
import { sqlState } from '@/lib/access/errors'
import { recordLooks } from '@/lib/access/log'
import { wake } from '@/lib/access/queue'
import { may, refusalOf } from '@/lib/access/roles'
import type { Viewer } from '@/lib/access/viewer'
import { admitBearer } from '@/lib/access/who'
import { createUser, removeUser, saveUser } from './commands'
import { listSchema, pageSize, providerConfig, resourceTypes, schemas } from './description'
import { ScimError, toScimError } from './errors'
import { type Facts, factsOf, factsOfPatch } from './facts'
import { parseFilter } from './filter'
import { findKnown, type Known, listKnown } from './queries'
import { etagOf, resourceOf } from './resource'

/** Bytes of one user with room to spare, or of a long PATCH. */
const mostBytes = 200_000
const headers = {
  'content-type': 'application/scim+json',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
}

interface Answer {
  status: number
  body?: object
  etag?: string
  location?: string
}
type Deed = Pick<Scope, 'db' | 'today' | 'viewer'>

/** SCIM 2.0 for directories: bearer tokens with the scope `scim` alone; a cookie is not even read. */
export async function answerScim(request: Request, database: Database): Promise<Response> {
  const extra = new Headers(headers)
  try {
    const viewer = await admit(request, database, extra)
    const { status, body, etag, location } = await route(request, database, viewer)
    if (etag) extra.set('etag', etag)
    if (location) extra.set('location', location)
    return new Response(body ? JSON.stringify(body) : null, { status, headers: extra })
  } catch (error) {
    const said = toScimError(error)
    if (said.status >= 500) console.error(`SCIM failed: ${sqlState(error) ?? 'unknown error'}`)
    if (said.status === 401) extra.set('www-authenticate', 'Bearer')
    const { status, scimType, message: detail } = said
    const body = { schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: String(status), scimType, detail }
    return new Response(JSON.stringify(body), { status, headers: extra })
  }
}

async function admit(request: Request, database: Database, extra: Headers): Promise<Viewer> {
  const address = request.headers.get(addressHeader) ?? 'unknown'
  const { viewer, turn } = await admitBearer(database, request.headers.get('authorization'), address)
  if (turn.remaining < 0) {
    extra.set('retry-after', String(turn.resetIn))
    throw new ScimError(429, 'That was too often. Try again in a while.')
  }
  if (!viewer) throw new ScimError(401, 'Send a token that still works, as Authorization: Bearer tok_…')
  if (!viewer.scopes.includes('scim')) throw new ScimError(403, 'This token lacks the scope “scim”.')
  if (!may(viewer.roles, 'scim.use')) throw new ScimError(403, refusalOf('scim.use'))
  return viewer
}

async function route(request: Request, database: Database, viewer: Viewer): Promise<Answer> {
  const url = new URL(request.url)
  const [kind = '', given, ...more] = url.pathname
    .replace(/^\/scim\/v2\/?/, '')
    .split('/')
    .map(plain)
  const ask = `${request.method} ${kind}`
  const nothing = () => new ScimError(404, 'There is nothing here. See /scim/v2/ResourceTypes.')
  if (more.length > 0) throw nothing()
  if (kind !== 'Users') return describe(ask, given, nothing)
  const open = <T>(work: (deed: Deed) => Promise<T>) =>
    database.asViewer(
      {
        personId: viewer.personId,
        persona: viewer.persona,
        readOnly: request.method === 'GET',
        signal: request.signal,
      },
      (db, { today }) => work({ db, today, viewer }),
    )
  const saw = (users: readonly Known[]) =>
    recordLooks(database, viewer, [{ purpose: 'directory', personIds: users.map(({ id }) => id) }])
  if (!given) {
    if (request.method === 'GET') {
      const { users, body } = await open((deed) => list(deed, url.searchParams))
      await saw(users)
      return { status: 200, body }
    }
    if (request.method !== 'POST') throw notAllowed()
    const facts = factsOf(await bodyOf(request))
    const user = await open((deed) => createUser(deed, facts))
    await wake([{ queue: 'scim.retry', id: user.id }])
    const body = resourceOf(user)
    return { status: 201, body, etag: etagOf(user), location: body.meta.location }
  }
  if (request.method === 'GET') {
    const user = await open((deed) => find(deed, given))
    await saw([user])
    const etag = etagOf(user)
    if (request.headers.get('if-none-match') === etag) return { status: 304, etag }
    return { status: 200, body: resourceOf(user), etag }
  }
  if (request.method === 'DELETE') {
    await open(async (deed) => removeUser(deed, await findFresh(deed, given, request)))
    return { status: 204 }
  }
  if (request.method !== 'PUT' && request.method !== 'PATCH') throw notAllowed()
  const facts = (request.method === 'PUT' ? factsOf : factsOfPatch)(await bodyOf(request))
  const user = await open((deed) => save(deed, given, facts, request))
  await wake([{ queue: 'scim.retry', id: user.id }])
  return { status: 200, body: resourceOf(user), etag: etagOf(user) }
}

const notAllowed = () => new ScimError(405, 'That method does nothing here.')

function plain(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    throw new ScimError(400, 'The address is not understood.', 'invalidValue')
  }
}

function describe(ask: string, given: string | undefined, nothing: () => ScimError): Answer {
  const lists: Record<string, () => { id: string }[]> = {
    'GET ResourceTypes': resourceTypes,
    'GET Schemas': schemas,
  }
  if (ask === 'GET ServiceProviderConfig' && !given) return { status: 200, body: providerConfig() }
  const all = lists[ask]?.()
  if (!all) throw nothing()
  if (!given) return { status: 200, body: page(all, all.length, 1) }
  const one = all.find(({ id }) => id === given)
  if (!one) throw nothing()
  return { status: 200, body: one }
}

const page = (resources: readonly object[], totalResults: number, startIndex: number) => ({
  schemas: [listSchema],
  ...{ totalResults, startIndex, itemsPerPage: resources.length, Resources: resources },
})

async function list({ db }: Deed, asked: URLSearchParams) {
  const filter = asked.get('filter')
  const startIndex = Math.max(1, numberIn(asked, 'startIndex', 1))
  const count = Math.min(pageSize.most, Math.max(0, numberIn(asked, 'count', pageSize.usual)))
  const read = filter === null || filter.trim() === '' ? null : parseFilter(filter)
  const { total, users } = await listKnown(db, { filter: read, skip: startIndex - 1, count })
  return { users, body: page(users.map(resourceOf), total, startIndex) }
}

function numberIn(asked: URLSearchParams, name: string, otherwise: number): number {
  const text = asked.get(name)
  if (text === null || text === '') return otherwise
  if (!/^-?\d{1,9}$/.test(text)) throw new ScimError(400, `${name} is a whole number.`, 'invalidValue')
  return Number(text)
}

async function find({ db }: Deed, id: string): Promise<Known> {
  const user = await findKnown(db, id)
  if (!user || user.removed_at) throw new ScimError(404, `There is no user ${id}.`)
  return user
}

/** The user to write to; 412 where the directory knows an older one. */
async function findFresh(deed: Deed, id: string, request: Request): Promise<Known> {
  const user = await find(deed, id)
  const wanted = request.headers.get('if-match')
  const known = wanted?.split(',').map((one) => one.trim().replace(/^W\//, ''))
  if (known && !known.includes('*') && !known.includes(etagOf(user).slice(2))) {
    throw new ScimError(412, 'The user changed in the meantime. Read it again, then write.')
  }
  return user
}

async function save(deed: Deed, id: string, facts: Facts, request: Request): Promise<Known> {
  const user = await findFresh(deed, id, request)
  await saveUser(deed, user, facts)
  return (await findKnown(deed.db, id)) ?? user
}

async function bodyOf(request: Request): Promise<unknown> {
  const wrong = (status: number, sentence: string) => new ScimError(status, sentence, 'invalidSyntax')
  const tooMuch = () => new ScimError(413, 'That is more than one user needs.')
  if (!/^application\/(scim\+)?json\b/i.test(request.headers.get('content-type') ?? '')) {
    throw wrong(415, 'Send application/scim+json.')
  }
  if (Number(request.headers.get('content-length')) > mostBytes) throw tooMuch()
  const parts: Uint8Array[] = []
  let bytes = 0
  for await (const part of request.body ?? []) {
    bytes += part.byteLength
    if (bytes > mostBytes) throw tooMuch()
    parts.push(part)
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString())
  } catch {
    throw wrong(400, 'The body is no JSON.')
  }
}
