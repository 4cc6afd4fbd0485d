import path from 'node:path'
import { expect, test } from 'vitest'
import { root } from './paths.mjs'
import { appUrl } from './secrets.mjs'
import { localUrl, readSettings } from './settings.mjs'

test('an empty environment is a private server on port 3000 with the sample', () => {
  expect(readSettings({})).toEqual({
    databaseUrl: null,
    dataDir: path.join(root, '.data'),
    host: '127.0.0.1',
    port: 3000,
    publicUrl: 'http://localhost:3000',
    isOpen: false,
    sample: true,
  })
})

test.each([
  [{ PORT: '4000' }, { publicUrl: 'http://localhost:4000', port: 4000 }],
  [{ DATA_DIR: '/srv/talent' }, { dataDir: '/srv/talent' }],
  [{ HOST: '::1' }, { isOpen: false }],
  [{ HOST: '127.0.0.9' }, { isOpen: false }],
  [
    { HOST: '0.0.0.0', PUBLIC_URL: 'https://talent.example.org' },
    { isOpen: true, publicUrl: 'https://talent.example.org' },
  ],
  [
    { HOST: '0.0.0.0', ALLOW_HTTP: '1' },
    { isOpen: true, publicUrl: 'http://localhost:3000' },
  ],
  [{ PUBLIC_URL: 'https://talent.example.org/' }, { isOpen: true, publicUrl: 'https://talent.example.org' }],
  [{ PUBLIC_URL: 'http://127.0.0.1:4000' }, { isOpen: false }],
  [{ PUBLIC_URL: 'http://[::1]:4000' }, { isOpen: false }],
  [{ PUBLIC_URL: 'http://gravitas.localhost:4000' }, { isOpen: false }],
])('%o is understood', (env, expected) => expect(readSettings(env)).toMatchObject(expected))

test.each([
  [{ PORT: '80a' }, /^PORT is "80a"/],
  [{ PORT: '70000' }, /^PORT is "70000"/],
  [{ HOST: '0.0.0.0' }, /ALLOW_HTTP=1/],
  [{ PUBLIC_URL: 'http://talent.example.org' }, /ALLOW_HTTP=1/],
  [{ PUBLIC_URL: 'talent.example.org' }, /without a path/],
  [{ PUBLIC_URL: 'https://example.org/talent' }, /without a path/],
  [{ DATABASE_URL: 'mysql://a@b/c' }, /^DATABASE_URL is not an address/],
])('%o is refused', (env, sentence) => expect(() => readSettings(env)).toThrow(sentence))

test('options: --no-sample, and nothing else', () => {
  expect(readSettings({}, ['--no-sample']).sample).toBe(false)
  expect(() => readSettings({}, ['--nosample'])).toThrow('no option --nosample')
})

test.each([
  ['0.0.0.0', 'http://127.0.0.1:3000'],
  ['::', 'http://[::1]:3000'],
  ['::1', 'http://[::1]:3000'],
  ['127.0.0.1', 'http://127.0.0.1:3000'],
])('a server on %s is reached at %s', (host, expected) => expect(localUrl({ host, port: 3000 })).toBe(expected))

test('the application signs in as itself, with a password that follows from the secret', () => {
  const owner = 'postgresql://owner:pw@127.0.0.1:5/gravitas?sslmode=require'
  const [one, two] = [new URL(appUrl(owner, 'a')), new URL(appUrl(owner, 'b'))]
  expect(one.username).toBe('gravitas_app')
  expect(one.href).toBe(appUrl(owner, 'a'))
  expect(one.password).not.toBe(two.password)
  expect(one.search).toBe('?sslmode=require')
})
