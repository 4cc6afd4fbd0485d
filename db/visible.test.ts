import { sql } from 'drizzle-orm'
import { afterAll, expect, test } from 'vitest'
import type { Db } from './client'
import * as table from './schema'
import { asOwner, createTestDatabase, type TestDatabase } from './test-database'
import type { Persona } from './values'
import { Oracle, type Span } from './visible-oracle'

/** How many random organisations; `npm run prove access` asks for more. */
const organisations = Number(process.env.ORGANISATIONS ?? 20)
const rounds = 12
const counts = {
  sets: 0,
  closures: 0,
  moves: 0,
  loops: 0,
  leavers: 0,
  days: 0,
  grants: 0,
  deputies: 0,
  refused: 0,
  assigned: 0,
}

/** Mulberry32: the same organisations on every run. */
function dice(seed: number) {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const below = (n: number) => Math.floor(next() * n)
  return { below, chance: (share: number) => next() < share, pick: <T>(list: T[]) => list[below(list.length)] as T }
}
type Dice = ReturnType<typeof dice>

const toDate = (day: number) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10)
const toRange = ({ from, to }: Span) => `[${toDate(from)},${to === null ? '' : toDate(to)})`

async function found(base: TestDatabase, oracle: Oracle, roll: Dice) {
  const size = 9 + roll.below(12)
  const unitCount = 3 + roll.below(4)
  oracle.today = 100
  for (let unit = 1; unit <= unitCount; unit += 1) oracle.units.set(unit, unit === 1 ? null : 1 + roll.below(unit - 1))
  for (let id = 1; id <= size; id += 1) {
    const from = roll.chance(0.1) ? 101 + roll.below(6) : roll.below(50)
    const to = roll.chance(0.1) ? Math.max(from + 1, 100 + roll.below(8)) : null
    oracle.people.push({ id, from, to, disabled: roll.chance(0.06) })
    if (id > 1) oracle.lines.push({ person: id, manager: 1 + roll.below(id - 1), from, to: null })
    oracle.memberships.push({
      person: id,
      unit: 1 + roll.below(unitCount),
      from,
      to: roll.chance(0.1) ? from + 110 : null,
    })
  }
  oracle.head = 1
  await base.database.asJob('import', async (db) => {
    await db.update(table.organisation).set({ sampleToday: toDate(oracle.today), headId: oracle.head })
    await db
      .insert(table.unit)
      .values([...oracle.units].map(([id, parentId]) => ({ id, unitId: `U${id}`, name: 'unit', parentId })))
    await db.insert(table.person).values(
      oracle.people.map((person) => ({
        ...{ id: person.id, employeeId: `E${person.id}`, name: `Person ${person.id}` },
        ...{ isDisabled: person.disabled, employed: toRange(person) },
      })),
    )
    const { lines, memberships } = oracle
    await db
      .insert(table.reportingLine)
      .values(lines.map((l) => ({ personId: l.person, managerId: l.manager, valid: toRange(l) })))
    await db
      .insert(table.unitMembership)
      .values(memberships.map((m) => ({ personId: m.person, unitId: m.unit, valid: toRange(m) })))
    await db.insert(table.framework).values({ id: 1, key: 'f', name: 'F' })
    await db.insert(table.frameworkVersion).values({ id: 1, frameworkId: 1, edition: '1' })
    await db.insert(table.cycle).values({ id: 1, name: 'C', kind: 'run', frameworkVersionId: 1 })
    oracle.assigned = oracle.people.map(({ id }) => ({ person: id, rater: null, isActive: true }))
    await db
      .insert(table.participant)
      .values(oracle.people.map(({ id }) => ({ id, cycleId: 1, subjectId: id, targetProfile: '' })))
  })
}

async function putLine(db: Db, person: number, manager: number | null, day: number) {
  const from = toDate(day)
  await db.execute(sql`delete from reporting_line where person_id = ${person} and lower(valid) >= ${from}::date`)
  await db.execute(sql`update reporting_line set valid = daterange(lower(valid), ${from}::date)
    where person_id = ${person} and valid @> ${from}::date`)
  if (manager !== null) {
    await db.insert(table.reportingLine).values({ personId: person, managerId: manager, valid: `[${from},)` })
  }
}

