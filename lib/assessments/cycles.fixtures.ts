import { eq, sql } from 'drizzle-orm'
import * as tables from '@/db/schema'
import type { TestDatabase } from '@/db/test-database'

type Plan = Partial<Pick<typeof tables.cyclePlan.$inferInsert, 'isBlind' | 'isDelta' | 'evidenceRule' | 'asksPeers'>>

/** Deadlines of a test cycle, as instants; the organisation's day stands at 23 Nov 2026. */
const deadlines = { self: '2026-12-04T17:00:00Z', manager: '2026-12-11T17:00:00Z', agree: '2026-12-18T17:00:00Z' }
export type Stage = keyof typeof deadlines

/** A launched cycle on the newest framework, with these people (internal keys) in it and their own forms made. */
export async function launchTestCycle(
  { database }: Pick<TestDatabase, 'database'>,
  { name, people, ...plan }: { name: string; people: readonly number[] } & Plan,
) {
  const id = await database.asJob('cycle', async (db) => {
    const { rows } = await db.execute<{ id: number }>(
      sql`select max(id) as id from framework_version where status = 'published'`,
    )
    const frameworkVersionId = Number(rows[0]!.id)
    const [made] = await db
      .insert(tables.cycle)
      .values({ name, kind: 'run', status: 'open', frameworkVersionId })
      .returning()
    const cycleId = made!.id
    const launchedAt = new Date(0)
    await db.insert(tables.cyclePlan).values({ cycleId, population: {}, timeZone: 'UTC', launchedAt, ...plan })
    const stages = Object.entries(deadlines) as [Stage, string][]
    await db
      .insert(tables.cycleDeadline)
      .values(stages.map(([stage, at]) => ({ cycleId, stage, wallTime: at.slice(0, 16), closesAt: new Date(at) })))
    const there = await db
      .insert(tables.participant)
      .values(people.map((subjectId) => ({ cycleId, subjectId, targetProfile: 'lead' })))
      .returning()
    await db.insert(tables.assessment).values(
      there.map(({ id: participantId, subjectId }) => ({
        ...{ participantId, cycleId, subjectId, raterId: subjectId, raterType: 'self' as const },
      })),
    )
    return cycleId
  })
  const set = (values: Partial<typeof tables.cycle.$inferInsert>) =>
    database.asJob('cycle', (db) => db.update(tables.cycle).set(values).where(eq(tables.cycle.id, id)))
  /** Moves a stage's deadline to so many minutes from the organisation's present moment. */
  const closeIn = (stage: Stage, minutes: number) =>
    database.asJob('cycle', (db) =>
      db.execute(sql`update cycle_deadline set closes_at = authz.now() + make_interval(mins => ${minutes})
        where cycle_id = ${id} and stage = ${stage}`),
    )
  return { id, name, set, closeIn }
}
