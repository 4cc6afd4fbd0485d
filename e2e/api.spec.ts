import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, people, test, type Who } from './fixtures'

const run = promisify(execFile)

/** A token made as its owner's machine would: by the command. */
async function tokenFor(who: Who) {
  const args = [
    'bin/run.mjs',
    'lib/access/token-command.ts',
    '--email',
    people[who],
    '--scopes',
    'read',
    '--days',
    '30',
  ]
  const { stdout } = await run(process.execPath, args, { env: { ...process.env, DATA_DIR: process.env.E2E_DATA_DIR } })
  const token = /tok_\S+/.exec(stdout)?.[0]
  if (!token) throw new Error(stdout)
  return { headers: { authorization: `Bearer ${token}` } }
}

test.describe.configure({ mode: 'serial' })

test('HR reads the map, a person, levels and readiness by token', async ({ request }) => {
  const hr = await tokenFor('hr')
  const map = await (await request.get('/api/v1/gap-map', hr)).json()
  expect(map).toMatchObject({
    cycle: '2026-H2',
    version: 1,
    profile: 'portfolio-pmo-manager',
    asOf: '2026-11-20',
    next: null,
  })
  expect(map.cells).toHaveLength(21 * 26)
  const cell = map.cells.find(
    (one: { unit: string; criterion: string }) => one.unit === 'U00' && one.criterion === 'investment-appraisal',
  )
  expect(cell).toMatchObject({
    people: 48,
    assessed: 44,
    below: 44,
    meanLevel: expect.closeTo(1.2045, 3),
    meanGap: expect.closeTo(2.7955, 3),
  })
  expect(cell.histogram).toEqual(expect.arrayContaining([0]))
  expect(cell.histogram.reduce((sum: number, n: number) => sum + n, 0)).toBe(44)
  expect(await (await request.get('/api/v1/people/E0103/readiness', hr)).json()).toMatchObject({
    band: 'ready-soon',
    points: expect.closeTo(84.9, 1),
  })
  expect((await (await request.get('/api/v1/people/E0103/levels?cycle=2026-H2', hr)).json()).levels).toHaveLength(26)
  expect((await (await request.get('/api/v1/units', hr)).json()).units).toHaveLength(21)
  expect((await (await request.get('/api/v1/framework', hr)).json()).domains).toHaveLength(6)
})

test('an employee’s token reads the employee and nobody else, with the same answer for out of reach and unknown', async ({
  request,
}) => {
  const own = await tokenFor('employee')
  expect(await (await request.get('/api/v1/me', own)).json()).toMatchObject({ employeeId: 'E0134' })
  expect((await (await request.get('/api/v1/people', own)).json()).people).toHaveLength(1)
  const [outside, unknown] = await Promise.all(
    ['E0109', 'E9999'].map((id) => request.get(`/api/v1/people/${id}/levels`, own)),
  )
  expect([outside?.status(), unknown?.status()]).toEqual([404, 404])
  expect((await outside?.text())?.replace('E0109', '')).toBe((await unknown?.text())?.replace('E9999', ''))
  expect((await request.get('/api/v1/gap-map', own)).status()).toBe(403)
})

test('the administrator’s token reads names and no rating', async ({ request }) => {
  const admin = await tokenFor('administrator')
  expect((await request.get('/api/v1/people/E0134', admin)).status()).toBe(200)
  for (const path of ['people/E0134/levels', 'people/E0134/readiness', 'gap-map', 'bands', 'team'])
    expect((await request.get(`/api/v1/${path}`, admin)).status(), path).toBe(403)
})

test('bad input and no token get a typed error with a sentence', async ({ request }) => {
  const hr = await tokenFor('hr')
  for (const [path, status] of [
    ['gap-map?unknown=1', 400],
    ['people?limit=0', 400],
    ['gap-map?cycle=2031-H1', 404],
    ['no-such-thing', 404],
  ] as const) {
    const answer = await request.get(`/api/v1/${path}`, hr)
    expect(answer.status(), path).toBe(status)
    expect(await answer.json()).toMatchObject({ status, message: expect.stringMatching(/\w+ .+/) })
  }
  expect((await request.get('/api/v1/me')).status()).toBe(401)
  const document = await (await request.get('/api/v1/openapi.json')).json()
  expect(document.openapi).toMatch(/^3\.1/)
  expect(Object.keys(document.paths)).toEqual(
    expect.arrayContaining(['/me', '/people', '/gap-map', '/framework', '/units']),
  )
})
