import type { LookupAddress } from 'node:dns'
import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'
import { networksFrom } from '@/lib/access/address'

/** Networks that are nobody's public address: IANA's special-purpose registries, with clouds' metadata among them. */
const special = {
  ipv4: [
    '0.0.0.0/8',
    '10.0.0.0/8',
    '100.64.0.0/10',
    '127.0.0.0/8',
    '169.254.0.0/16',
    '172.16.0.0/12',
    '192.0.0.0/24',
    '192.0.2.0/24',
    '192.88.99.0/24',
    '192.168.0.0/16',
    '198.18.0.0/15',
    '198.51.100.0/24',
    '203.0.113.0/24',
    '224.0.0.0/4',
    '240.0.0.0/4',
  ],
  // Whatever is not global unicast, and within it what wraps an IPv4 address or is set apart.
  ipv6: ['::/3', '4000::/2', '8000::/1', '2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20', '5f00::/16'],
}

/** A list for each family: one alone takes every IPv4 address for its IPv6 spelling too. */
function listOf(family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList()
  for (const network of special[family]) {
    const [address = '', bits] = network.split('/')
    list.addSubnet(address, Number(bits), family)
  }
  return list
}
const closed = { ipv4: listOf('ipv4'), ipv6: listOf('ipv6') }

/** Networks of the organisation that messages may go to as well: WEBHOOK_NETWORKS. */
export const ownNetworks = (env: NodeJS.ProcessEnv = process.env): BlockList =>
  networksFrom(env.WEBHOOK_NETWORKS, (part) => {
    throw new Error(`WEBHOOK_NETWORKS lists networks such as 10.1.0.0/16; “${part}” is none.`)
  })

const familyOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4')

/** Whether messages may go to this address: public, or in a network that the machine's owner has named. */
export function isOpen(address: string, own: BlockList): boolean {
  if (isIP(address) === 0 || address.includes('%')) return false
  return own.check(address, familyOf(address)) || !closed[familyOf(address)].check(address, familyOf(address))
}

/** Why nothing is sent there, in a sentence for whoever enters the address. */
const sentences = {
  'unknown-name': 'The name of the receiver is not known.',
  'closed-network': 'The receiver is not in the public network. Its owner can open a network with WEBHOOK_NETWORKS.',
  'not-https': 'Messages go by https only.',
} as const

export class Unreachable extends Error {
  constructor(readonly problem: keyof typeof sentences) {
    super(sentences[problem])
  }
}

/** Bare host of an address; IPv6 without its brackets. */
const hostOf = (url: URL) => url.hostname.replace(/^\[|\]$/g, '')

/**
 * The one address to connect to, looked up here and used as it is, so that a name cannot point elsewhere a moment later.
 * All that the name stands for must be open. Throws `Unreachable` with a sentence for the receiver's owner.
 */
export async function resolveOpen(
  url: URL,
  own: BlockList,
  look: (host: string) => Promise<LookupAddress[]> = (host) => lookup(host, { all: true }),
): Promise<LookupAddress> {
  const host = hostOf(url)
  const found = isIP(host)
    ? [{ address: host, family: isIP(host) }]
    : await look(host).catch(() => {
        throw new Unreachable('unknown-name')
      })
  const [first] = found
  if (!first || !found.every(({ address }) => isOpen(address, own))) {
    throw new Unreachable('closed-network')
  }
  const isOwn = own.check(first.address, familyOf(first.address))
  if (url.protocol !== 'https:' && !isOwn) throw new Unreachable('not-https')
  return first
}
