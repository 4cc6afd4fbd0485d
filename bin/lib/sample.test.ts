import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { appUrl as derivedByTheApp } from '../../lib/access/database'
import { inRoot } from './paths.mjs'
import { SIGN_INS } from './sample.mjs'
import { appUrl } from './secrets.mjs'

const people = readFileSync(inRoot('db', 'sample', 'people.csv'), 'utf8')

test.each(SIGN_INS.filter(([role]) => role !== 'Administrator'))(
  'the sample has the %s that a start prints',
  (_, email) => {
    expect(people).toContain(`,${email},`)
  },
)

test('the launcher and the application derive the same login', () => {
  const [url, secret] = ['postgresql://owner:pw@127.0.0.1:5432/gravitas', 'a secret']
  expect(appUrl(url, secret)).toBe(
    derivedByTheApp({ ...process.env, APP_DATABASE_URL: undefined, DATABASE_URL: url, AUTH_SECRET: secret }),
  )
})
