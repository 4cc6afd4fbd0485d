import type { Database } from '@/db/client'
import type { RequestContext } from './allow'
import { cookieIn, sessionCookie } from './cookies'
import type { Viewer } from './viewer'
import { viewerOfSession, viewerOfToken } from './who'

const isTest = () => process.env.NODE_ENV === 'test' || process.env.GRAVITAS_TEST === '1'

function contextOf(request: Request, database: Database, needsKey: boolean, look: () => Promise<Viewer | null>) {
  const headers = new Headers({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
  let asked: Promise<Viewer | null> | undefined
  const who = () => {
    asked ??= look()
    return asked
  }
  const onRefusal = isTest() ? (by: string) => headers.set('x-refused-by', by) : undefined
  const idempotencyKey = request.headers.get('idempotency-key')
  const context: RequestContext = { database, who, idempotencyKey, needsKey, onRefusal }
  return { context, headers }
}

/** For /rpc: cookies only. The headers go with the answer. */
export const sessionDoor = (request: Request, database: Database) =>
  contextOf(request, database, true, () =>
    viewerOfSession(database, cookieIn(request.headers.get('cookie'), sessionCookie().name)),
  )

/** For /api/v1: bearer tokens only; a cookie is not even read. */
export const tokenDoor = (request: Request, database: Database) =>
  contextOf(request, database, true, () => viewerOfToken(database, request.headers.get('authorization')))
