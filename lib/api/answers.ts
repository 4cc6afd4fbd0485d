const unknown = { code: 'NOT_FOUND', status: 404, message: 'There is no such address. See /api/v1/openapi.json.' }

export const unknownAddress = (shape: (error: typeof unknown) => unknown = (error) => error) =>
  Response.json(shape(unknown), { status: 404 })

export function withHeaders(response: Response, headers: Headers): Response {
  for (const [name, value] of headers) response.headers.set(name, value)
  return response
}

/** Bytes of a request's body. */
export const bodyLimit = 1_000_000
/** The same where a framework's file comes in as text: 10 MB, and what JSON adds to it. */
export const fileLimit = 12_000_000
export const takesFile = (pathname: string) =>
  /^\/(rpc\/framework\/importFile|api\/v1\/framework\/draft\/file)$/.test(pathname)
