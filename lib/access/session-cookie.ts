import { decode, encode } from 'next-auth/jwt'

/** The absolute life of a session, in seconds; the database enforces it, and 60 minutes of idleness. */
export const sessionSeconds = 12 * 60 * 60

export function authSecret(): string {
  const secret = process.env.AUTH_SECRET
  if (!secret) throw new Error('Set AUTH_SECRET; `npm start` does it for you.')
  return secret
}

/** The session id that an encrypted cookie carries; null when it is not ours or too old. */
export async function sessionIdIn(cookie: string | undefined): Promise<string | null> {
  if (!cookie || cookie.length > 2000) return null
  const token = await decode({ token: cookie, secret: authSecret() }).catch(() => null)
  return typeof token?.sid === 'string' ? token.sid : null
}

/** The encrypted cookie of a session: the same as next-auth makes at sign-in. */
export const cookieOf = (sessionId: string) =>
  encode({ token: { sid: sessionId }, secret: authSecret(), maxAge: sessionSeconds })
