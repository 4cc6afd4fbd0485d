const unknown = { code: 'NOT_FOUND', status: 404, message: 'There is no such address. See /api/v1/openapi.json.' }

export const unknownAddress = (shape: (error: typeof unknown) => unknown = (error) => error) =>
  Response.json(shape(unknown), { status: 404 })

/** Seconds after which a server that was too busy may be asked again. */
const breath = '2'

export function withHeaders(response: Response, headers: Headers): Response {
  for (const [name, value] of headers) response.headers.set(name, value)
  if (response.status === 503) response.headers.set('retry-after', breath)
  return response
}

/** Bytes of a request's body; where a file may come in there is room for what carries it. */
export const bodyLimit = 1_000_000
export const uploadLimit = 22_000_000

const takesFiles =
  /^\/(rpc\/(imports\/create|framework\/importFile|evidence\/add)|api\/v1\/(imports|framework\/draft\/file|evidence))$/

/** Whether the request goes to an address that takes files, from somebody who is known: nobody else may fill memory. */
export async function isUpload(request: Request, who: () => Promise<unknown>): Promise<boolean> {
  const goesThere = request.method === 'POST' && takesFiles.test(new URL(request.url).pathname)
  return goesThere && (await who().catch(() => null)) !== null
}
