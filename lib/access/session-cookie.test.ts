import { encode } from 'next-auth/jwt'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { cookieOf, sessionIdIn } from './session-cookie'

const secret = 'a secret for tests only'
beforeEach(() => {
  vi.stubEnv('AUTH_SECRET', secret)
})
afterEach(() => vi.unstubAllEnvs())

/** Another letter in the middle of one of the parts. */
const spoilt = (cookie: string, part: number) =>
  cookie
    .split('.')
    .map((text, at) => {
      if (at !== part) return text
      const middle = Math.floor(text.length / 2)
      return `${text.slice(0, middle)}${text[middle] === 'A' ? 'B' : 'A'}${text.slice(middle + 1)}`
    })
    .join('.')

test('what next-auth sealed is opened, time and again', async () => {
  const cookies = await Promise.all(['one', 'two', 'one'].map(cookieOf))
  expect(await Promise.all(cookies.map(sessionIdIn))).toEqual(['one', 'two', 'one'])
})

test('another secret opens nothing, and opens its own', async () => {
  const mine = await cookieOf('one')
  vi.stubEnv('AUTH_SECRET', 'another secret')
  expect(await sessionIdIn(mine)).toBeNull()
  expect(await sessionIdIn(await cookieOf('two'))).toBe('two')
})

describe('nothing comes out of', () => {
  test.each([
    ['its head', 0],
    ['its nonce', 2],
    ['its text', 3],
    ['its tag', 4],
  ])('a cookie with another letter in %s', async (_, part) => {
    expect(await sessionIdIn(spoilt(await cookieOf('one'), part))).toBeNull()
  })
  test('a shorter tag, a key of its own, other words, or nothing', async () => {
    const cookie = await cookieOf('one')
    const [head, , ...rest] = cookie.split('.')
    const odd = [cookie.slice(0, -6), [head, 'AAAA', ...rest].join('.'), `${cookie}.`, 'x', '', undefined]
    expect(await Promise.all(odd.map(sessionIdIn))).toEqual(odd.map(() => null))
  })
  test('a cookie whose time is over, or that names no session', async () => {
    const over = await encode({ token: { sid: 'one' }, secret, maxAge: -20 })
    const nameless = await encode({ token: { name: 'Anna' }, secret })
    const near = await encode({ token: { sid: 'one' }, secret, maxAge: -5 })
    expect(await Promise.all([over, nameless, near].map(sessionIdIn))).toEqual([null, null, 'one'])
  })
})
