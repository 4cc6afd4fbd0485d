import { call } from '@orpc/server'
import { sql } from 'drizzle-orm'
import * as tables from '@/db/schema'
import { createOrganisation, type Caller as Named, today } from '@/lib/people/organisation.fixtures'
import { secondmentProcedures as secondments } from './procedures'

export type Caller = Named
export const days = { from: '2027-02-01', to: '2027-07-31' }

/** The small organisation with an opening of area B that its director E3 sponsors, for one at a time; E5 reports to E4. */
export async function createPlacements({ seats = 1 } = {}) {
  const org = await createOrganisation()
  const job = <T>(work: Parameters<typeof org.test.database.asJob<T>>[1]) => org.test.database.asJob('import', work)
  await job(async (db) => {
    const [host] = await db.select({ id: tables.unit.id }).from(tables.unit).where(sql`unit_id = 'B'`)
    const place = { title: 'Depot lead', routeKey: 'secondment-operations', hostUnitId: host!.id, seats }
    const span = { earliestStart: '2027-02-01', latestEnd: '2027-12-31', minDays: 60, maxDays: 300 }
    const [made] = await db
      .insert(tables.opening)
      .values({ ...place, ...span, openingId: 'OP1', sponsorId: org.keys.person('E3'), status: 'published' })
      .returning({ id: tables.opening.id })
    await db.insert(tables.openingEntry).values({ openingId: made!.id, criterion: 'x', level: 2 })
    await db.insert(tables.openingCriterion).values({ openingId: made!.id, criterion: 'x', position: 1 })
  })
  const at = async <T extends Record<string, unknown>>(statement: ReturnType<typeof sql>) =>
    (await org.test.database.asJob('secondment', (db) => db.execute<T>(statement))).rows
  /** The organisation's today becomes this day. */
  const setToday = (day: string) => job((db) => db.execute(sql`update organisation set sample_today = ${day}`))
  const propose = (more: object = {}) =>
    call(secondments.propose, { employeeId: 'E5', openingId: 'OP1', ...days, ...more }, org.as('hr'))
  const get = (id: string, caller: Caller = 'hr') => call(secondments.get, { id }, org.as(caller))
  const step = async (id: string, caller: Caller, deed: string, more: object = {}) => {
    const { version } = await get(id, caller)
    return call(secondments.step, { id, version, deed: deed as 'consent', ...more }, org.as(caller))
  }
  const told = async (who: Parameters<typeof org.keys.person>[0]) => {
    const rows = await org.test.database.asJob('mail', (db) =>
      db.execute<{ kind: string; state: string }>(sql`select kind, about ->> 'state' as state from message
        where person_id = ${org.keys.person(who)} and kind like 'secondment%' order by id`),
    )
    return rows.rows.map(({ kind, state }) => `${kind} ${state}`)
  }
  return { ...org, at, setToday, propose, get, step, told, today }
}
/** By the profile that asks for more E5 has a gap that the place helps to close. */
export const widenGap = (org: Placements) =>
  org.test.database.asJob('import', async (db) => {
    await db.execute(sql`update person set target_profile = 'lead' where employee_id = 'E5'`)
    await db.execute(sql`update result_person set target_profile = 'lead' where person_id = ${org.keys.person('E5')}`)
  })
export type Placements = Awaited<ReturnType<typeof createPlacements>>
export const share = [{ option: 'share' as const }]
