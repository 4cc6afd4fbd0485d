import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { token } from '@/db/schema'
import { createTestDatabase, type TestDatabase } from '@/db/test-database'
import { type Permission, permissions, type Role, refusalOf, roles } from '@/lib/access/roles'
import { hashOf } from '@/lib/access/secrets'
import { answerScim } from '@/lib/scim/door'
import { type Cell, cellsOf, expected, isKnown, type Name, names, openDoors, requestOf } from './matrix-cells'
import { cast, plantMatrix } from './matrix-organisation'
import { answerRest } from './rest'
import { answerRpc } from './rpc'

/** What the check is asked for, and the one permission that it lets everybody pass. */
const check = vi.hoisted(() => ({ asked: '', bypassed: '' }))
vi.mock('@/lib/access/roles', async (original) => {
  const real = await original<typeof import('@/lib/access/roles')>()
  const may = (held: readonly Role[], permission: Permission) => {
    check.asked = permission
    return permission === check.bypassed || real.may(held, permission)
  }
  return { ...real, may }
})

process.env.AUTH_SECRET = 'a secret for tests only'
process.env.PUBLIC_URL = 'https://gravitas.example'
const home = 'https://gravitas.example'
let planted: TestDatabase

beforeAll(async () => {
  planted = await createTestDatabase()
  await plantMatrix(planted)
  await openDoors(planted.database)
  await planted.database.asJob('command', (db) =>
    db.insert(token).values({
      ...{ publicId: '1'.repeat(16), secretHash: hashOf('s'.repeat(43)), accountId: cast.employee.id },
      ...{ scopes: ['scim' as const], expiresAt: new Date(Date.now() + 3_600_000) },
    }),
  )
})
afterAll(() => planted.drop())

async function ask(name: Name, cell: Cell) {
  const request = await requestOf(home, name, cell)
  const response = await (cell.caller === 'token' ? answerRest : answerRpc)(request, planted.database)
  await response.text()
  return [response.status, response.headers.get('x-refused-by')]
}

/** Cells of known callers whom the check of roles alone turns away. A token for reading may not write in any case. */
const refusals = names.flatMap((name) =>
  cellsOf(name)
    .filter((cell) => isKnown(cell.caller) && cell.caller !== 'token' && expected(name, cell)[1] === 'allow')
    .map((cell) => ({ name, cell })),
)
/** A permission that everybody has cannot be bypassed: there is nothing behind it. */
const restricted = (Object.keys(permissions) as Permission[]).filter((one) => permissions[one].length < roles.length)

async function askDirectory() {
  const headers = { authorization: `Bearer tok_${'1'.repeat(16)}_${'s'.repeat(43)}` }
  const answer = await answerScim(new Request(`${home}/scim/v2/Users`, { headers }), planted.database)
  return answer.text()
}

describe('each check of a permission, passed over by name, turns a cell red', () => {
  const needs = new Map<Name, string>()
  beforeAll(async () => {
    check.bypassed = ''
    for (const { name, cell } of refusals) {
      expect(await ask(name, cell), `${name} ${cell.caller} ${cell.relation}`).toEqual(expected(name, cell))
      needs.set(name, check.asked)
    }
  })

  test.each(restricted.filter((permission) => permission !== 'scim.use'))('%s', async (permission) => {
    const touched = refusals.filter(({ name }) => needs.get(name) === permission)
    check.bypassed = permission
    const red: string[] = []
    for (const { name, cell } of touched) {
      const [, refusedBy] = await ask(name, cell)
      if (refusedBy !== 'allow') red.push(`${name} as ${cell.caller}`)
    }
    check.bypassed = ''
    expect(touched.length, 'cells that touch it').toBeGreaterThan(0)
    expect(red).toEqual(touched.map(({ name, cell }) => `${name} as ${cell.caller}`))
  })

  test('scim.use', async () => {
    // Behind the check the database refuses as well: in other words.
    const sentence = refusalOf('scim.use')
    expect(await askDirectory()).toContain(sentence)
    check.bypassed = 'scim.use'
    expect(await askDirectory()).not.toContain(sentence)
    check.bypassed = ''
  })
})
