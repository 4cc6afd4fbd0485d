import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto'

export const appLogin = 'gravitas_app'

/** The app's database password: the same on every instance that shares the secret, and never stored. */
export function appPassword(authSecret: string): string {
  return createHmac('sha256', authSecret).update(appLogin).digest('base64url')
}

/** The owner's address with the app's login in it; the app uses it unless APP_DATABASE_URL is set. */
export function appDatabaseUrl(ownerUrl: string, authSecret: string): string {
  const url = new URL(ownerUrl)
  url.username = appLogin
  url.password = appPassword(authSecret)
  return url.href
}

/** What PostgreSQL stores for a password (RFC 5803), so that its log never holds the password itself. */
export function scramVerifier(password: string, salt: Buffer = randomBytes(16), iterations = 4096): string {
  const salted = pbkdf2Sync(password.normalize('NFKC'), salt, iterations, 32, 'sha256')
  const part = (name: string) => createHmac('sha256', salted).update(name).digest()
  const storedKey = createHash('sha256').update(part('Client Key')).digest('base64')
  const serverKey = part('Server Key').toString('base64')
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${storedKey}:${serverKey}`
}
