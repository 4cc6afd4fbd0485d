import { createHash } from 'node:crypto'

/** Where our names live, so that nobody else's make the same GUIDs. */
const namespace = Buffer.from('6f1b0c3e5d5a4c0f9a5e7b1d2c3e4f50', 'hex')

/** The GUID of a name, the same on every day and every machine (UUID version 5). */
export function guidOf(...names: (string | number)[]): string {
  const digest = createHash('sha1').update(namespace).update(JSON.stringify(names)).digest().subarray(0, 16)
  digest[6] = (digest[6]! & 0x0f) | 0x50
  digest[8] = (digest[8]! & 0x3f) | 0x80
  return digest.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
