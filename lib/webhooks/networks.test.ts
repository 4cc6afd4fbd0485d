import { BlockList } from 'node:net'
import { describe, expect, test } from 'vitest'
import { isOpen, ownNetworks, resolveOpen } from './networks'

const none = new BlockList()

describe('where messages may go', () => {
  test.each([
    ['8.8.8.8', true],
    ['93.184.215.14', true],
    ['2606:4700:4700::1111', true],
    ['2a00:1450:4001:81b::200e', true],
    ['0.0.0.0', false],
    ['10.1.2.3', false],
    ['100.64.0.1', false],
    ['127.0.0.1', false],
    ['127.255.255.254', false],
    ['169.254.169.254', false],
    ['172.16.0.1', false],
    ['172.31.255.255', false],
    ['172.32.0.1', true],
    ['192.0.0.8', false],
    ['192.168.1.1', false],
    ['198.18.0.1', false],
    ['224.0.0.1', false],
    ['255.255.255.255', false],
    ['::', false],
    ['::1', false],
    ['::ffff:127.0.0.1', false],
    ['::ffff:169.254.169.254', false],
    ['::ffff:8.8.8.8', false],
    ['::127.0.0.1', false],
    ['64:ff9b::a00:1', false],
    ['100::1', false],
    ['2001:0:53aa:64c::1', false],
    ['2001:db8::1', false],
    ['2002:7f00:1::', false],
    ['fc00::1', false],
    ['fd00:ec2::254', false],
    ['fe80::1', false],
    ['fe80::1%eth0', false],
    ['ff02::1', false],
    ['3fff::1', false],
    ['not an address', false],
  ])('%s: %s', (address, open) => {
    expect(isOpen(address, none)).toBe(open)
  })

  test('a network that the owner names is open, and no other', () => {
    const own = ownNetworks({ NODE_ENV: 'test', WEBHOOK_NETWORKS: '10.1.0.0/16, fd00:1::/32' })
    expect(['10.1.2.3', '10.2.0.1', 'fd00:1::5', 'fd00:2::5'].map((address) => isOpen(address, own))).toEqual([
      true,
      false,
      true,
      false,
    ])
    expect(() => ownNetworks({ NODE_ENV: 'test', WEBHOOK_NETWORKS: 'intranet' })).toThrow(/“intranet” is none/)
  })
})

describe('looking a receiver up', () => {
  const found =
    (...addresses: string[]) =>
    async () =>
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
  const ask = (url: string, ...addresses: string[]) => resolveOpen(new URL(url), none, found(...addresses))

  test('answers the address to use as it is', async () => {
    expect(await ask('https://example.com/hook', '93.184.215.14')).toEqual({ address: '93.184.215.14', family: 4 })
  })

  test.each([
    ['one of several is inside', 'https://example.com', ['93.184.215.14', '10.0.0.1']],
    ['the name stands for nothing', 'https://example.com', []],
    ['decimal spelling of loopback', 'https://2130706433/', []],
    ['octal spelling of loopback', 'https://0177.0.0.1/', []],
    ['short spelling of loopback', 'https://127.1/', []],
    ['IPv6 in brackets', 'https://[::1]/', []],
    ['IPv4 inside IPv6', 'https://[::ffff:10.0.0.1]/', []],
  ])('%s: refused', async (_, url, addresses) => {
    await expect(ask(url, ...addresses)).rejects.toThrow(/public network/)
  })

  test('http is refused outside own networks', async () => {
    await expect(ask('http://example.com', '93.184.215.14')).rejects.toThrow(/https only/)
  })

  test('an unknown name says so', async () => {
    const fails = async () => Promise.reject(new Error('ENOTFOUND'))
    await expect(resolveOpen(new URL('https://nowhere.invalid'), none, fails)).rejects.toThrow(/not known/)
  })
})
