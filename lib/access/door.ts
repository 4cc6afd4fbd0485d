import type { Database } from '@/db/client'
import { addressHeader } from './address'
import type { Refusal, RequestContext } from './allow'
import { cookieIn, sessionCookie } from './cookies'
import type { Viewer } from './viewer'
import { admitBearer, viewerOfSession } from './who'

const isTest = () => process.env.NODE_ENV === 'test' || process.env.GRAVITAS_TEST === '1'

/** For the operator: who tried what from where; ids and addresses, never names or values. */
function reportRefusal(by: string, refusal: Refusal | undefined, address: string | null) {
  const { procedure = 'a foreign origin', status = 403, personId = null } = refusal ?? {}
  console.error(`refused ${procedure} ${status} by ${by}: person ${personId ?? '-'} from ${address ?? 'unknown'}`)
}

function contextOf(request: Request, database: Database, needsKey: boolean, look: () => Promise<Viewer | null>) {
  const headers = new Headers({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
  let asked: Promise<Viewer | null> | undefined
  const who = () => {
    asked ??= look()
    return asked
  }
  const onRefusal: RequestContext['onRefusal'] = isTest()
    ? (by) => headers.set('x-refused-by', by)
    : (by, refusal) => reportRefusal(by, refusal, request.headers.get(addressHeader))
  const idempotencyKey = request.headers.get('idempotency-key')
  const context: RequestContext = { database, who, idempotencyKey, needsKey, onRefusal }
  return { context, headers }
}

/** For /rpc: cookies only. The headers go with the answer. */
export const sessionDoor = (request: Request, database: Database) =>
  contextOf(request, database, true, () =>
    viewerOfSession(database, cookieIn(request.headers.get('cookie'), sessionCookie().name)),
  )

/**
 * For /api/v1: bearer tokens only; a cookie is not even read. Each request is counted, and each
 * answer says in its headers how many are left (draft-ietf-httpapi-ratelimit-headers).
 */
export async function tokenDoor(request: Request, database: Database) {
  const address = request.headers.get(addressHeader) ?? 'unknown'
  const admitted = await admitBearer(database, request.headers.get('authorization'), address).catch(
    (error: unknown) => ({
      error,
    }),
  )
  const who = async () => {
    if ('error' in admitted) throw admitted.error
    return admitted.viewer
  }
  const { context, headers } = contextOf(request, database, true, who)
  if ('error' in admitted) return { context, headers, isTooOften: false }
  const { most, remaining, resetIn } = admitted.turn
  headers.set('ratelimit-policy', `"minute";q=${most};w=60`)
  headers.set('ratelimit', `"minute";r=${Math.max(0, remaining)};t=${resetIn}`)
  if (remaining < 0) headers.set('retry-after', String(resetIn))
  return { context, headers, isTooOften: remaining < 0 }
}
