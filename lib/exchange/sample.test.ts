import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/db/test-database'
import { bands } from '@/db/values'
import { isPassword } from '@/lib/access/passwords'
import { readDefaultFramework } from '@/lib/framework/default-framework'
import { DEFAULT_POLICY } from '@/lib/readiness/policy'
import { readiness } from '@/lib/readiness/rules'
import { importFiles } from './commands'
import { smallTables, writeTables } from './files.fixtures'
import { loadFramework, loadSample } from './sample'

let base: TestDatabase
beforeAll(async () => {
  base = await createTestDatabase()
  await loadFramework(base.database)
  await loadSample(base.database)
})
afterAll(() => base.drop())

const read = async <T extends object>(statement: string) =>
  (await base.database.asJob('import', (db) => db.$client.query<T>(statement))).rows

/** "Mean levels and gaps to Portfolio PMO Manager" as the sample's own description prints it: target, mean, gap, meet, of. */
const described = `
strategic-alignment 4 1.43 2.57 1 44
demand-pipeline 4 2.17 1.83 6 41
investment-appraisal 4 1.20 2.80 0 44
prioritisation 4 1.67 2.33 2 45
resource-capacity 4 2.17 1.83 2 42
governance-decisions 4 2.65 1.37 12 43
benefits-value 3 1.78 1.22 11 45
portfolio-risk 3 2.37 0.68 20 41
performance-insight 4 2.85 1.20 8 41
business-model 3 1.72 1.33 10 39
financial-acumen 3 1.53 1.51 7 43
market-customer 3 1.67 1.42 9 45
business-role-experience 3 1.11 1.96 9 46
delivery-experience 3 2.37 0.78 27 46
portfolio-thinking 3 1.82 1.25 9 40
pmo-context 3 2.18 0.91 15 44
leading-others 4 2.04 1.96 3 45
managerial-style 3 1.98 1.07 16 41
interpersonal-skill 3 2.39 0.77 23 44
ambition-drive 3 2.40 0.74 20 43
self-directed-learning 3 2.21 0.84 18 43
gravitas-presence 4 1.80 2.20 1 41
firm-and-fair 4 2.33 1.67 5 45
holding-own 4 2.09 1.91 2 44
political-judgement 4 1.71 2.31 2 45
accountability 4 2.55 1.48 8 42`
  .trim()
  .split('\n')
  .map((line) => line.split(' '))

test('the map is the one that the sample describes', async () => {
  const cells = await read<{
    key: string
    target: number
    people: number
    assessed: number
    counts: number[]
    sums: number[]
  }>(`
    select c.key, t.target, e.people, e.assessed, e.counts, e.milli_sums::float8[] as sums
    from cell e join criterion c on c.id = e.criterion_id join unit u on u.id = e.unit_id and u.parent_id is null
    join target t on t.criterion_id = c.id join role_profile p on p.id = t.role_profile_id and p.is_default
    order by c.position`)
  expect(cells).toHaveLength(26)
  for (const [at, { key, target, people, assessed, counts, sums }] of cells.entries()) {
    const [name, asked, mean, gap, meet, of] = described[at]!
    const below = counts.slice(0, target).reduce((sum, count) => sum + count, 0)
    const short = sums.slice(0, target).reduce((sum, milli, level) => sum + counts[level]! * target - milli / 1000, 0)
    expect([key, target, people, assessed, assessed - below]).toEqual([
      name,
      Number(asked),
      48,
      Number(of),
      Number(meet),
    ])
    // The description rounds halves both ways.
    expect(Math.abs(sums.reduce((sum, milli) => sum + milli, 0) / 1000 / assessed - Number(mean))).toBeLessThan(0.00501)
    expect(Math.abs(short / assessed - Number(gap))).toBeLessThan(0.00501)
  }
})

