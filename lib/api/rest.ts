import { OpenAPIHandler } from '@orpc/openapi/fetch'
import { BodyLimitPlugin } from '@orpc/server/fetch'
import type { Database } from '@/db/client'
import type { RequestContext } from '@/lib/access/allow'
import { tokenDoor } from '@/lib/access/door'
import { knownErrors } from '@/lib/access/errors'
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

const descriptionHeaders = new Headers({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
const tooOften = { code: 'TOO_MANY_REQUESTS', status: 429, message: knownErrors.TOO_MANY_REQUESTS.message }

/** The same router for integrators, as REST: bearer tokens only, no CORS. Its description needs no token. */
export async function answerRest(request: Request, database: Database): Promise<Response> {
  const isDescription = new URL(request.url).pathname === '/api/v1/openapi.json' && request.method === 'GET'
  if (isDescription) return withHeaders(Response.json(await describeApi()), descriptionHeaders)
  const { context, headers, isTooOften } = await tokenDoor(request, database)
  if (isTooOften) return withHeaders(Response.json(tooOften, { status: 429 }), headers)
  const fitting = (await isUpload(request, context.who)) ? uploads : handler
  const { matched, response } = await fitting.handle(request, { prefix: '/api/v1', context })
  return withHeaders(matched ? response : unknownAddress(), headers)
}
