import { sql } from 'drizzle-orm'
import type { Db } from './client'
import * as table from './schema'
import { plantSmallOrganisation, today, who } from './small-organisation'
import { asOwner, createTestDatabase, type TestDatabase } from './test-database'
import type { Persona } from './values'

type RaterType = 'self' | 'manager' | 'peer'
export type Round = Awaited<ReturnType<typeof openRound>>

/** The cycle of these tests, and who takes part. */
export const cycleId = 9
const subjects = [who.managerA, who.employee, who.peer, who.employeeB] as const
/** The participant of a person. */
export const part = (person: number) => 900 + person

/**
 * The small organisation with a second criterion, and a cycle that runs: blind, peers may be asked, own forms until the
 * 25th, managers' until the 27th, agreed until the 30th of November 2026, at noon UTC.
 */
export async function openRound() {
  const base = await createTestDatabase()
  await plantSmallOrganisation(base)
  await base.database.asJob('import', async (db) => {
    await db.insert(table.frameworkVersion).values({ id: 2, frameworkId: 1, edition: '2' })
    await db.insert(table.domain).values({
      ...{ id: 2, frameworkVersionId: 2, key: 'd', name: 'D', shortName: 'D', position: 1 },
    })
    await db.insert(table.scaleLevel).values({ frameworkVersionId: 2, level: 5, name: 'Expert', meaning: '' })
    await db.insert(table.criterion).values(
      [2, 3].map((id) => ({
        ...{ id, frameworkVersionId: 2, domainId: 2, key: `k${id}`, name: 'K', definition: '', position: id },
      })),
    )
    await db.execute(sql`update framework_version set status = 'published' where id = 2`)
  })
  await base.database.asJob('cycle', async (db) => {
    await db.insert(table.cycle).values({ id: cycleId, name: 'Round', kind: 'run', frameworkVersionId: 2 })
    await db.insert(table.cyclePlan).values({
      ...{ cycleId, population: {}, timeZone: 'UTC', asksPeers: true, launchedAt: new Date('2026-11-01') },
    })
    const days = { self: '25', manager: '27', agree: '30' }
    for (const stage of ['self', 'manager', 'agree'] as const)
      await db.insert(table.cycleDeadline).values({
        ...{ cycleId, stage, wallTime: `2026-11-${days[stage]}T12:00` },
        closesAt: new Date(`2026-11-${days[stage]}T12:00:00Z`),
      })
    for (const id of subjects)
      await db.insert(table.participant).values({ id: part(id), cycleId, subjectId: id, targetProfile: 'p' })
  })
  // What was planted took its numbers itself.
  await asOwner(base.ownerUrl, (owner) =>
    owner.query(
      "select setval('assessment_id_seq', 1000), setval('evidence_id_seq', 1000), setval('cycle_id_seq', 100)",
    ),
  )
  return { base, ...deeds(base) }
}

const personaOf = (person: number): Persona =>
  (({ [who.hr]: 'p_hr', [who.head]: 'p_all', [who.directorOfA]: 'p_pmo', [who.administrator]: 'p_admin' }) as const)[
    person
  ] ?? 'p_member'

