import { isIPv6 } from 'node:net'
import { hashOf } from './secrets'

export interface Attempt {
  /** The account when there is one, else the e-mail as the database lowers it: no spelling gets buckets of its own. */
  target: { accountId: number } | { email: string }
  address: string
  /** Hash of the cookie of a device that signed in to this account before; null for every other. */
  knownDevice: string | null
}

/**
 * Failures allowed in the window, by bucket. A known device counts alone, so that nobody who fails from elsewhere can
 * lock the owner out. Buckets hold hashes: the table says nothing about who was tried.
 */
export function limitsFor({ target, address, knownDevice }: Attempt): Map<string, number> {
  const named = 'accountId' in target ? `account:${target.accountId}` : `email:${target.email}`
  const account = hashOf(named).slice(0, 22)
  if (knownDevice) return new Map([[`device ${knownDevice.slice(0, 22)} ${account}`, 10]])
  const place = hashOf(placeOf(address)).slice(0, 22)
  return new Map([
    [`pair ${account} ${place}`, 10],
    [`address ${place}`, 50],
    [`account ${account}`, 100],
  ])
}

/** Refusals after the provider vouched for somebody: by address alone. */
export const strangerLimit = (address: string) => new Map([[`address ${hashOf(placeOf(address)).slice(0, 22)}`, 50]])

/** Where tries at one's own password while signed in are counted, and how many may fail. */
export const changeLimit = {
  most: 10,
  bucketOf: (accountId: number) => `change ${hashOf(`account:${accountId}`).slice(0, 22)}`,
}

/** One household or machine may choose among 2^64 addresses of IPv6: its network stands for them all. */
export function placeOf(address: string): string {
  const bare = address.replace(/%.*/, '')
  if (!isIPv6(bare)) return address
  const [head = '', tail] = new URL(`http://[${bare}]`).hostname.slice(1, -1).split('::')
  const [first, last] = [head, tail ?? ''].map((part) => part.split(':').filter(Boolean)) as [string[], string[]]
  const groups = [...first, ...Array(8 - first.length - last.length).fill('0'), ...last]
  const network = groups.slice(0, 4).join(':')
  // Loopback and IPv4 written as IPv6 share the empty network: there each address is a place.
  return network === '0:0:0:0' ? groups.join(':') : network
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
