import { expect, it } from 'vitest'
import { localPath } from './local-path'

it.each<[unknown, string]>([
  ['/team', '/team'],
  ['/people?band=longer&unit=OU%2F1', '/people?band=longer&unit=OU%2F1'],
  [undefined, '/'],
  [['/team', '/me'], '/'],
  ['', '/'],
  ['team', '/'],
  ['https://example.com/', '/'],
  ['//example.com/', '/'],
  ['/\\example.com/', '/'],
  ['/\t/example.com', '/'],
  ['/..//example.com', '/'],
  ['/a/..//example.com', '/'],
  ['javascript:alert(1)', '/'],
  ['/sign-in?to=/team', '/'],
])('after signing in, %j leads to %s', (to, path) => expect(localPath(to)).toBe(path))
