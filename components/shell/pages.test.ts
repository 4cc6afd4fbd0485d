import { describe, expect, it } from 'vitest'
import { permissionsOf, type Role } from '@/lib/access/roles'
import { isForm, pageAt, pagesFor } from './pages'

const menu = (employeeId: string | null, ...held: Role[]) =>
  pagesFor({ employeeId, permissions: permissionsOf(held) })
    .map((page) => page.key)
    .join(' ')

describe('the menu', () => {
  it.each<[string, string, string]>([
    [
      'an employee',
      menu('E1', 'employee'),
      'home me assessments openings messages account secondments people framework privacy',
    ],
    [
      'a manager',
      menu('E1', 'employee', 'manager'),
      'home me assessments openings messages account team secondments people framework privacy',
    ],
    [
      'a director',
      menu('E1', 'employee', 'director'),
      'home me assessments openings messages account secondments people organisation framework privacy',
    ],
    [
      'the head',
      menu('E1', 'employee', 'manager', 'director', 'head'),
      'home me assessments openings messages account team secondments people organisation planner framework privacy',
    ],
    [
      'HR',
      menu('E1', 'employee', 'hr'),
      'home me assessments openings messages account secondments people organisation planner framework privacy adminPeople import cycles adminAccess adminTokens adminWebhooks',
    ],
    [
      'HR without a post',
      menu(null, 'employee', 'hr'),
      'home openings messages account secondments people organisation planner framework privacy adminPeople import cycles adminAccess adminTokens adminWebhooks',
    ],
    [
      'an administrator',
      menu(null, 'administrator'),
      'home messages account people framework privacy adminPeople import adminAccess adminTokens adminWebhooks audit health',
    ],
    [
      'an administrator with a post',
      menu('E1', 'administrator'),
      'home messages account people framework privacy adminPeople import adminAccess adminTokens adminWebhooks audit health',
    ],
  ])('of %s', (_, shown, expected) => expect(shown).toBe(expected))

  it.each([
    ['/', 'home'],
    ['/people', 'people'],
    ['/people/E%2F17', 'people'],
    ['/organisation', 'organisation'],
    ['/admin/people', 'adminPeople'],
    ['/admin/people/E0134', 'adminPeople'],
    ['/admin/import', 'import'],
    ['/admin/import/0198c2d4', 'import'],
    ['/admin/webhooks', 'adminWebhooks'],
    ['/admin/webhooks/0198c2d4', 'adminWebhooks'],
    ['/admin', undefined],
    ['/import', undefined],
    ['/framework/draft', 'framework'],
    ['/secondments/hosted/0198c2d4', 'secondments'],
    ['/peoples', undefined],
    ['/privacy', 'privacy'],
    ['/admin/audit', 'audit'],
    ['/admin/healthy', undefined],
    ['/admin', undefined],
    ['/sign-in', undefined],
  ])('knows that %s belongs to %s', (pathname, key) => expect(pageAt(pathname)?.key).toBe(key))

  it.each([
    ['/assessments/2027-H1/E0134', true],
    ['/assessments/2027-H1/batch', false],
    ['/assessments/2027-H1/E0134/compare', false],
    ['/assessments', false],
  ])('knows whether %s is a form that takes the whole page', (pathname, isWhole) =>
    expect(isForm(pathname)).toBe(isWhole),
  )
})

it.each([
  ['/assessments/2027-H1/E0134', true],
  ['/assessments/2027-H1/batch', false],
  ['/assessments/2027-H1/E0134/compare', false],
  ['/assessments', false],
])('knows whether %s is a form with a bar of its own', (pathname, is) => expect(isForm(pathname)).toBe(is))
