import { call } from '@orpc/server'
import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import type { Db } from '@/db/client'
import { levelSources, type Persona } from '@/db/values'
import type { Caller, Organisation } from '@/lib/people/organisation.fixtures'
import { keepPacks } from '@/lib/readiness/build-pack'
import { findPack } from '@/lib/readiness/packs'
import { inventOrganisation } from './packed.fixtures'
import { gapMapProcedures } from './procedures'
import type { CellInput, GapMapInput } from './shapes'

const unpack = ({ test: { database } }: Organisation) =>
  database.asJob('import', (db) => db.execute(sql`delete from result_pack`))
const packs = async ({ test: { database } }: Organisation) => {
  const { rows } = await database.asJob('import', (db) =>
    db.execute<{ key: string; result_id: number; person_ids: Buffer }>(sql`select * from result_pack`),
  )
  return rows
}

/** Every page of a cell's list, from the first to the last. */
async function listAll(org: Organisation, caller: Caller, input: CellInput) {
  const pages: { people: unknown[] }[] = []
  let after: string | undefined
  do {
    const page = await call(gapMapProcedures.cell, { ...input, after }, org.as(caller))
    pages.push(page)
    after = page.next ?? undefined
  } while (after)
  return pages
}

const filters: Partial<CellInput>[] = [
  {},
  { only: 'below' },
  ...levelSources.map((source) => ({ source })),
  // The oldest day lies before what a pack can tell.
  ...['2026-11-20', '2025-11-21', '1940-01-01', '1931-05-06'].map((ratedBefore) => ({ ratedBefore })),
  ...['light', 'lead', 'gone', 'never'].map((aim) => ({ aim })),
  { only: 'below', source: 'manager', ratedBefore: '2026-10-02', aim: 'light' },
]
const units = ['R', 'A', 'A1', 'B', 'N', 'U0', 'U3', 'U6', 'U8']

const everyCell = units.flatMap((unit, at) =>
  filters.map((filter, by): CellInput => ({ unit, criterion: 'xyz'[(at + by) % 3]!, ...filter })),
)

async function askEverything(org: Organisation, caller: Caller, cells: readonly CellInput[]) {
  const maps: GapMapInput[] = [{}, { profile: 'light' }, { cycle: '2026-H2' }, ...units.map((unit) => ({ unit }))]
  const answers: unknown[] = []
  for (const input of maps) answers.push(await call(gapMapProcedures.get, input, org.as(caller)))
  const lists: { people: unknown[] }[][] = []
  for (const [at, input] of cells.entries())
    lists.push(await listAll(org, caller, { profile: at % 2 ? 'light' : 'lead', ...input }))
  return { answers, lists }
}

const some = (every: number) => everyCell.filter((_, at) => at % every === 0)
/** So many at one distance that their names are read in order, not sorted; and many distances with few each. */
const large: CellInput[] = [
  { unit: 'R', criterion: 'z', profile: 'light', source: 'manager' },
  { unit: 'R', criterion: 'z' },
  { unit: 'R', criterion: 'x', only: 'below' },
]

describe('a packed result answers as its rows do', () => {
  test.each([
    [1, 30, everyCell, 'hr'],
    [2, 240, some(3), 'head'],
    [3, 0, some(9), 'hr'],
    [4, 1_600, large, 'hr'],
  ] as const)('organisation %i of %i people: filters, every page', async (seed, people, cells, caller) => {
    const org = await inventOrganisation(seed, people)
    try {
      const fromRows = await askEverything(org, caller, cells)
      await keepPacks(org.test.database)
      expect(await packs(org)).toHaveLength(people > 0 ? 2 : 1)
      const packed = await askEverything(org, caller, cells)
      expect(packed).toEqual(fromRows)
      const shown = packed.lists.flat().flatMap((page) => page.people)
      expect(shown.length).toBeGreaterThanOrEqual(people)
    } finally {
      await org.drop()
    }
  })
})

describe('a pack', () => {
  const within = <T>(org: Organisation, who: string, persona: Persona, work: (db: Db) => Promise<T>) =>
    org.test.database.asViewer({ personId: org.keys.person(who), persona, readOnly: true }, work)

  test('is for HR and the head alone, and a copy in memory opens nothing', async () => {
    const org = await inventOrganisation(5, 20)
    try {
      await keepPacks(org.test.database)
      const result = { id: org.result }
      const find = (who: string, persona: Persona, said = persona) =>
        within(org, who, persona, (db) => findPack(db, result, said))
      expect((await find('E2', 'p_hr'))?.personIds).toHaveLength(20)
      expect(await find('E2', 'p_hr')).toBe(await find('E1', 'p_all'))
      // Whoever holds no such right gets no key, whatever the code believes.
      expect(await find('E4', 'p_hr')).toBeNull()
      expect(await find('E2', 'p_all')).toBeNull()
      expect(await find('E3', 'p_pmo')).toBeNull()
      await expect(find('E3', 'p_pmo', 'p_hr')).rejects.toMatchObject({ code: '42501' })
    } finally {
      await org.drop()
    }
  })

  test('goes with whoever leaves the result, and comes back without them', async () => {
    const org = await inventOrganisation(6, 60)
    try {
      await keepPacks(org.test.database)
      const gone = (await call(gapMapProcedures.cell, { unit: 'R', criterion: 'x' }, org.as('hr'))).people[0]!.person
      const [id] = await org.test.database.asJob('import', async (db) => {
        const { rows } = await db.execute<{ id: number }>(
          sql`select id from person where employee_id = ${gone.employeeId}`,
        )
        return rows.map((row) => row.id)
      })
      const bytes = Buffer.alloc(8)
      bytes.writeBigInt64BE(BigInt(id!))
      const [before] = (await packs(org)).filter(({ result_id }) => result_id === org.result)
      expect(before!.person_ids.includes(bytes)).toBe(true)
      await org.test.database.asJob('privacy', (db) =>
        db.execute(sql`delete from result_person where person_id = ${id}`),
      )
      expect((await packs(org)).map(({ result_id }) => result_id)).not.toContain(org.result)
      const left = await askEverything(org, 'hr', some(20))
      await keepPacks(org.test.database)
      const [after] = (await packs(org)).filter(({ result_id }) => result_id === org.result)
      expect(after!.person_ids.length).toBe(before!.person_ids.length - 8)
      expect(after!.key).not.toBe(before!.key)
      expect(after!.person_ids.includes(bytes)).toBe(false)
      expect(await askEverything(org, 'hr', some(20))).toEqual(left)
    } finally {
      await org.drop()
    }
  })

  test('of a result that a correction has followed goes', async () => {
    const org = await inventOrganisation(7, 20)
    try {
      await keepPacks(org.test.database)
      await org.test.database.asJob('import', (db) =>
        db.execute(sql`insert into result (cycle_id, version, framework_version_id, policy_version, as_of_on)
          select cycle_id, 2, framework_version_id, 1, as_of_on from result where id = ${org.result}`),
      )
      await keepPacks(org.test.database)
      expect((await packs(org)).map(({ result_id }) => result_id)).not.toContain(org.result)
      await unpack(org)
      await Promise.all([keepPacks(org.test.database), keepPacks(org.test.database)])
      expect(await packs(org)).toHaveLength(1)
    } finally {
      await org.drop()
    }
  })
})
