import { BodyLimitPlugin, RPCHandler } from '@orpc/server/fetch'
import type { Database } from '@/db/client'
import { isOwnOrigin } from '@/lib/access/address'
import type { RequestContext } from '@/lib/access/allow'
import { sessionDoor } from '@/lib/access/door'
import { bodyLimit, isUpload, unknownAddress, uploadLimit, withHeaders } from './answers'
import { router } from './router'

const handlerFor = (maxBodySize: number) =>
  new RPCHandler<RequestContext>(router, { plugins: [new BodyLimitPlugin({ maxBodySize })] })
const handler = handlerFor(bodyLimit)
const uploads = handlerFor(uploadLimit)

/** The router for our own pages: the session's cookie, and only from our own origin, whatever the method. */
export async function answerRpc(request: Request, database: Database): Promise<Response> {
  const { context, headers } = sessionDoor(request, database)
  if (!isOwnOrigin(request.headers)) {
    context.onRefusal?.('allow')
    const json = { defined: false, code: 'FORBIDDEN', status: 403, message: 'This address answers our own pages only.' }
    return withHeaders(Response.json({ json }, { status: 403 }), headers)
  }
  const fitting = (await isUpload(request, context.who)) ? uploads : handler
  const { matched, response } = await fitting.handle(request, { prefix: '/rpc', context })
  return withHeaders(matched ? response : unknownAddress((error) => ({ json: error })), headers)
}
