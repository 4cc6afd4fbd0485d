import { hkdfSync } from 'node:crypto'
import { jwtDecrypt } from 'jose'
import { encode } from 'next-auth/jwt'

/** The absolute life of a session, in seconds; the database enforces it, and 60 minutes of idleness. */
export const sessionSeconds = 12 * 60 * 60

export function authSecret(): string {
  const secret = process.env.AUTH_SECRET
  if (!secret) throw new Error('Set AUTH_SECRET; `npm start` does it for you.')
  return secret
}

/** next-auth's own `decode` derives this key anew for each cookie, which costs a request more than all else at this door. */
function keyOf(secret: string): Uint8Array {
  if (derived?.secret !== secret) {
    const key = hkdfSync('sha256', secret, '', 'NextAuth.js Generated Encryption Key', 32)
    derived = { secret, key: new Uint8Array(key) }
  }
  return derived.key
}
let derived: { secret: string; key: Uint8Array } | undefined

/** What next-auth writes, and nothing else; two machines' clocks may differ by its own 15 seconds. */
const form = {
  keyManagementAlgorithms: ['dir'],
  contentEncryptionAlgorithms: ['A256GCM'],
  requiredClaims: ['exp'],
  clockTolerance: 15,
}

/** The session id that an encrypted cookie carries; null when it is not ours or too old. */
export async function sessionIdIn(cookie: string | undefined): Promise<string | null> {
  if (!cookie || cookie.length > 2000) return null
  const opened = await jwtDecrypt(cookie, keyOf(authSecret()), form).catch(() => null)
  const sid = opened?.payload.sid
  return typeof sid === 'string' ? sid : null
}

/** The encrypted cookie of a session: the same as next-auth makes at sign-in. */
export const cookieOf = (sessionId: string) =>
  encode({ token: { sid: sessionId }, secret: authSecret(), maxAge: sessionSeconds })