const acts: Record<string, (base: TestDatabase, oracle: Oracle, roll: Dice) => Promise<void>> = {
  async move({ database }, oracle, roll) {
    const person = roll.pick(oracle.people).id
    const manager = roll.pick(oracle.people).id
    if (person === manager) return
    const day = oracle.today + (roll.chance(0.4) ? 1 + roll.below(6) : 0)
    const lines = oracle.linesAfterMove(person, manager, day)
    const moved = database.asJob('import', (db) => putLine(db, person, manager, day))
    if (oracle.hasLoop(lines)) {
      await expect(moved).rejects.toMatchObject({ code: '23514' })
      counts.loops += 1
      return
    }
    await moved
    oracle.lines = lines
    counts.moves += 1
  },
  async leave({ database }, oracle, roll) {
    const person = roll.pick(oracle.people.filter(({ from, to }) => from < oracle.today && to === null))
    if (!person) return
    person.to = oracle.today + (roll.chance(0.3) ? 2 : 0)
    await database.asJob('import', (db) =>
      db
        .update(table.person)
        .set({ employed: toRange(person) })
        .where(sql`id = ${person.id}`),
    )
    counts.leavers += 1
  },
  async day({ database }, oracle, roll) {
    oracle.today += roll.chance(0.15) ? -1 - roll.below(3) : 1 + roll.below(3)
    await database.asJob('import', (db) => db.update(table.organisation).set({ sampleToday: toDate(oracle.today) }))
    counts.days += 1
  },
  async grant({ database }, oracle, roll) {
    const role = roll.chance(0.75) ? 'director' : 'hr'
    const unit = role === 'director' ? roll.pick([...oracle.units.keys()]) : null
    const from = oracle.today - 5 + roll.below(8)
    const grant = { person: roll.pick(oracle.people).id, role, unit, from, to: from + 1 + roll.below(9) } as const
    const confirmed = roll.chance(0.9)
    await database.asJob('import', (db) =>
      db.insert(table.roleGrant).values({
        ...{ personId: grant.person, role, unitId: unit, valid: toRange(grant) },
        confirmedAt: confirmed ? new Date(0) : null,
      }),
    )
    oracle.grants.push({ ...grant, confirmed })
    counts.grants += 1
  },
  async regroup({ database }, oracle, roll) {
    const unit = roll.pick([...oracle.units.keys()].filter((id) => id > 1))
    const parent = 1 + roll.below(unit - 1)
    await database.asJob('import', (db) => db.update(table.unit).set({ parentId: parent }).where(sql`id = ${unit}`))
    oracle.units.set(unit, parent)
  },
  async deputise({ database }, oracle, roll) {
    const [manager, deputy] = [roll.pick(oracle.people).id, roll.pick(oracle.people).id]
    if (manager === deputy) return
    const from = oracle.today - 3 + roll.below(5)
    const one = { manager, deputy, from, to: from + 2 + roll.below(12) }
    const isTaken = oracle.deputies.some(
      (d) => d.manager === manager && d.from < one.to && one.from < (d.to ?? Infinity),
    )
    const named = database.asJob('cycle', (db) =>
      db.execute(sql`insert into deputy (public_id, manager_id, deputy_id, valid, named_by)
        values (gen_random_uuid(), ${manager}, ${deputy}, ${toRange(one)}, ${manager})`),
    )
    if (isTaken) {
      await expect(named).rejects.toMatchObject({ code: '23P01' })
      counts.refused += 1
      return
    }
    await named
    oracle.deputies.push(one)
    counts.deputies += 1
  },
  async assign({ database }, oracle, roll) {
    const taking = roll.pick(oracle.assigned)
    const rater = roll.chance(0.2) ? null : roll.pick(oracle.people).id
    if (rater === taking.person) return
    taking.rater = rater
    taking.isActive = roll.chance(0.85)
    oracle.cycleRuns = roll.chance(0.8)
    const status = oracle.cycleRuns ? roll.pick(['open', 'paused']) : roll.pick(['draft', 'closing', 'published'])
    const state = taking.isActive ? 'active' : roll.pick(['excused', 'left'])
    await database.asJob('cycle', async (db) => {
      await db.execute(sql`update cycle set status = ${status}`)
      await db.execute(sql`update participant set assigned_rater_id = ${rater}, assigned_reason = 'So.', state = ${state}
        where id = ${taking.person}`)
    })
    counts.assigned += 1
  },
  async disable({ database }, oracle, roll) {
    const person = roll.pick(oracle.people)
    person.disabled = !person.disabled
    await database.asJob('command', (db) =>
      db.update(table.person).set({ isDisabled: person.disabled }).where(sql`id = ${person.id}`),
    )
  },
}

