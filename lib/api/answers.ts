const unknown = { code: 'NOT_FOUND', status: 404, message: 'There is no such address. See /api/v1/openapi.json.' }

export const unknownAddress = (shape: (error: typeof unknown) => unknown = (error) => error) =>
  Response.json(shape(unknown), { status: 404 })

export function withHeaders(response: Response, headers: Headers): Response {
  for (const [name, value] of headers) response.headers.set(name, value)
  return response
}

/** Bytes of a request's body; no procedure takes a file. */
export const bodyLimit = 1_000_000
