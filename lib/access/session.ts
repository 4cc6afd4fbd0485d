import type { AuthOptions, DefaultSession } from 'next-auth'
import type { Database } from '@/db/client'
import { callbackCookie, csrfCookie, sessionCookie } from './cookies'
import { sqlState } from './errors'
import { endSession, lookUpSession } from './gate'
import { hashOf } from './secrets'
import { authSecret, sessionSeconds } from './session-cookie'
import { type Caller, type SignedIn, SignInRefused, signIn } from './sign-in'

const text = (value: unknown) => (typeof value === 'string' ? value : '')

/**
 * next-auth for one request. Its cookie carries nothing but a session id; the session is looked up on each request, so
 * ending it works within one.
 */
export function authOptions(database: Database, caller: Caller, onSignedIn: (signedIn: SignedIn) => void): AuthOptions {
  const authorize = async (given: Record<string, unknown> | undefined) => {
    const credentials = { email: text(given?.email), password: text(given?.password), hat: text(given?.hat) }
    const signedIn = await signIn(database, credentials, caller).catch((error: unknown) => {
      if (error instanceof SignInRefused) {
        console.error(`Sign-in refused: ${error.problem} from ${caller.address}`)
        throw error
      }
      console.error(`Sign-in failed: ${sqlState(error) ?? 'unknown error'}`)
      throw new SignInRefused('Unavailable')
    })
    onSignedIn(signedIn)
    return { id: String(signedIn.personId), sessionId: signedIn.sessionId }
  }
  return {
    secret: authSecret(),
    providers: [{ id: 'credentials', name: 'Password', type: 'credentials', credentials: {}, authorize }],
    session: { strategy: 'jwt', maxAge: sessionSeconds },
    jwt: { maxAge: sessionSeconds },
    pages: { signIn: '/sign-in', error: '/sign-in', signOut: '/' },
    cookies: { sessionToken: sessionCookie(), csrfToken: csrfCookie(), callbackUrl: callbackCookie() },
    logger: { error: (code) => console.error(`Sign-in: ${code}`), warn: () => {}, debug: () => {} },
    callbacks: {
      jwt: ({ token, user }) => ({ sid: user && 'sessionId' in user ? user.sessionId : token.sid }),
      session: async ({ session, token }): Promise<DefaultSession & { user?: { id: string } }> => {
        const known = await lookUpSession(database, hashOf(text(token.sid)))
        return { expires: session.expires, user: known ? { id: String(known.personId) } : undefined }
      },
    },
    events: {
      signOut: async ({ token }) => {
        await endSession(database, hashOf(text(token?.sid)))
      },
    },
  }
}
