import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { type EmptyStart, startEmpty } from './empty-start'
import { expect, test } from './fixtures'

/** A stranger's script against an empty installation, through the public door alone. */
const hr = 'anjali.deshmukh@example.com'
const sample = (...names: string[]) => names.map((name) => `db/sample/${name}.csv`)
const run = promisify(execFile)
let app: EmptyStart

test.describe.configure({ mode: 'serial', timeout: 240_000 })
test.beforeAll(async () => {
  test.setTimeout(300_000)
  app = await startEmpty()
})
test.afterAll(() => app?.stop())

const tokenFor = async (email: string, scopes: string) => {
  const printed = await app.command('lib/access/token-command.ts', '--email', email, '--scopes', scopes, '--days', '1')
  return /tok_\w{8,}\S+/.exec(printed)?.[0] ?? ''
}

/** Runs the script as its owner's machine would; answers what it printed. */
async function integrate(token: string, ...args: string[]) {
  const env = { ...process.env, GRAVITAS_URL: app.url, GRAVITAS_TOKEN: token }
  return JSON.parse((await run(process.execPath, ['e2e/integrator.mjs', ...args], { env })).stdout)
}

test('pushes units and people with a token that can read nobody', async () => {
  const token = await tokenFor('admin@localhost', 'import')
  const changes = { units: { added: 21, changed: 0 }, people: expect.objectContaining({ added: 60 }) }
  expect(await integrate(token, 'push', ...sample('units', 'people'))).toEqual({
    ...{ status: 'committed', problem: null, findings: [] },
    tried: expect.objectContaining(changes),
    done: expect.objectContaining(changes),
  })
  await expect(integrate(token, 'read')).rejects.toThrow(/GET \/me: 403 This token lacks the scope “read”\./)
  expect(await integrate(token, 'push', ...sample('ratings'))).toMatchObject({
    ...{ status: 'mapping', done: null },
    problem: expect.stringMatching(/looks like ratings or openings\. HR imports these/),
  })
})

test('pushes ratings as HR, and reads people, levels and the map from them', async () => {
  await app.command('lib/access/grant-command.ts', '--email', hr, '--role', 'hr')
  await app.command('lib/access/invite-command.ts', '--email', hr)
  const token = await tokenFor(hr, 'read,import')
  expect(await integrate(token, 'push', ...sample('ratings'))).toMatchObject({
    ...{ status: 'mapping', done: null },
    problem: expect.stringMatching(/cycle/i),
  })
  const pushed = await integrate(token, 'push', '--cycle', '2026-H2', ...sample('ratings'))
  expect(pushed).toMatchObject({ status: 'committed', done: { ratings: { added: 2_314, changed: 0 } } })
  const found = await integrate(token, 'read')
  expect(found).toMatchObject({ me: 'Anjali Deshmukh', cells: 21 * 26 })
  expect(found.people).toBeGreaterThan(48)
  expect(Object.keys(found.levels)).toHaveLength(26)
  expect(Object.values(found.levels).some((level) => Number(level) > 0)).toBe(true)
  expect(found.widest.gap).toBeGreaterThan(0)
  expect(await integrate(token, 'push', ...sample('units', 'people'))).toMatchObject({
    done: { units: { added: 0, changed: 0 }, people: { added: 0, changed: 0, moved: 0, left: 0 } },
  })
})

test('is told of each row that keeps a file out, in sentences', async () => {
  const file = path.join(app.folder, 'people.csv')
  const rows = ['E0900,Ada Obi,nowhere,E0001,yes', 'E0901,Bo Ash,U10,E9999,perhaps']
  await writeFile(file, `employee_id,name,unit_id,manager_id,assessed\n${rows.join('\n')}\n`)
  const { status, done, findings } = await integrate(await tokenFor(hr, 'import'), 'push', file)
  expect([status, done]).toEqual(['refused', null])
  expect(findings).toHaveLength(3)
  expect(findings.join('\n')).toMatch(/people, row 2: There is no unit "nowhere"\. Correct it, or add the unit/)
  expect(findings.join('\n')).toMatch(/people, row 3: .*E9999/)
})