/** What people do in a round, each by the statements that the product sends, as themselves. */
function deeds(base: TestDatabase) {
  const as = <T>(person: number, work: (db: Db) => Promise<T>, persona = personaOf(person)) =>
    base.database.asViewer({ personId: person, persona, readOnly: false }, work)
  const rows = async <T extends Record<string, unknown> = { n: number }>(person: number, query: string) =>
    (await as(person, (db) => db.execute<T>(query))).rows
  /** Rows that a change by this person touched. */
  const change = async (person: number, statement: string) =>
    (await as(person, (db) => db.execute(statement))).rowCount ?? 0
  const job = (statement: string) => base.database.asJob('cycle', (db) => db.execute(statement))

  const begin = async (rater: number, about: number, type: RaterType, by = rater) => {
    const made = await rows<{ id: number }>(
      by,
      `insert into assessment (participant_id, cycle_id, subject_id, rater_id, rater_type)
        values (${part(about)}, ${cycleId}, ${about}, ${rater}, '${type}') returning id`,
    )
    return made[0]!.id
  }
  const answer = (rater: number, form: number, level: number, criterion: number) =>
    change(
      rater,
      `insert into answer (assessment_id, criterion_id, rater_id, kind, level, comment)
        values (${form}, ${criterion}, ${rater}, 'rated', ${level}, 'canary ${rater}') on conflict (assessment_id, criterion_id)
        do update set level = excluded.level, version = answer.version + 1`,
    )
  const submit = (rater: number, form: number) =>
    change(rater, `update assessment set status = 'submitted', version = version + 1 where id = ${form}`)
  const withdraw = (rater: number, form: number) =>
    change(rater, `update assessment set status = 'draft', version = version + 1 where id = ${form}`)
  /** A form with every criterion answered at this level, not yet submitted. */
  const fill = async (rater: number, about: number, type: RaterType, level: number, by = rater) => {
    const form = await begin(rater, about, type, by)
    for (const criterion of [2, 3]) await answer(rater, form, level, criterion)
    return form
  }
  const hand = async (rater: number, about: number, type: RaterType, level: number, by = rater) => {
    const form = await fill(rater, about, type, level, by)
    await submit(rater, form)
    return form
  }
  /** A day of November 2026, for everybody. */
  const onDay = (day: number) =>
    base.database.asJob('import', (db) =>
      db.update(table.organisation).set({ sampleToday: `2026-11-${String(day).padStart(2, '0')}` }),
    )
  /** All that is stored, whoever may see it. */
  const stored = async <T extends object = { n: number }>(query: string) =>
    asOwner(base.ownerUrl, async (owner) => {
      await owner.query('set role p_dump')
      return (await owner.query(query)).rows as T[]
    })
  /** Puts the round back to its beginning. */
  const again = async () => {
    await job(`delete from evidence_use where assessment_id > 100`)
    for (const name of [
      'evidence where id > 100',
      'conversation where participant_id > 100',
      'agreement where participant_id > 100',
    ])
      await job(`delete from ${name}`)
    await job(`delete from answer where assessment_id > 100`)
    await job(`delete from assessment where cycle_id = ${cycleId}`)
    await job(`delete from rating where cycle_id = ${cycleId}`)
    await job(`delete from deputy where lower(valid) >= '2026-11-01'`)
    await job(
      `update participant set state = 'active', assigned_rater_id = null, assigned_reason = '' where cycle_id = ${cycleId}`,
    )
    await job(`update cycle set status = 'open' where id = ${cycleId}`)
    await job(`update cycle_plan set is_blind = true where cycle_id = ${cycleId}`)
    for (const [stage, day] of [
      ['self', 25],
      ['manager', 27],
      ['agree', 30],
    ])
      await job(
        `update cycle_deadline set closes_at = '2026-11-${day}T12:00:00Z' where cycle_id = ${cycleId} and stage = '${stage}'`,
      )
    await base.database.asJob('import', async (db) => {
      await db.update(table.organisation).set({ sampleToday: today })
      await db.execute(`delete from reporting_line where person_id = ${who.employee}`)
      await db
        .insert(table.reportingLine)
        .values({ personId: who.employee, managerId: who.managerA, valid: '[2020-01-01,)' })
    })
  }
  /** From a day on, the employee reports to manager B. */
  const moveEmployee = () =>
    base.database.asJob('import', async (db) => {
      await db.execute(`update reporting_line set valid = '[2020-01-01,${today})' where person_id = ${who.employee}`)
      await db
        .insert(table.reportingLine)
        .values({ personId: who.employee, managerId: who.managerB, valid: `[${today},)` })
    })
  return { as, rows, change, job, begin, answer, submit, withdraw, fill, hand, onDay, stored, again, moveEmployee }
}
