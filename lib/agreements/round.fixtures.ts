import { sql } from 'drizzle-orm'
import * as tables from '@/db/schema'
import { createOrganisation, type Somebody } from '@/lib/people/organisation.fixtures'

export const cycle = 'Autumn round'
const criteria = ['x', 'y', 'z'] as const
/** Levels on x, y, z; null: not observed. */
type Levels = [number | null, number | null, number | null]
type Stages = { self: string; manager: string; agree: string }

const usual: Stages = { self: '2026-12-04', manager: '2026-12-11', agree: '2026-12-18' }
const asked = { E5: 'light', E6: 'lead', E7: 'lead', E4: 'lead' } as const
type Asked = keyof typeof asked

/** A small organisation with a cycle that runs: E4 rates E5 and E6, E3 rates E7, E1 rates E4. */
export async function createRound({ isBlind = true, asksPeers = true, stages = usual } = {}) {
  const org = await createOrganisation()
  const id = org.keys.person
  const job = <T>(work: Parameters<typeof org.test.database.asJob<T>>[1]) => org.test.database.asJob('cycle', work)
  const { keys, parts } = await job(async (db) => {
    const found = await db.select({ id: tables.criterion.id, key: tables.criterion.key }).from(tables.criterion)
    const [version] = await db.select({ id: tables.frameworkVersion.id }).from(tables.frameworkVersion)
    const frameworkVersionId = version!.id
    const [made] = await db
      .insert(tables.cycle)
      .values({ name: cycle, kind: 'run', frameworkVersionId, status: 'open' })
      .returning()
    const cycleId = made!.id
    const plan = { population: {}, timeZone: 'Europe/London', isBlind, asksPeers }
    await db.insert(tables.cyclePlan).values({ cycleId, ...plan })
    await db.insert(tables.cycleDeadline).values(
      Object.entries(stages).map(([stage, day]) => ({
        ...{ cycleId, stage: stage as keyof Stages, wallTime: `${day}T17:00`, closesAt: new Date(`${day}T17:00:00Z`) },
      })),
    )
    const rows = Object.entries(asked).map(([who, targetProfile]) => ({ cycleId, subjectId: id(who), targetProfile }))
    const joined = await db.insert(tables.participant).values(rows).returning()
    return {
      keys: new Map(found.map((row) => [row.key, row.id])),
      parts: new Map(joined.map((row) => [row.subjectId, row])),
    }
  })
  const part = (who: Asked) => parts.get(id(who))!

  /** Writes somebody's form about somebody; submitting reveals as in the product. */
  const fill = (
    rater: Somebody,
    about: Asked,
    levels: Levels,
    {
      isSubmitted = true,
      comment = '',
      as = 'manager',
    }: { isSubmitted?: boolean; comment?: string; as?: 'manager' | 'peer' } = {},
  ) =>
    job(async (db) => {
      const { id: participantId, cycleId, subjectId } = part(about)
      const raterId = id(rater)
      const form = { participantId, cycleId, subjectId, raterId, raterType: rater === about ? ('self' as const) : as }
      const [made] = await db.insert(tables.assessment).values(form).returning()
      await db.insert(tables.answer).values(
        criteria.map((key, place) => {
          const level = levels[place] ?? null
          const kind = level === null ? ('not-observed' as const) : ('rated' as const)
          return { assessmentId: made!.id, criterionId: keys.get(key)!, raterId, kind, level, comment }
        }),
      )
      if (isSubmitted)
        await db.execute(sql`update assessment set status = 'submitted', submitted_at = now() where id = ${made!.id}`)
    })

  /** Both have submitted: E5 against E4, unless said otherwise. */
  const fillBoth = async (about: Asked, self: Levels, manager: Levels, rater: Somebody = 'E4') => {
    await fill(about, about, self)
    await fill(rater, about, manager)
  }
  const setCycle = (status: 'open' | 'paused' | 'closing') =>
    job((db) => db.execute(sql`update cycle set status = ${status} where name = ${cycle}`))
  const setDeadline = (stage: keyof Stages, day: string) =>
    job((db) =>
      db.execute(sql`update cycle_deadline set closes_at = ${`${day}T17:00:00Z`}::timestamptz
        where stage = ${stage} and cycle_id = (select id from cycle where name = ${cycle})`),
    )
  const rows = async <T extends Record<string, unknown>>(statement: ReturnType<typeof sql>) =>
    (await job((db) => db.execute<T>(statement))).rows
  return { ...org, fill, fillBoth, setCycle, setDeadline, rows, id }
}

export type Round = Awaited<ReturnType<typeof createRound>>
