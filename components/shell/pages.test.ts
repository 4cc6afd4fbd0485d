import { describe, expect, it } from 'vitest'
import { permissionsOf, type Role } from '@/lib/access/roles'
import { pageAt, pagesFor } from './pages'

const menu = (employeeId: string | null, ...held: Role[]) =>
  pagesFor({ employeeId, permissions: permissionsOf(held) })
    .map((page) => page.key)
    .join(' ')

describe('the menu', () => {
  it.each<[string, string, string]>([
    ['an employee', menu('E1', 'employee'), 'home me people privacy'],
    ['a manager', menu('E1', 'employee', 'manager'), 'home me team people privacy'],
    ['a director', menu('E1', 'employee', 'director'), 'home me people organisation privacy'],
    ['the head', menu('E1', 'employee', 'manager', 'director', 'head'), 'home me team people organisation privacy'],
    ['HR', menu('E1', 'employee', 'hr'), 'home me people organisation privacy'],
    ['HR without a post', menu(null, 'employee', 'hr'), 'home people organisation privacy'],
    ['an administrator', menu(null, 'administrator'), 'home people privacy audit health'],
    ['an administrator with a post', menu('E1', 'administrator'), 'home people privacy audit health'],
  ])('of %s', (_, shown, expected) => expect(shown).toBe(expected))

  it.each([
    ['/', 'home'],
    ['/people', 'people'],
    ['/people/E%2F17', 'people'],
    ['/organisation', 'organisation'],
    ['/peoples', undefined],
    ['/privacy', 'privacy'],
    ['/admin/audit', 'audit'],
    ['/admin/healthy', undefined],
    ['/admin', undefined],
    ['/sign-in', undefined],
  ])('knows that %s belongs to %s', (pathname, key) => expect(pageAt(pathname)?.key).toBe(key))
})
