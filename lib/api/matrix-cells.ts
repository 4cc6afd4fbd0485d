import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { session, token } from '@/db/schema'
import { sessionCookie } from '@/lib/access/cookies'
import { hashOf } from '@/lib/access/secrets'
import { cookieOf } from '@/lib/access/session-cookie'
import { type Caller, callers, isMember, relations, sees, unitsOf } from './matrix-callers'
import { administratorId, cast, employeeIdOf, importId } from './matrix-organisation'
import { rows } from './matrix-rows'
import { router } from './router'

export type Name = keyof typeof rows
export const names = Object.keys(rows) as Name[]
const tokenText = `tok_${'0'.repeat(16)}_${'t'.repeat(43)}`

const procedureOf = (name: Name) => {
  const [noun, verb] = name.split('.') as [keyof typeof router, string]
  return (router[noun] as unknown as Record<string, (typeof router.account)['endSessions']>)[verb]!['~orpc']
}

export const personIdOf = (caller: Caller) =>
  caller === 'anonymous' ? 0 : caller === 'administrator' ? administratorId : cast[isMember[caller]].id

/** A session for each caller, by the caller's name, and the employee's token. */
export async function openDoors(database: Database): Promise<void> {
  await database.asJob('command', async (db) => {
    const at = { createdAt: sql`now()`, seenAt: sql`now()`, endsAt: sql`now() + interval '1 hour'` }
    for (const caller of callers) {
      if (caller === 'anonymous' || caller === 'token') continue
      const hat = caller === 'administrator' ? 'administrator' : 'work'
      await db.insert(session).values({ ...at, idHash: hashOf(caller), accountId: personIdOf(caller), hat })
    }
    const owner = { accountId: cast.employee.id, scopes: ['read' as const] }
    const secret = { publicId: '0'.repeat(16), secretHash: hashOf('t'.repeat(43)) }
    await db.insert(token).values({ ...owner, ...secret, expiresAt: sql`now() + interval '1 day'` })
  })
}

export interface Cell {
  caller: Caller
  relation: string
  input: Record<string, unknown>
  isInScope: boolean
}

/** Every caller × relation (or unit) that a procedure can be asked about. */
export function cellsOf(name: Name): Cell[] {
  const { about, input = {} } = rows[name]
  return callers.flatMap((caller): Cell[] => {
    if (about === 'nothing') return [{ caller, relation: '–', input, isInScope: true }]
    if (about === 'unit') {
      return ['R', 'A', 'A1', 'B', 'none such'].map((unit) => {
        const isInScope = unitsOf[caller]?.includes(unit) ?? false
        return { caller, relation: `unit ${unit}`, input: { ...input, unit }, isInScope }
      })
    }
    if (about === 'no files') return [{ caller, relation: 'without files', input, isInScope: false }]
    if (about === 'import' || about === 'no import') {
      const missing = {
        caller,
        relation: 'not existing',
        input: { ...input, id: crypto.randomUUID() },
        isInScope: false,
      }
      const planted = { caller, relation: 'import', input: { ...input, id: importId }, isInScope: true }
      return about === 'import' ? [planted, missing] : [missing]
    }
    const known = Object.entries(relations[caller] ?? {}).map(([relation, member]): Cell => {
      const isInScope = sees[caller].includes(member!)
      return { caller, relation, input: { ...input, employeeId: employeeIdOf(member!) }, isInScope }
    })
    const nobody = { ...input, employeeId: 'E-nobody-999' }
    return [...known, { caller, relation: 'not existing', input: nobody, isInScope: false }]
  })
}

export const isKnown = (caller: Caller) => !['anonymous', 'disabled', 'leaver'].includes(caller)

/** What the caller gets, and who refuses: `allow` before any statement on a table, or the rows that the database gives. */
export function expected(name: Name, { caller, relation, isInScope }: Cell): [number, string | null] {
  const { may, isWrite, status = 200, isNeverOwn, about } = rows[name]
  if (!isKnown(caller)) return [401, 'allow']
  if (!may.includes(caller)) return [403, 'allow']
  if (isWrite && caller === 'token') return [403, 'allow']
  if (about === 'no files') return [400, null]
  if (!isInScope) return [404, 'database']
  if (isNeverOwn && relation === 'own') return [403, 'database']
  return [status, status === 404 ? 'database' : null]
}

/** The cookie of a caller's session, or none. */
export const cookieFor = async (caller: Caller): Promise<Record<string, string>> =>
  caller === 'anonymous' || caller === 'token' ? {} : { cookie: `${sessionCookie().name}=${await cookieOf(caller)}` }

/** The request that asks for a cell at this origin: the token's over REST, everybody else's as our own pages do. */
export async function requestOf(home: string, name: Name, cell: Cell): Promise<Request> {
  const key = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }
  if (cell.caller === 'token') return overRest(home, name, cell, { ...key, authorization: `Bearer ${tokenText}` })
  const headers = { ...key, origin: home, ...(await cookieFor(cell.caller)) }
  const body = JSON.stringify({ json: cell.input })
  return new Request(`${home}/rpc/${name.replace('.', '/')}`, { method: 'POST', headers, body })
}

function overRest(home: string, name: Name, { input }: Cell, headers: Record<string, string>): Request {
  const { method = 'POST', path = '' } = procedureOf(name).route
  const rest = new Map(Object.entries(input))
  const place = path.replace(/\{(\w+)\}/g, (_, key: string) => {
    const value = encodeURIComponent(String(rest.get(key)))
    rest.delete(key)
    return value
  })
  const query = method === 'GET' ? `?${new URLSearchParams([...rest].map(([key, value]) => [key, String(value)]))}` : ''
  const body = method === 'GET' ? undefined : JSON.stringify(Object.fromEntries(rest))
  return new Request(`${home}/api/v1${place}${query}`, { method, headers, body })
}
