import { createDecipheriv, hkdfSync } from 'node:crypto'
import { encode } from 'next-auth/jwt'

/** The absolute life of a session, in seconds; the database enforces it, and 60 minutes of idleness. */
export const sessionSeconds = 12 * 60 * 60

export function authSecret(): string {
  const secret = process.env.AUTH_SECRET
  if (!secret) throw new Error('Set AUTH_SECRET; `npm start` does it for you.')
  return secret
}

/** next-auth derives this key anew for each cookie, which costs a request more than all else at this door. */
function keyOf(secret: string): Buffer {
  if (derived?.secret !== secret) {
    const key = hkdfSync('sha256', secret, '', 'NextAuth.js Generated Encryption Key', 32)
    derived = { secret, key: Buffer.from(key) }
  }
  return derived.key
}
let derived: { secret: string; key: Buffer } | undefined

/** What next-auth writes, and nothing else: `{"alg":"dir","enc":"A256GCM"}` and an empty key. */
const form = /^(eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0)\.\.([\w-]{16})\.([\w-]+)\.([\w-]{22})$/
/** Seconds that two machines' clocks may differ: next-auth's own. */
const tolerance = 15

/** The session id that an encrypted cookie carries; null when it is not ours or too old. */
export async function sessionIdIn(cookie: string | undefined): Promise<string | null> {
  const [, head, iv, text, tag] = (cookie && cookie.length <= 2000 && form.exec(cookie)) || []
  if (!head || !iv || !text || !tag) return null
  const bytes = (part: string) => Buffer.from(part, 'base64url')
  const opener = createDecipheriv('aes-256-gcm', keyOf(authSecret()), bytes(iv), { authTagLength: 16 })
  opener.setAAD(Buffer.from(head)).setAuthTag(bytes(tag))
  try {
    const plain = Buffer.concat([opener.update(bytes(text)), opener.final()]).toString()
    const { sid, exp } = JSON.parse(plain) as { sid?: unknown; exp?: unknown }
    const isOver = typeof exp !== 'number' || exp <= Math.floor(Date.now() / 1000) - tolerance
    return isOver || typeof sid !== 'string' ? null : sid
  } catch {
    return null
  }
}

/** The encrypted cookie of a session: the same as next-auth makes at sign-in. */
export const cookieOf = (sessionId: string) =>
  encode({ token: { sid: sessionId }, secret: authSecret(), maxAge: sessionSeconds })
