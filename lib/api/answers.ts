import { mostUploaded } from '@/lib/exchange/shapes'

const unknown = { code: 'NOT_FOUND', status: 404, message: 'There is no such address. See /api/v1/openapi.json.' }

export const unknownAddress = (shape: (error: typeof unknown) => unknown = (error) => error) =>
  Response.json(shape(unknown), { status: 404 })

export function withHeaders(response: Response, headers: Headers): Response {
  for (const [name, value] of headers) response.headers.set(name, value)
  return response
}

/** Bytes of a request's body; uploads have their own limit, with room for names and separators. */
export const bodyLimit = 1_000_000
export const uploadLimit = mostUploaded + 100_000

/** Whether the request goes to the one address that takes files, from somebody who is known: nobody else may fill memory. */
export async function isUpload(request: Request, path: string, who: () => Promise<unknown>): Promise<boolean> {
  return request.method === 'POST' && new URL(request.url).pathname === path && (await who().catch(() => null)) !== null
}
