import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { inviteOne } from '@/lib/access/invitations'
import { signIn } from '@/lib/access/sign-in'
import { createPeople, emailOf } from '@/lib/access/test-people'
import { generateMetadata } from './[secret]/page'
import { setPassword } from './set-password'

const now = vi.hoisted(() => ({ database: null as unknown }))
vi.mock('@/lib/access/database', async (original) => ({
  ...(await original<object>()),
  theDatabase: () => now.database,
}))
vi.mock('@/lib/api/request-locale', () => ({ requestLocale: async () => 'de' }))

process.env.PUBLIC_URL = 'https://gravitas.example'
const chosen = 'vier gute deutsche Worte'
let planted: Awaited<ReturnType<typeof createPeople>>
let link: string
beforeAll(async () => {
  planted = await createPeople()
  now.database = planted.database
  link = (await planted.database.asJob('command', (db) => inviteOne(db, emailOf('invited')))).link
})
afterAll(() => planted.drop())

function formOf(secret: string, password: string, again = password): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries({ secret, password, again })) form.set(name, value)
  return form
}
const secretOf = () => link.split('/').at(-1) ?? ''
const dead = /^Er wurde benutzt, ist abgelaufen/

test.each([
  ['a second password that differs', () => formOf(secretOf(), chosen, `${chosen}!`), /^Die beiden Passwörter/],
  ['a short password', () => formOf(secretOf(), 'kurz'), /15 characters/],
  [
    'the own e-mail',
    () => formOf(secretOf(), `I was ${emailOf('invited')}`),
    /^Leave “.*” out: it is part of your e-mail/,
  ],
  ['a link nobody made', () => formOf('x'.repeat(43), chosen), dead],
  ['text that is no link', () => formOf('\0', chosen), dead],
  ['nothing', () => new FormData(), dead],
])('%s: a sentence, and nothing is set', async (_, form, sentence) => {
  expect(await setPassword(null, form())).toMatch(sentence)
})

test('a link sets a password once and leads to sign-in', async () => {
  await expect(setPassword(null, formOf(secretOf(), chosen))).rejects.toMatchObject({
    digest: expect.stringContaining(';/sign-in;'),
  })
  const caller = { address: '192.0.2.1', agent: '', device: undefined }
  const credentials = { email: emailOf('invited'), password: chosen }
  expect(await signIn(planted.database, credentials, caller)).toHaveProperty('sessionId')
  expect(await setPassword(null, formOf(secretOf(), 'an entirely other one'))).toMatch(dead)
})

test('the page keeps the policy on referrers that all pages have, so that its form may be sent', async () => {
  expect(await generateMetadata()).not.toHaveProperty('referrer')
})
