import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'

/** 256 random bits in the form that libraries of standardwebhooks.com take. */
export const newSigningSecret = () => `whsec_${randomBytes(32).toString('base64')}`

const keyFrom = (authSecret: string) => Buffer.from(hkdfSync('sha256', authSecret, '', 'gravitas webhook secrets', 32))

/** AES-256-GCM under a key derived from AUTH_SECRET: a copy of the database alone signs nothing. */
export function lockSecret(secret: string, authSecret: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyFrom(authSecret), nonce)
  const body = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64')
}

/** Throws when AUTH_SECRET has changed since or the text was touched. */
export function unlockSecret(locked: string, authSecret: string): string {
  const bytes = Buffer.from(locked, 'base64')
  const decipher = createDecipheriv('aes-256-gcm', keyFrom(authSecret), bytes.subarray(0, 12))
  decipher.setAuthTag(bytes.subarray(12, 28))
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
}

/** Headers of one attempt, signed as standardwebhooks.com says: HMAC-SHA-256 over id, second and body. */
export function signedHeaders(secret: string, id: string, second: number, body: string): Record<string, string> {
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
  const signature = createHmac('sha256', key).update(`${id}.${second}.${body}`).digest('base64')
  return {
    'content-type': 'application/json',
    'user-agent': 'Gravitas-Webhooks',
    'webhook-id': id,
    'webhook-timestamp': String(second),
    'webhook-signature': `v1,${signature}`,
  }
}

const minute = 60
const hour = 60 * minute
/** Seconds until the next attempt, by attempts made; after the last the message has failed. */
const pauses = [5, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 14 * hour, 20 * hour, 24 * hour]

/** When to try again in seconds, spread by up to a tenth so that receivers are not met all at once; null: never. */
export function pauseAfter(attempts: number, spread: number): number | null {
  const pause = pauses[attempts - 1]
  return pause === undefined ? null : Math.round(pause * (1 + spread / 10))
}
