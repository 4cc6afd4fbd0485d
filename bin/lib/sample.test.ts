import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { startRefusal } from '../../lib/access/address'
import { appUrl as derivedByTheApp } from '../../lib/access/database'
import { passwordProblem } from '../../lib/access/passwords'
import { inRoot } from './paths.mjs'
import { describeSignIns, refuseOpenSample, SIGN_INS } from './sample.mjs'
import { appUrl } from './secrets.mjs'
import { readSettings } from './settings.mjs'

const people = readFileSync(inRoot('db', 'sample', 'people.csv'), 'utf8')

test.each(SIGN_INS.filter(([role]) => role !== 'Administrator'))(
  'the sample has the %s that a start prints',
  (_, email) => {
    expect(people).toContain(`,${email},`)
  },
)

test.each([
  [{}, false],
  [{ PUBLIC_URL: 'http://127.0.0.1:4000' }, false],
  [{ HOST: '0.0.0.0', PUBLIC_URL: 'https://talent.example.org' }, true],
  [{ HOST: '0.0.0.0', PUBLIC_URL: 'http://localhost:3000', ALLOW_HTTP: '1' }, true],
  [{ PUBLIC_URL: 'https://talent.example.org' }, true],
  [{ PUBLIC_URL: 'http://192.0.2.7:3000', ALLOW_HTTP: '1' }, true],
])('with %o the launcher and the application both refuse the sample: %s', (env, isRefused) => {
  const start = () => refuseOpenSample(readSettings(env))
  if (isRefused) expect(start).toThrow(/passwords are public: leave HOST and PUBLIC_URL out/)
  else start()
  expect(startRefusal({ ...env, NODE_ENV: 'production' }, true) !== null).toBe(isRefused)
})

test('the password that a start prints is nobody’s own', () => {
  const printed = /password (\S+)/.exec(describeSignIns())?.[1] ?? ''
  expect(passwordProblem(printed)).toMatch(/public/)
})

test('the launcher and the application derive the same login', () => {
  const [url, secret] = ['postgresql://owner:pw@127.0.0.1:5432/gravitas', 'a secret']
  expect(appUrl(url, secret)).toBe(
    derivedByTheApp({ ...process.env, APP_DATABASE_URL: undefined, DATABASE_URL: url, AUTH_SECRET: secret }),
  )
})
