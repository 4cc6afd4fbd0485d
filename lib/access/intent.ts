import { decode, encode } from 'next-auth/jwt'
import { authSecret } from './session-cookie'

/** What somebody goes to the provider for; it holds for the one state that they were sent there with. */
export interface Intent {
  /** The secret of an open invitation, to be spent. */
  invitation?: string
  /** Hash of the session whose account is to be connected. */
  session?: string
  /** The hat asked for. */
  hat?: string
}

const minutes = 15
const salt = 'intent'

/** The intent, sealed for the browser's cookie. */
export const sealIntent = (intent: Intent, state: string) =>
  encode({ token: { intent, state }, secret: authSecret(), salt, maxAge: minutes * 60 })

/** The intent of this very journey; plain signing in when the cookie is missing, old or another journey's. */
export async function intentIn(cookie: string | undefined, state: string | null): Promise<Intent> {
  if (!cookie || !state || cookie.length > 4000) return {}
  const token = await decode({ token: cookie, secret: authSecret(), salt }).catch(() => null)
  return token?.state === state ? (token.intent as Intent) : {}
}
