import { hkdfSync } from 'node:crypto'
import { refused } from './errors'
import { authSecret } from './session-cookie'
import type { Viewer } from './viewer'

/**
 * The key by which one account's unsent answers lie on one device, 256 bits in base64: always the same for the two, known to
 * nobody without AUTH_SECRET. For a signed-in browser only; 403 for a token.
 */
export function deviceKey({ accountId, via }: Viewer, deviceId: string): string {
  if (via !== 'session') throw refused('This key is for a signed-in browser.')
  return Buffer.from(hkdfSync('sha256', authSecret(), deviceId, `answers of ${accountId}`, 32)).toString('base64')
}
