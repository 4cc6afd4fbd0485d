import { expect, test } from 'vitest'
import { oidcSettings } from './oidc'

test.each<[string, Record<string, string>, string | RegExp | null]>([
  ['nothing set', {}, null],
  [
    'all three',
    { OIDC_ISSUER: 'https://id.example', OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET: 'b' },
    'openid email profile',
  ],
  [
    'scopes of one’s own',
    { OIDC_ISSUER: 'https://id.example', OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET: 'b', OIDC_SCOPES: 'openid,email' },
    'openid email',
  ],
  [
    'http on this machine',
    { OIDC_ISSUER: 'http://localhost:9', OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET: 'b' },
    'openid email profile',
  ],
  ['one missing', { OIDC_ISSUER: 'https://id.example', OIDC_CLIENT_ID: 'a' }, /together/],
  ['http elsewhere', { OIDC_ISSUER: 'http://id.example', OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET: 'b' }, /https/],
  ['no address', { OIDC_ISSUER: 'id.example', OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET: 'b' }, /https/],
])('settings, %s', (_, env, expected) => {
  const read = () => oidcSettings(env as unknown as NodeJS.ProcessEnv)?.scopes ?? null
  if (expected instanceof RegExp) expect(read).toThrow(expected)
  else expect(read()).toBe(expected)
})
