import { hash } from '@node-rs/argon2'
import { expect, test } from 'vitest'
import { hashPassword, isPassword } from './passwords'

const long = `${'Örtchen am Fluß '.repeat(16)}`.slice(0, 256)

test('a password is kept as argon2id at the cost that OWASP names, with a salt of its own', async () => {
  const [one, other] = await Promise.all([hashPassword(long), hashPassword(long)])
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(other).not.toBe(one)
})

test('a password counts whole, in each letter and case', async () => {
  const stored = await hashPassword(long)
  expect(long).toHaveLength(256)
  const tries = [long, `${long.slice(0, -1)}x`, long.slice(0, -1), long.toLowerCase(), ` ${long}`, '']
  expect(await Promise.all(tries.map((text) => isPassword(stored, text)))).toEqual([true, ...Array(5).fill(false)])
})

test('a password kept at another cost still opens', async () => {
  const stored = await hash('an older and cheaper one', { memoryCost: 8192, timeCost: 1, parallelism: 1 })
  expect(await isPassword(stored, 'an older and cheaper one')).toBe(true)
  expect(await isPassword(stored, 'an older and cheaper two')).toBe(false)
})
