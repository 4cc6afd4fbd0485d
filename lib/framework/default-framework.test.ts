import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import framework from '@/db/framework/framework.json' with { type: 'json' }
import profiles from '@/db/framework/profiles.json' with { type: 'json' }
import { createTestDatabase, type TestDatabase } from '@/db/test-database'
import { loadDefaultFramework } from './commands'
import { readDefaultFramework } from './default-framework'

type Files = { framework: typeof framework; profiles: typeof profiles }

test('the framework that comes along is sound', () => {
  const { domains, criteria, scale, profiles, default: standard } = readDefaultFramework()
  expect([domains.length, criteria.length, scale.length, profiles.length]).toEqual([6, 26, 6, 4])
  expect(standard).toBe('portfolio-pmo-manager')
  for (const { criteria } of profiles) expect(criteria.reduce((sum, { weight }) => sum + weight, 0)).toBe(100)
})

describe('a framework with a flaw is refused', () => {
  test.each<[string, (files: Files) => unknown, RegExp]>([
    [
      'a criterion twice',
      (f) => f.framework.criteria.push(f.framework.criteria[0]!),
      /"strategic-alignment" is there twice/,
    ],
    [
      'a criterion of no domain',
      (f) => {
        f.framework.criteria[3]!.domain = 'nowhere'
      },
      /prioritisation lies in no known domain/,
    ],
    [
      'a level without a descriptor',
      (f) => f.framework.criteria[1]!.levels.pop(),
      /demand-pipeline describes 5 levels, the scale has 6/,
    ],
    ['a hole in the scale', (f) => f.framework.scale.splice(2, 1), /Level 3 is out of order/],
    [
      'a profile for no criterion',
      (f) => {
        f.profiles.profiles[0]!.criteria[0]!.criterion = 'juggling'
      },
      /pmo-manager, juggling: no such criterion/,
    ],
    [
      'a target off the scale',
      (f) => {
        f.profiles.profiles[1]!.criteria[0]!.target = 6
      },
      /above the scale/,
    ],
    [
      'a minimum above its target',
      (f) => {
        Object.assign(f.profiles.profiles[2]!.criteria[0]!, { mustHave: true, minimum: 5 })
      },
      /minimum lies above the target/,
    ],
    [
      'a must-have without a minimum',
      (f) => {
        Object.assign(f.profiles.profiles[2]!.criteria[0]!, { mustHave: true, minimum: null })
      },
      /a must-have has a minimum/,
    ],
    [
      'no such default',
      (f) => {
        f.profiles.default = 'juggler'
      },
      /no profile "juggler"/,
    ],
    [
      'profiles of another edition',
      (f) => {
        f.profiles.version = '2.0.0'
      },
      /another framework or edition/,
    ],
    [
      'a criterion without a name',
      (f) => {
        f.framework.criteria[0]!.name = ' '
      },
      /name/,
    ],
  ])('%s', (_, spoil, says) => {
    const files = structuredClone({ framework, profiles })
    spoil(files)
    expect(() => readDefaultFramework(files)).toThrow(says)
  })
})

describe('in the database', () => {
  let base: TestDatabase
  beforeAll(async () => {
    base = await createTestDatabase()
  })
  afterAll(() => base.drop())
  const load = () => base.database.asJob('import', (db) => loadDefaultFramework(db))
  const read = async (statement: string) =>
    (await base.database.asJob('import', (db) => db.$client.query(statement))).rows

  test('it is loaded once, published and unchangeable', async () => {
    expect(await load()).toBe(true)
    expect(await load()).toBe(false)
    expect(
      await read(`select count(*) as n, max(position) as last, count(distinct position) as places from criterion`),
    ).toEqual([{ n: 26, last: 26, places: 26 }])
    expect(await read('select count(*) as n, count(separates_next) as separated from criterion_level')).toEqual([
      { n: 156, separated: 52 },
    ])
    expect(await read(`select p.key from role_profile p where p.is_default`)).toEqual([
      { key: 'portfolio-pmo-manager' },
    ])
    expect(await read('select count(*) as n from target where target = 0 or weight = 0')).toEqual([{ n: 0 }])
    await expect(read(`update criterion set name = 'Other'`)).rejects.toThrow(/published/)
  })

  test('criteria follow each other domain by domain', async () => {
    const domains = await read(
      'select d.position from criterion c join domain d on d.id = c.domain_id order by c.position',
    )
    expect(domains.map(({ position }) => position)).toEqual([...domains.map(({ position }) => position)].sort())
  })
})
