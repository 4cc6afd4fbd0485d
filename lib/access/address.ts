import { BlockList, isIP } from 'node:net'

/** Where this installation is reached, from PUBLIC_URL or the port it listens on. */
export function publicUrl(env: NodeJS.ProcessEnv = process.env): URL {
  return new URL(env.PUBLIC_URL || `http://localhost:${env.PORT || 3000}`)
}

export const isSecure = (env: NodeJS.ProcessEnv = process.env) => publicUrl(env).protocol === 'https:'

export function isLoopback(host: string): boolean {
  const name = host.replace(/^\[|\]$/g, '').toLowerCase()
  return name === 'localhost' || name.endsWith('.localhost') || name === '::1' || /^127(\.\d{1,3}){3}$/.test(name)
}

/** Where other machines reach the app, by listening there or through a proxy; null when only this one does. */
export function openHost(env: NodeJS.ProcessEnv = process.env): string | null {
  return [env.HOST || '127.0.0.1', publicUrl(env).hostname].find((host) => !isLoopback(host)) ?? null
}

/** Why the app must not start like this, or null. `hasSample`: the sample organisation with its public passwords. */
export function startRefusal(env: NodeJS.ProcessEnv, hasSample: boolean): string | null {
  const host = openHost(env)
  if (host === null) return null
  if (hasSample) {
    return `The sample's passwords are public. Remove it (npm run sample:remove), or leave HOST and PUBLIC_URL unset instead of ${host}.`
  }
  if (isSecure(env) || env.ALLOW_HTTP === '1') return null
  return `Being reached at ${host} without https would send passwords in the clear. Set PUBLIC_URL to your https address, or ALLOW_HTTP=1 if something in front of it encrypts.`
}

/** Whether a state-changing or cookie-borne request comes from our own pages. `origin` is the header, as sent. */
export function isOwnOrigin(headers: Headers, env: NodeJS.ProcessEnv = process.env): boolean {
  const origin = headers.get('origin')
  if (origin === null) return headers.get('sec-fetch-site') === 'same-origin'
  const home = publicUrl(env)
  if (origin === home.origin) return true
  // On one's own machine localhost and 127.0.0.1 are the same place; Host says by which name it was called.
  return isLoopback(home.hostname) && URL.canParse(origin) && isSamePlace(new URL(origin), headers.get('host'))
}

/** Where to send a browser within this installation: PUBLIC_URL, or on one's own machine the name it was called by. */
export function homeFor(host: string | null, env: NodeJS.ProcessEnv = process.env): URL {
  const home = publicUrl(env)
  const called = `http://${host}`
  const isNear = isLoopback(home.hostname) && URL.canParse(called) && isLoopback(new URL(called).hostname)
  return isNear ? new URL(called) : home
}

function isSamePlace(origin: URL, host: string | null): boolean {
  return origin.protocol === 'http:' && isLoopback(origin.hostname) && origin.host === host
}

/** Header in which the server notes who really called; whatever a client sends under this name is overwritten. */
export const addressHeader = 'x-client-address'

const plain = (address: string) => address.trim().replace(/^::ffff:(?=\d+\.)/i, '')

/** Addresses and ranges, separated by commas, such as 10.0.0.5 or 10.0.0.0/24; `wrong` is told of anything else and throws. */
export function networksFrom(setting: string | undefined, wrong: (part: string) => never): BlockList {
  const list = new BlockList()
  const parts = (setting ?? '').split(',').map((text) => text.trim())
  for (const part of parts.filter(Boolean)) {
    const [, given = '', bits] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(part) ?? []
    const address = bits === undefined ? plain(given) : given
    const version = isIP(address)
    if (!version || Number(bits ?? 0) > (version === 6 ? 128 : 32)) wrong(part)
    const family = version === 6 ? 'ipv6' : 'ipv4'
    if (bits === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(bits), family)
  }
  return list
}

/** Proxies whose X-Forwarded-For is believed. */
export const trustedProxies = (setting: string | undefined): BlockList =>
  networksFrom(setting, (part) => {
    throw new Error(
      `TRUSTED_PROXY lists the proxy's own addresses, such as 10.0.0.5 or 10.0.0.0/24; “${part}” is neither.`,
    )
  })

/** Some proxies write the port behind a hop, and brackets around IPv6. */
const hopOf = (text: string) =>
  plain(
    text
      .trim()
      .replace(/^\[(.*)\](?::\d+)?$/, '$1')
      .replace(/^(\d+(?:\.\d+){3}):\d+$/, '$1'),
  )
const isTrusted = (proxies: BlockList, address: string) =>
  isIP(address) !== 0 && proxies.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')

/** The caller's address: the socket's, or behind trusted proxies the last hop that is not one of them. */
export function clientAddress(socketAddress: string | undefined, forwardedFor: string | undefined, proxies: BlockList) {
  let caller = plain(socketAddress ?? '')
  const hops = (forwardedFor ?? '').split(',').map(hopOf).filter(Boolean)
  while (isTrusted(proxies, caller) && hops.length > 0) caller = hops.pop() ?? caller
  return isIP(caller) ? caller : plain(socketAddress ?? '') || 'unknown'
}
