import { expect, test } from 'vitest'
import { lockSecret, newSigningSecret, pauseAfter, signedHeaders, unlockSecret } from './message'

test('the signature is that of the standard’s own example', () => {
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
  const headers = signedHeaders(secret, 'msg_p5jXN8AQM9LWM0D4loKWxJek', 1614265330, '{"test": 2432232314}')
  expect(headers['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
})

test('a locked secret opens with the same key only, and holds nothing readable', () => {
  const secret = newSigningSecret()
  const locked = lockSecret(secret, 'one')
  expect(unlockSecret(locked, 'one')).toBe(secret)
  expect(() => unlockSecret(locked, 'two')).toThrow()
  expect(locked).not.toContain(secret.slice(6, 20))
  expect(lockSecret(secret, 'one')).not.toBe(locked)
})

test('nine attempts after the first, over some three days, then never', () => {
  const pauses = Array.from({ length: 11 }, (_, at) => pauseAfter(at + 1, 0))
  expect(pauses.filter((pause) => pause === null)).toHaveLength(2)
  const days = pauses.reduce<number>((sum, pause) => sum + (pause ?? 0), 0) / 86_400
  expect(days).toBeCloseTo(3.15, 1)
  expect(pauseAfter(1, 1)).toBe(6)
})
