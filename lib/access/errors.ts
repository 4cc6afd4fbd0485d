import { ORPCError } from '@orpc/server'
import { z } from 'zod'

/** Every error the API answers with: each carries a sentence for the person who reads it. */
export const knownErrors = {
  BAD_REQUEST: {
    status: 400,
    message: 'Something in the request is not understood.',
    data: z.object({ issues: z.array(z.object({ path: z.string(), message: z.string() })) }),
  },
  UNAUTHORIZED: { status: 401, message: 'Sign in to go on.' },
  FORBIDDEN: { status: 403, message: 'You have no right to this.' },
  NOT_FOUND: { status: 404, message: 'There is nothing here that you may see.' },
  CONFLICT: { status: 409, message: 'Somebody changed this in the meantime.' },
  TOO_MANY_REQUESTS: { status: 429, message: 'That was too often. Try again in a while.' },
  SERVICE_UNAVAILABLE: { status: 503, message: 'This cannot be done right now. Try again in a moment.' },
} as const

export interface Issue {
  path: string
  message: string
}

export const unknownViewer = () => new ORPCError('UNAUTHORIZED', { message: knownErrors.UNAUTHORIZED.message })
export const refused = (sentence: string) => new ORPCError('FORBIDDEN', { message: sentence })
/** For what does not exist and for what is out of scope alike: nobody can tell the two apart. */
export const notFound = (sentence: string) => new ORPCError('NOT_FOUND', { message: sentence })
export const conflict = (sentence: string, data?: unknown) => new ORPCError('CONFLICT', { message: sentence, data })
export const invalid = (sentence: string, issues: Issue[] = []) =>
  new ORPCError('BAD_REQUEST', { message: sentence, data: { issues } })
export const tooMany = (sentence: string) => new ORPCError('TOO_MANY_REQUESTS', { message: sentence })
const busy = (sentence: string, cause?: unknown) => new ORPCError('SERVICE_UNAVAILABLE', { message: sentence, cause })

const failed = (cause: unknown) =>
  new ORPCError('INTERNAL_SERVER_ERROR', {
    message: 'Something went wrong on our side. Nothing was changed; try again, or tell your administrator.',
    cause,
  })

interface RawIssue {
  message: string
  path?: readonly (PropertyKey | { key: PropertyKey })[]
}

const pathOf = (issue: RawIssue) =>
  (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.')

function fromValidation(raw: readonly RawIssue[]) {
  const issues = raw.map((issue) => ({ path: pathOf(issue), message: issue.message }))
  const told = issues.slice(0, 3).map(({ path, message }) => (path ? `${path}: ${message}` : message))
  return invalid(`Something in the request is not understood. ${told.join('. ')}.`, issues)
}

/** The error that carries an SQLSTATE: this one or whatever caused it; ORMs wrap it. */
function sqlError(error: unknown): (Error & { code: string; constraint?: string }) | null {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 6; at = at.cause, depth++) {
    if (typeof (at as Error & { code?: unknown }).code === 'string') return at as Error & { code: string }
  }
  return null
}

export const sqlState = (error: unknown): string | null => sqlError(error)?.code ?? null
/** The name of the constraint that refused a write; null where none did. */
export const brokenConstraint = (error: unknown): string | null => sqlError(error)?.constraint ?? null

/** The database's own rules speak in sentences, under states that start with GV and the status of the answer. */
function fromRule(error: unknown) {
  const { code, message } = sqlError(error) ?? { code: '', message: '' }
  if (code === 'GV403') return refused(message)
  if (code === 'GV409') return conflict(message)
  if (code === 'GV429') return tooMany(message)
  return code === 'GV400' ? invalid(message) : null
}

const lostConnection =
  /^(08...|57P0[1-5]|53300|ECONNREFUSED|ECONNRESET|EPIPE|ENOTFOUND|ETIMEDOUT|EHOSTUNREACH|28P01|3D000)$/
const sayings: Record<string, string> = {
  '57014': 'That took too long. Ask for less at once, or try again in a moment.',
  '55P03': 'Somebody else is changing this right now. Try again in a moment.',
  '40001': 'Somebody changed this at the same moment. Try again.',
  '40P01': 'Somebody changed this at the same moment. Try again.',
}

/** A NUL in a text, a number out of range, a text that is no number: what was sent, not what was done with it. */
const unfit = /^(22021|22003|22P02)$/

/** The error as a person may read it: one sentence, no SQL, no values. What it was stays in `cause`. */
export function inWords(error: unknown): ORPCError<string, unknown> {
  if (error instanceof ORPCError) {
    const issues: unknown = error.code === 'BAD_REQUEST' && error.cause ? error.data?.issues : undefined
    if (Array.isArray(issues)) return fromValidation(issues)
    return error.code === 'INTERNAL_SERVER_ERROR' ? failed(error.cause ?? error) : error
  }
  const ruled = fromRule(error)
  if (ruled) return ruled
  const state = sqlState(error)
  if (state === '23505' || state === '23P01') {
    return conflict('Somebody else has just written the same. Load this again and look at what is there now.')
  }
  if (state === '42501') return refused(knownErrors.FORBIDDEN.message)
  if (state && unfit.test(state)) {
    return invalid('Something in the request is a character or a number that nothing here can hold. Leave it out.')
  }
  const saying = state ? sayings[state] : undefined
  if (saying) return busy(saying, error)
  const isLost =
    (state && lostConnection.test(state)) ||
    (error instanceof Error &&
      /connection (terminated|ended)|not queryable|timeout exceeded when trying to connect/i.test(error.message))
  return isLost ? busy('The database cannot be reached right now. Try again in a moment.', error) : failed(error)
}
