import type { AuthOptions, DefaultSession } from 'next-auth'
import type { Database } from '@/db/client'
import { callbackCookie, csrfCookie, nonceCookie, sessionCookie, stateCookie, verifierCookie } from './cookies'
import { sqlState } from './errors'
import { endSession, lookUpSession } from './gate'
import type { Intent } from './intent'
import { type Claims, oidcProvider, oidcSettings } from './oidc'
import { connectProvider, signInByProvider } from './oidc-sign-in'
import { hashOf } from './secrets'
import { authSecret, sessionSeconds } from './session-cookie'
import { type Caller, type SignedIn, SignInRefused, signIn } from './sign-in'

const text = (value: unknown) => (typeof value === 'string' ? value : '')

/**
 * next-auth for one request. Its cookie carries nothing but a session id; the session is looked up on each request, so
 * ending it works within one.
 */
export function authOptions(
  database: Database,
  caller: Caller,
  intent: Intent,
  onSignedIn: (signedIn: SignedIn) => void,
): AuthOptions {
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
  const oidc = oidcSettings()
  const byProvider = oidc ? [oidcProvider(oidc, { needsEmail: intent.invitation !== undefined })] : []
  return {
    secret: authSecret(),
    providers: [
      { id: 'credentials', name: 'Password', type: 'credentials', credentials: {}, authorize },
      ...byProvider,
    ],
    session: { strategy: 'jwt', maxAge: sessionSeconds },
    jwt: { maxAge: sessionSeconds },
    pages: { signIn: '/sign-in', error: '/sign-in', signOut: '/' },
    cookies: {
      sessionToken: sessionCookie(),
      csrfToken: csrfCookie(),
      callbackUrl: callbackCookie(),
      ...journeyCookies(),
    },
    logger: { error: report, warn: () => {}, debug: () => {} },
    callbacks: {
      // With a password all is done by now. An address as the answer: nothing is opened, the browser goes there.
      signIn: async ({ user, account, profile }) => {
        if (account?.provider !== 'oidc') return true
        const claims = profile as unknown as Claims
        try {
          if (intent.session !== undefined) {
            await connectProvider(database, intent.session, claims)
            return '/account?connected=1'
          }
          const signedIn = await signInByProvider(database, claims, intent, caller)
          onSignedIn(signedIn)
          Object.assign(user, { id: String(signedIn.personId), sessionId: signedIn.sessionId })
          return true
        } catch (error) {
          const problem = error instanceof SignInRefused ? error.problem : 'Unavailable'
          if (problem === 'Unavailable') console.error(`Sign-in failed: ${sqlState(error) ?? 'unknown error'}`)
          return `${intent.session === undefined ? '/sign-in' : '/account'}?error=${problem}`
        }
      },
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

const journeyCookies = () => {
  const [state, nonce, pkceCodeVerifier] = [stateCookie(), nonceCookie(), verifierCookie()]
  return { state, nonce, pkceCodeVerifier }
}

/** For the operator: what kind of failure, and what the provider's library said of it; no token and nobody's name. */
function report(code: string, metadata: unknown) {
  const given = metadata as { error?: unknown } | undefined
  const error = given instanceof Error ? given : given?.error
  const why = code.includes('OAUTH') && error instanceof Error ? `: ${error.message.slice(0, 200)}` : ''
  console.error(`Sign-in: ${code}${why}`)
}
