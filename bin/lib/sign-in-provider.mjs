import { createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import { createServer } from 'node:http'
import { Provider } from 'oidc-provider'

/** What an application says to be let in. */
export const client = { id: 'gravitas', secret: 'a secret between the two, for tests only' }

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const keyId = 'test'
const encoded = (value) => Buffer.from(JSON.stringify(value)).toString('base64url')
const decoded = (part) => JSON.parse(Buffer.from(part, 'base64url').toString())

/** An ID token with these parts, signed with the provider's own key unless it says `alg: none`. */
function signed(header, payload) {
  const text = `${encoded(header)}.${encoded(payload)}`
  if (header.alg === 'none') return `${text}.`
  return `${text}.${sign('sha256', Buffer.from(text), privateKey).toString('base64url')}`
}

/**
 * A real OpenID provider on a free loopback port. Whoever signs in types a subject; `accounts` says what is known of it.
 * `tamper` may change an ID token's `{ header, payload }` before it leaves: the provider that tests are afraid of.
 */
export async function startProvider({ redirectUris, accounts, port = 0 }) {
  const server = createServer()
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${server.address().port}`
  const state = { tamper: null }
  const provider = new Provider(issuer, {
    clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: redirectUris }],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), kid: keyId, use: 'sig', alg: 'RS256' }] },
    cookies: { keys: ['a key for tests only'] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    findAccount: (_, id) =>
      accounts[id] ? { accountId: id, claims: () => ({ sub: id, ...accounts[id] }) } : undefined,
  })
  const answer = provider.callback()
  server.on('request', async (request, response) => {
    const path = new URL(request.url, issuer).pathname
    if (path.startsWith('/interaction/')) return interact(provider, request, response)
    if (path === '/token' && state.tamper) changeToken(response, state.tamper)
    return answer(request, response)
  })
  return {
    issuer,
    publicKey: createPublicKey(privateKey),
    setTamper: (tamper) => {
      state.tamper = tamper
    },
    stop: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(resolve))
    },
  }
}

/** One field and one button: who are you? Consent goes without saying. */
async function interact(provider, request, response) {
  const { params } = await provider.interactionDetails(request, response)
  if (request.method !== 'POST') {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    return response.end(
      '<!doctype html><html lang="en"><title>Test provider</title><form method="post"><label>Who are you? <input name="subject"></label><button>Sign in</button></form></html>',
    )
  }
  const parts = []
  for await (const part of request) parts.push(part)
  const subject = new URLSearchParams(Buffer.concat(parts).toString()).get('subject') ?? ''
  if (!subject) return provider.interactionFinished(request, response, { error: 'access_denied' })
  const grant = new provider.Grant({ accountId: subject, clientId: params.client_id })
  grant.addOIDCScope(params.scope)
  const result = { login: { accountId: subject, remember: false }, consent: { grantId: await grant.save() } }
  return provider.interactionFinished(request, response, result)
}

function changeToken(response, tamper) {
  const end = response.end.bind(response)
  response.end = (body) => {
    const answer = JSON.parse(String(body))
    if (answer.id_token) {
      const [header, payload] = answer.id_token.split('.').map((part, at) => (at < 2 ? decoded(part) : part))
      const changed = tamper({ header, payload })
      answer.id_token = signed(changed.header, changed.payload)
    }
    const text = JSON.stringify(answer)
    response.setHeader('content-length', Buffer.byteLength(text))
    return end(text)
  }
}
