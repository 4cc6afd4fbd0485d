import { os } from '@orpc/server'
import type { Database, Db } from '@/db/client'
import type { Persona } from '@/db/values'
import { answerOnce } from './answer-once'
import { inWords, knownErrors, refused, sqlState, unknownViewer } from './errors'
import { type Look, recordLooks } from './log'
import { type Later, wake } from './queue'
import { may, type Permission, refusalOf, scopeFor } from './roles'
import type { Viewer } from './viewer'

/** What was refused to whom, for the operator's log: ids only. */
export interface Refusal {
  procedure: string
  status: number
  personId: number | null
}

/** What a door (page, RPC, REST) hands to the router: made by the server, never read from the request as it is. */
export interface RequestContext {
  database: Database
  /** Looked up at most once a request. */
  who: () => Promise<Viewer | null>
  idempotencyKey: string | null
  /** Whether a mutation without a key is refused. */
  needsKey: boolean
  /** Told once who refused: the check here, or the rows that the database gave. */
  onRefusal?: (by: 'allow' | 'database', refusal?: Refusal) => void
  /** Stands in for the check of roles, where tests prove the database alone. */
  mayInstead?: (viewer: Viewer, permission: Permission) => boolean
}

/** What a procedure works with. `saw` notes whose data is in the answer; `later` wakes a queue once all is
 * committed; `refuse` commits what was written, a failed try for one, and answers with this error. */
export interface Scope {
  db: Db
  /** The organisation's today, YYYY-MM-DD. */
  today: string
  viewer: Viewer
  saw: (purpose: string, personIds: readonly number[]) => void
  later: (queue: string, id: number) => void
  refuse: (error: Error) => void
}

/** What a procedure asks of its caller, for the documentation. */
export interface Needs {
  permission: Permission
}

/** How a procedure goes about it. */
interface Manner {
  isSecret?: boolean
  isRepeatable?: boolean
  as?: Persona
}

/**
 * Starts a procedure that needs this permission. Refuses before any statement on a table (401, 403); opens one
 * transaction as the viewer, READ ONLY for GET; answers a repeated key as before; logs whose data was read before the
 * answer leaves; turns every error into a sentence. `isSecret`: passwords, links and
 * tokens go in or out, and nothing of them is kept for repetitions. `isRepeatable`: the deed itself answers a repetition the
 * same, by a version that it compares; no key is needed, and none is written down. `as`: a persona of the request's own, such as
 * a host's, whose rows are others than those of the viewer's line.
 */
export const allow = (permission: Permission, { isSecret = false, isRepeatable = false, as }: Manner = {}) =>
  os
    .$context<RequestContext>()
    .$meta<Needs>({ permission })
    .errors(knownErrors)
    .use(async ({ context, next, procedure, path, signal }, input) => {
      const name = path.join('.')
      const isRead = procedure['~orpc'].route.method === 'GET'
      const admitted = await admit(context, permission, isRead).catch(async (error: unknown) => {
        const said = inWords(error)
        if (said.status === 401 || said.status === 403) {
          const personId = (await context.who())?.personId ?? null
          context.onRefusal?.('allow', { procedure: name, status: said.status, personId })
        }
        if (said.status >= 500) report(name, said)
        throw said
      })
      const viewer = as ? { ...admitted, persona: as } : admitted
      const looks: Look[] = []
      const saw: Scope['saw'] = (purpose, personIds) => looks.push({ purpose, personIds })
      const laters: Later[] = []
      const later: Scope['later'] = (queue, id) => laters.push({ queue, id })
      const refusals: Error[] = []
      const refuse: Scope['refuse'] = (error) => refusals.push(error)
      try {
        const scope = { personId: viewer.personId, persona: viewer.persona, readOnly: isRead, signal }
        const result = await context.database.asViewer(scope, async (db, { today }) => {
          const opened: Scope = { db, today, viewer, saw, later, refuse }
          const work = async () => (await next({ context: opened })).output
          const { idempotencyKey: key, needsKey } = context
          const deed = { personId: viewer.personId, key, needsKey, procedure: name, input, isSecret }
          return { output: await (isRead || isRepeatable ? work() : answerOnce(db, deed, work)), context: opened }
        })
        await recordLooks(context.database, viewer, looks)
        await wake(laters)
        if (refusals[0]) throw refusals[0]
        return result
      } catch (error) {
        const said = inWords(error)
        if (said.status === 403 || said.status === 404) {
          context.onRefusal?.('database', { procedure: name, status: said.status, personId: viewer.personId })
        }
        if (said.status >= 500) report(name, said)
        throw said
      }
    })

/** For the operator: which procedure and what kind of error, never its values. */
function report(procedure: string, error: Error) {
  const cause = error.cause instanceof Error ? error.cause : error
  console.error(`${procedure} failed: ${sqlState(cause) ?? cause.name}`)
}

async function admit(context: RequestContext, permission: Permission, isRead: boolean): Promise<Viewer> {
  const viewer = await context.who()
  if (!viewer) throw unknownViewer()
  const isAllowed = context.mayInstead?.(viewer, permission) ?? may(viewer.roles, permission)
  if (!isAllowed) throw refused(refusalOf(permission))
  const scope = scopeFor(permission, isRead)
  if (!viewer.scopes.includes(scope)) throw refused(`This token lacks the scope “${scope}”.`)
  return viewer
}