const likely = ['move', 'move', 'move', 'leave', 'day', 'day', 'grant', 'grant', 'regroup', 'disable']
const ofRounds = ['deputise', 'deputise', 'assign', 'assign']

async function compare(base: TestDatabase, oracle: Oracle, label: string) {
  const everyone = oracle.people.map(({ id }) => id)
  const ask = (personId: number, persona: Persona, query: string) =>
    base.database.asViewer({ personId, persona, readOnly: true }, async (db) => {
      return (await db.execute<{ id: number }>(query)).rows.map(({ id }) => id)
    })
  const people = 'select id from person order by id'
  const ratable = 'select person_id as id from unit_membership order by 1'
  for (const viewer of everyone) {
    const visible = oracle.visible(viewer)
    const units = oracle.grantedUnits(viewer)
    const seen = [
      [await ask(viewer, 'p_member', people), visible],
      [await ask(viewer, 'p_pmo', ratable), visible],
      [await ask(viewer, 'p_all', people), oracle.holds(viewer, 'all') ? everyone : []],
      [await ask(viewer, 'p_hr', people), oracle.holds(viewer, 'hr') ? everyone : []],
      [
        await ask(viewer, 'p_pmo', 'select id from authz.granted_unit_ids() as id order by 1'),
        units.sort((a, b) => a - b),
      ],
    ]
    for (const [got, wanted] of seen) expect(got, `${label}, viewer ${viewer}`).toEqual(wanted)
    counts.sets += seen.length
  }
  const closure = await asOwner(base.ownerUrl, async (owner) => {
    await owner.query('set role p_dump')
    const { rows } = await owner.query<{ row: string }>(
      "select ancestor_id || ' ' || descendant_id || ' ' || depth as row from reporting_closure",
    )
    return rows.map(({ row }) => row)
  })
  expect(closure.sort(), label).toEqual(oracle.closure().sort())
  counts.closures += 1
}

test.each(Array.from({ length: organisations }, (_, index) => index + 1))(
  'organisation %i: nobody sees one too many, nobody one too few',
  async (seed) => {
    const base = await createTestDatabase()
    try {
      const roll = dice(seed)
      const oracle = new Oracle()
      await found(base, oracle, roll)
      await compare(base, oracle, 'founded')
      for (let round = 1; round <= rounds; round += 1) {
        const story = [...Array.from({ length: 3 }, () => roll.pick(likely)), roll.pick(ofRounds), roll.pick(ofRounds)]
        for (const act of story) await acts[act]?.(base, oracle, roll)
        await compare(base, oracle, `seed ${seed}, round ${round}: ${story}`)
      }
    } finally {
      await base.drop()
    }
  },
)

afterAll(() => {
  console.log('Visible sets:', JSON.stringify(counts))
})

test('that was enough of everything', () => {
  expect(counts.sets).toBeGreaterThanOrEqual(750 * organisations)
  expect(counts.closures).toBe(organisations * (rounds + 1))
  for (const [what, count] of Object.entries(counts)) expect(count, what).toBeGreaterThanOrEqual(30)
})
