import type { OAuthConfig } from 'next-auth/providers/oauth'
import { isLoopback } from './address'

/** The organisation's sign-in provider, from the environment. */
export interface Oidc {
  issuer: string
  clientId: string
  clientSecret: string
  /** What its button says: "Continue with …". */
  name: string
  scopes: string
}

/** What an ID token says of whoever signed in. */
export interface Claims {
  iss: string
  sub: string
  email?: string
  email_verified?: boolean
}

/** The provider, or null when none is set; throws a sentence for settings that cannot work. */
export function oidcSettings(env: NodeJS.ProcessEnv = process.env): Oidc | null {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = env
  if (!issuer && !clientId && !clientSecret) return null
  if (!issuer || !clientId || !clientSecret) {
    throw new Error('Set OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET together, or none of them.')
  }
  const url = URL.canParse(issuer) ? new URL(issuer) : null
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname))
  if (!isSafe || url?.search || url?.hash) {
    throw new Error(`OIDC_ISSUER is "${issuer}": write the https address by which the provider calls itself.`)
  }
  const scopes = [...new Set(['openid', ...(env.OIDC_SCOPES || 'email profile').split(/[\s,]+/).filter(Boolean)])]
  return { issuer, clientId, clientSecret, name: env.OIDC_NAME || 'single sign-on', scopes: scopes.join(' ') }
}

/**
 * The provider as next-auth knows it: state, nonce and PKCE each time, the ID token's signature, issuer, audience and
 * expiry checked, the issuer in the response too (RFC 9207). `needsEmail`: also asks for the address where the token has none.
 */
export function oidcProvider(oidc: Oidc, { needsEmail }: { needsEmail: boolean }): OAuthConfig<Claims> {
  return {
    ...{ id: 'oidc', name: oidc.name, type: 'oauth', idToken: true, checks: ['pkce', 'state', 'nonce'] },
    ...{ issuer: oidc.issuer, clientId: oidc.clientId, clientSecret: oidc.clientSecret },
    wellKnown: `${oidc.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
    authorization: { params: { scope: oidc.scopes } },
    token: {
      async request({ client, params, checks, provider }) {
        const { issuer } = client.issuer.metadata
        if (issuer !== oidc.issuer) throw new Error(`The provider calls itself ${issuer}: set OIDC_ISSUER to that.`)
        return { tokens: await client.callback(provider.callbackUrl, params, { ...checks, response_type: 'code' }) }
      },
    },
    userinfo: {
      async request({ client, tokens }) {
        const claims = (tokens as { claims: () => Claims }).claims()
        if (!needsEmail || claims.email || !client.issuer.metadata.userinfo_endpoint) return claims
        const more = await client.userinfo<Claims>(tokens.access_token ?? '', { params: {} })
        if (more.sub !== claims.sub) throw new Error('The provider answered about somebody else.')
        return { ...claims, email: more.email, email_verified: more.email_verified }
      },
    },
    profile: ({ sub }) => ({ id: sub }),
  }
}
