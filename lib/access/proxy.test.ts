import { unstable_doesMiddlewareMatch } from 'next/experimental/testing/server'
import { NextRequest } from 'next/server'
import { describe, expect, test } from 'vitest'
import { config, proxy } from '@/proxy'

process.env.PUBLIC_URL = 'http://localhost:3000'
const home = 'http://localhost:3000'

describe('which addresses the proxy sees', () => {
  test.each([
    ['/', true],
    ['/people/E0109', true],
    ['/sign-in', true],
    ['/healthz/x', true],
    ['/api', true],
    ['/api/x', true],
    ['/api/authors', true],
    ['/api/v10/me', true],
    ['/api/auth/csrf', false],
    ['/api/v1', false],
    ['/api/v1/me', false],
    ['/rpc/me/get', false],
    ['/healthz', false],
    ['/readyz', false],
    ['/_next/static/a.js', false],
  ])('%s: %s', (path, isSeen) => {
    expect(unstable_doesMiddlewareMatch({ config, url: `${home}${path}`, nextConfig: {} })).toBe(isSeen)
  })
})

test('a page’s nonce is made here, whatever the client sends', () => {
  const headers = {
    cookie: 'gravitas-session=x',
    'x-nonce': 'mine',
    'content-security-policy': `script-src 'nonce-mine'`,
  }
  const response = proxy(new NextRequest(`${home}/api/x`, { headers }))
  const policy = response.headers.get('content-security-policy')
  const nonce = response.headers.get('x-middleware-request-x-nonce')
  expect(Buffer.from(nonce ?? '', 'base64')).toHaveLength(32)
  expect(policy).toContain(`'nonce-${nonce}'`)
  expect(response.headers.get('x-middleware-request-content-security-policy')).toBe(policy)
  expect(response.headers.get('x-frame-options')).toBe('DENY')
})

test('signed out, an unknown address leads to sign-in with the headers of a page', () => {
  const response = proxy(new NextRequest(`${home}/api/x?y=1`))
  expect(response.headers.get('location')).toBe(`${home}/sign-in?to=%2Fapi%2Fx%3Fy%3D1`)
  expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8')
})
