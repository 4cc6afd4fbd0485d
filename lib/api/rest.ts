import { OpenAPIHandler } from '@orpc/openapi/fetch'
import { BodyLimitPlugin } from '@orpc/server/fetch'
import type { Database } from '@/db/client'
import type { RequestContext } from '@/lib/access/allow'
import { tokenDoor } from '@/lib/access/door'
import { bodyLimit, fileLimit, takesFile, unknownAddress, withHeaders } from './answers'
import { describeApi } from './open-api'
import { router } from './router'

const withLimit = (maxBodySize: number) =>
  new OpenAPIHandler<RequestContext>(router, {
    plugins: [new BodyLimitPlugin({ maxBodySize })],
    customErrorResponseBodyEncoder: ({ code, status, message, data }) => ({ code, status, message, data }),
  })
const [usual, forFiles] = [withLimit(bodyLimit), withLimit(fileLimit)]

/** The same router for integrators, as REST: bearer tokens only, no CORS. Its description needs no token. */
export async function answerRest(request: Request, database: Database): Promise<Response> {
  const { context, headers } = tokenDoor(request, database)
  const { pathname } = new URL(request.url)
  const isDescription = pathname === '/api/v1/openapi.json' && request.method === 'GET'
  if (isDescription) return withHeaders(Response.json(await describeApi()), headers)
  const { matched, response } = await (takesFile(pathname) ? forFiles : usual).handle(request, {
    prefix: '/api/v1',
    context,
  })
  return withHeaders(matched ? response : unknownAddress(), headers)
}