test('bands for the default profile: nobody now, one soon, 43 longer, 4 without enough evidence', async () => {
  const bands = await read(`
    select p.key, b.counts, b.provisional from band_cell b join role_profile p on p.id = b.role_profile_id and p.is_default
    join unit u on u.id = b.unit_id and u.parent_id is null`)
  expect(bands).toEqual([{ key: 'portfolio-pmo-manager', counts: [4, 43, 1, 0], provisional: 0 }])
  const soon = await read(`
    select p.employee_id as id, p.name, r.tenth_points[3] as points from result_person r join person p on p.id = r.person_id
    where r.band_codes[3] = 2`)
  expect(soon).toEqual([{ id: 'E0103', name: 'Catherine Ashworth', points: 849 }])
})

test('what publishing reckons in bulk is what readiness says of each person and profile', async () => {
  const people = await read<{
    id: string
    milli: (number | null)[]
    evidence: number[]
    codes: number[]
    points: number[]
  }>(`
    select p.employee_id as id, r.milli_levels as milli, r.evidence, r.band_codes as codes, r.tenth_points as points
    from result_person r join person p on p.id = r.person_id order by 1`)
  const { criteria, profiles } = readDefaultFramework()
  expect(people).toHaveLength(48)
  for (const { id, milli, evidence, codes, points } of people) {
    const levels = Object.fromEntries(
      criteria.map(({ key }, at) => [key, { milli: milli[at]!, evidence: evidence[at]! / 1000 }]),
    )
    for (const [at, profile] of profiles.entries()) {
      const slow = readiness(profile.criteria, levels, DEFAULT_POLICY)
      expect([id, codes[at], points[at]]).toEqual([
        ...[id, bands.indexOf(slow.band)],
        slow.points === null ? null : Math.round(slow.points * 10),
      ])
    }
  }
})

test('reckoned on the newest rating, by today of the sample', async () => {
  expect(await read('select version, as_of_on as day from result')).toEqual([{ version: 1, day: '2026-11-20' }])
  expect(await read('select is_sample, sample_today, authz.today() as today from organisation')).toEqual([
    { is_sample: true, sample_today: '2026-11-23', today: '2026-11-23' },
  ])
  const [head] = await read('select p.employee_id as id from organisation o join person p on p.id = o.head_id')
  expect(head).toEqual({ id: 'E0001' })
})

test('HR, directors over their part of the tree and one administrator without a post', async () => {
  const grants = await read<{ role: string; who: string; unit: string | null }>(`
    select g.role, coalesce(p.employee_id, p.email) as who, u.unit_id as unit from role_grant g
    join person p on p.id = g.person_id left join unit u on u.id = g.unit_id order by g.role, p.employee_id`)
  expect(grants.map(({ role, who, unit }) => [role, who, unit])).toEqual([
    ['administrator', 'admin@example.com', null],
    ['director', 'E0002', 'U00'],
    ['director', 'E0004', 'U10'],
    ['director', 'E0005', 'U20'],
    ['director', 'E0006', 'U30'],
    ['director', 'E0007', 'U40'],
    ['director', 'E0008', 'U50'],
    ['director', 'E0009', 'U60'],
    ['hr', 'E0003', null],
  ])
})

test('twelve openings, whole and open', async () => {
  const openings = await read(`select count(*) as n, count(*) filter (where status = 'published' and is_fixed) as open,
    sum(seats) as seats, (select count(*) from opening_entry) as entry, (select count(*) from opening_criterion) as develops
    from opening`)
  expect(openings).toEqual([{ n: 12, open: 12, seats: 15, entry: 25, develops: 45 }])
})

test('everybody can sign in, each with a salt of their own', async () => {
  const accounts = await read<{ hash: string }>('select password_hash as hash from account')
  expect(accounts).toHaveLength(61)
  expect(new Set(accounts.map(({ hash }) => hash)).size).toBe(61)
  expect(await isPassword(accounts[0]!.hash, 'sample-organisation-2026')).toBe(true)
  expect(await isPassword(accounts[60]!.hash, 'sample-organisation-2027')).toBe(false)
})

test('a second load does nothing, and nothing is imported over the sample', async () => {
  expect(await loadFramework(base.database)).toBe(false)
  expect(await loadSample(base.database)).toBe(false)
  const files = writeTables(smallTables())
  await expect(importFiles(base.database, { files, cycle: 'X', commit: true })).rejects.toThrow(/npm run sample:remove/)
  expect(await read('select count(*) as n from person')).toEqual([{ n: 61 }])
})
