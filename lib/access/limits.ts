import { hashOf } from './secrets'

export interface Attempt {
  email: string
  address: string
  /** Hash of the cookie of a device that signed in to this account before; null for every other. */
  knownDevice: string | null
}

/**
 * Failures allowed in the window, by bucket. A known device counts alone, so that nobody who fails from elsewhere can
 * lock the owner out. Buckets hold hashes: the table says nothing about who was tried.
 */
export function limitsFor({ email, address, knownDevice }: Attempt): Map<string, number> {
  const account = hashOf(email.toLowerCase()).slice(0, 22)
  if (knownDevice) return new Map([[`device ${knownDevice.slice(0, 22)} ${account}`, 10]])
  const place = hashOf(address).slice(0, 22)
  return new Map([
    [`pair ${account} ${place}`, 10],
    [`address ${place}`, 50],
    [`account ${account}`, 100],
  ])
}

export function isOver(limits: Map<string, number>, failures: Map<string, number>): boolean {
  return [...limits].some(([bucket, most]) => (failures.get(bucket) ?? 0) >= most)
}

const tails = new Map<string, Promise<unknown>>()

/** One at a time for each key, so that tries sent at once are counted one after another. */
export async function inTurn<T>(keys: Iterable<string>, work: () => Promise<T>): Promise<T> {
  const mine = [...keys]
  const before = mine.map((key) => tails.get(key))
  const turn = Promise.allSettled(before).then(work)
  const done = turn.catch(() => {})
  for (const key of mine) tails.set(key, done)
  try {
    return await turn
  } finally {
    for (const key of mine) if (tails.get(key) === done) tails.delete(key)
  }
}
