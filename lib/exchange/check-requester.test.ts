import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { smallTables } from './files.fixtures'
import { put } from './problem-cases.fixtures'
import { clientOf, createHouse, filesOf, grant, type House } from './runs.fixtures'

let house: House
const effective = '2026-11-01'
type Small = ReturnType<typeof smallTables>

/** All are dry runs over one organisation. Mia (002) manages Ann and Ben in A1 below A; Noor (003) manages Cem in B; Ada (001) is the head. */
beforeAll(async () => {
  house = await createHouse()
  const { units, people } = smallTables()
  await house.hr.bring({ files: filesOf({ units, people }), effective, commit: true })
  for (const who of ['002', '003']) await grant(house.base, await idOf(who), 'administrator')
})
afterAll(() => house.base.drop())

const idOf = async (employeeId: string) =>
  (await house.read<{ id: number }>('select id from person where employee_id = $1', [employeeId]))[0]!.id
const unitOf = async (unitId: string) =>
  (await house.read<{ id: number }>('select id from unit where unit_id = $1', [unitId]))[0]!.id

/** What somebody with a post is told about such a file. */
async function told(who: string, persona: 'p_admin' | 'p_hr', spoil: (tables: Small) => unknown, options: object = {}) {
  const personId = await idOf(who)
  const tables = smallTables()
  spoil(tables)
  const client = clientOf(house.base, personId, persona)
  const { units, people } = tables
  const run = await client.bring({ files: filesOf({ units, people }), effective, ...options })
  const { findings } = await client.imports.findings({ id: run.id, severity: 'error' })
  return findings.map(({ file, row, column, kind }) => [kind, file, row, column])
}

const width = smallTables().people[0]!.length
const person = (...cells: string[]) => [...cells, ...Array<string>(width - cells.length).fill('')]
const newcomer = (unit: string, manager: string) => {
  const row = person('050', 'New Comer', '', unit, manager, 'PMO')
  row[smallTables().people[0]!.indexOf('assessed')] = 'yes'
  return row
}

describe('an administrator with a post', () => {
  const cases: [string, string, (tables: Small) => unknown, unknown[]][] = [
    ['may leave all as it is', '002', () => {}, []],
    ['may correct names and titles', '002', ({ people }) => put(people, 5, 'job_title', 'Lead'), []],
    ['may move people elsewhere', '002', ({ people }) => put(people, 7, 'unit_id', 'G'), []],
    [
      'puts nobody under himself',
      '002',
      ({ people }) => put(people, 7, 'manager_id', '002'),
      [['under-yourself', 'people', 7, 'manager_id']],
    ],
    [
      'nor under somebody whom he sees',
      '002',
      ({ people }) => put(people, 7, 'manager_id', '010'),
      [['under-yourself', 'people', 7, 'manager_id']],
    ],
    [
      'nor a newcomer',
      '002',
      ({ people }) => people.push(newcomer('B', '010')),
      [['under-yourself', 'people', 8, 'manager_id']],
    ],
    ['but a newcomer under others', '002', ({ people }) => people.push(newcomer('B', '003')), []],
    [
      'moves himself to no other manager or unit',
      '003',
      ({ people }) => {
        put(people, 4, 'manager_id', '002')
        put(people, 4, 'unit_id', 'A')
      },
      [
        ['own-row', 'people', 4, 'manager_id'],
        ['own-row', 'people', 4, 'unit_id'],
      ],
    ],
    [
      'makes himself no head',
      '003',
      ({ people }) => {
        put(people, 4, 'manager_id', '')
        put(people, 2, 'manager_id', '003')
      },
      [
        ['under-yourself', 'people', 2, 'manager_id'],
        ['own-row', 'people', 4, 'manager_id'],
      ],
    ],
    [
      'changes no address of the head',
      '003',
      ({ people }) => put(people, 2, 'email', 'me@x.org'),
      [['holder-email', 'people', 2, 'email']],
    ],
    [
      'nor his own',
      '003',
      ({ people }) => put(people, 4, 'email', 'me@x.org'),
      [
        ['holder-email', 'people', 4, 'email'],
        ['own-row', 'people', 4, 'email'],
      ],
    ],
  ]
  test.each(cases)('%s', async (_, who, spoil, found) => {
    const answer = await told(who, 'p_admin', spoil)
    expect(answer.map((line) => line.join()).sort()).toEqual(found.map((line) => (line as string[]).join()).sort())
  })

  test('moves no units and people below a unit that he directs', async () => {
    await grant(house.base, await idOf('003'), 'director', await unitOf('A'))
    const spoil = ({ units, people }: Small) => {
      units.push(['C', 'Gamma', 'A1', 'unit'])
      put(units, 5, 'parent_unit_id', 'A')
      put(people, 7, 'unit_id', 'C')
      put(people, 2, 'unit_id', 'A')
    }
    // Cem is Noor's report and seen already; Ada is not; Noor's own unit hangs in B, which moves as a whole.
    const answer = await told('003', 'p_admin', spoil)
    expect(answer.map((line) => line.join()).sort()).toEqual([
      'unit-under-yourself,people,2,unit_id',
      'unit-under-yourself,units,5,parent_unit_id',
    ])
  })

  test('ends nobody’s post who holds a grant, nor changes their address', async () => {
    await grant(house.base, await idOf('012'), 'viewer', await unitOf('A'))
    expect(await told('003', 'p_admin', ({ people }) => people.pop(), { fullList: true })).toEqual([
      ['holder-leaves', 'people', null, null],
    ])
    expect(await told('003', 'p_admin', ({ people }) => put(people, 7, 'email', 'cem@x.org'))).toEqual([
      ['holder-email', 'people', 7, 'email'],
    ])
  })
})

test('HR may all that, but for the own row', async () => {
  await grant(house.base, await idOf('002'), 'hr')
  const spoil = ({ people }: Small) => {
    put(people, 7, 'email', 'cem@x.org')
    put(people, 7, 'manager_id', '002')
    put(people, 2, 'email', 'ada.top@x.org')
  }
  expect(await told('002', 'p_hr', spoil)).toEqual([])
  expect(await told('002', 'p_hr', ({ people }) => put(people, 3, 'unit_id', 'B'))).toEqual([
    ['own-row', 'people', 3, 'unit_id'],
  ])
})

test('what an administrator may not, HR imports from the same upload', async () => {
  const personId = await idOf('003')
  const { units, people } = smallTables()
  put(people, 6, 'manager_id', '003')
  const administrator = clientOf(house.base, personId, 'p_admin')
  const refused = await administrator.bring({ files: filesOf({ units, people }), effective })
  expect(refused.status).toBe('refused')
  const checked = await house.hr.check(await house.hr.imports.get({ id: refused.id }))
  expect(checked).toMatchObject({ status: 'checked', report: { changes: { people: { reassigned: 1 } } } })
  expect(await administrator.commit(checked)).toMatchObject({ status: 'refused' })
})
