import { OpenAPIHandler } from '@orpc/openapi/fetch'
import { BodyLimitPlugin } from '@orpc/server/fetch'
import type { Database } from '@/db/client'
import type { RequestContext } from '@/lib/access/allow'
import { tokenDoor } from '@/lib/access/door'
import { bodyLimit, isUpload, unknownAddress, uploadLimit, withHeaders } from './answers'
import { describeApi } from './open-api'
import { router } from './router'

const handlerFor = (maxBodySize: number) =>
  new OpenAPIHandler<RequestContext>(router, {
    plugins: [new BodyLimitPlugin({ maxBodySize })],
    customErrorResponseBodyEncoder: ({ code, status, message, data }) => ({ code, status, message, data }),
  })
const handler = handlerFor(bodyLimit)
const uploads = handlerFor(uploadLimit)

/** The same router for integrators, as REST: bearer tokens only, no CORS. Its description needs no token. */
export async function answerRest(request: Request, database: Database): Promise<Response> {
  const { context, headers } = tokenDoor(request, database)
  const isDescription = new URL(request.url).pathname === '/api/v1/openapi.json' && request.method === 'GET'
  if (isDescription) return withHeaders(Response.json(await describeApi()), headers)
  const fitting = (await isUpload(request, '/api/v1/imports', context.who)) ? uploads : handler
  const { matched, response } = await fitting.handle(request, { prefix: '/api/v1', context })
  return withHeaders(matched ? response : unknownAddress(), headers)
}
