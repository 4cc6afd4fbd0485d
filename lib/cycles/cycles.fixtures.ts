import { call } from '@orpc/server'
import { sql } from 'drizzle-orm'
import type { MessageKind } from '@/lib/notifications/shapes'
import type { Organisation, Somebody } from '@/lib/people/organisation.fixtures'
import { runProcedures } from './procedures'
import type { DraftInput } from './shapes'

/** Deadlines of a cycle in these tests: the sample's day is 2026-11-23. */
export const deadlines = { self: '2026-12-04T17:00', manager: '2026-12-11T17:00', agree: '2026-12-18T17:00' }

/** Asks E5 and E6 of Mia (E4), and E7 of Dirk (E3). */
export const few = { units: [], jobTitles: [], profiles: [], people: ['E5', 'E6', 'E7'], without: [] }

export const draftOf = (name: string, more: Partial<DraftInput> = {}): DraftInput => ({
  ...{ name, population: few, deadlines, timeZone: 'Europe/Berlin', ...more },
})

/** A cycle that has just been launched by HR. */
export async function launched(org: Organisation, name: string, more: Partial<DraftInput> = {}) {
  const { version } = await call(runProcedures.draft, draftOf(name, more), org.as('hr'))
  return call(runProcedures.launch, { name, version }, org.as('hr'))
}

/** What the job could do by hand: whatever a test needs to have happened. */
export const byHand = (org: Organisation, statement: string, values: unknown[] = []) =>
  org.test.database.asJob('cycle', async (db) => (await db.$client.query(statement, values)).rows)

/** Answers all three criteria of one rater's form about somebody, and hands it in if wanted. */
export async function fillForm(
  org: Organisation,
  { cycle, subject, rater, submits }: { cycle: string; subject: Somebody; rater: Somebody; submits: boolean },
) {
  const scope = { personId: org.keys.person(rater), persona: 'p_member', readOnly: false } as const
  await org.test.database.asViewer(scope, async (db) => {
    const subjectId = org.keys.person(subject)
    const at = sql`from participant p join cycle c on c.id = p.cycle_id where c.name = ${cycle} and p.subject_id = ${subjectId}`
    const type = subject === rater ? 'self' : 'manager'
    await db.execute(sql`insert into assessment (public_id, participant_id, cycle_id, subject_id, rater_id, rater_type)
      select gen_random_uuid(), p.id, c.id, p.subject_id, ${scope.personId}, ${type} ${at} on conflict do nothing`)
    const { rows } = await db.execute<{
      id: number
    }>(sql`select a.id from assessment a join cycle c on c.id = a.cycle_id
      where c.name = ${cycle} and a.subject_id = ${subjectId} and a.rater_id = ${scope.personId}`)
    const { id } = rows[0]!
    await db.execute(sql`insert into answer (assessment_id, criterion_id, rater_id, kind, level)
      select ${id}, k.id, ${scope.personId}, 'rated', 3 from criterion k join cycle c on c.framework_version_id = k.framework_version_id
      where c.name = ${cycle}`)
    if (submits)
      await db.execute(sql`update assessment set status = 'submitted', version = version + 1 where id = ${id}`)
  })
}

/** What somebody was told about a cycle, oldest first. */
export async function messagesOf(org: Organisation, who: Somebody, cycle: string) {
  const rows = await byHand(
    org,
    `select kind, about from message where person_id = $1 and about ->> 'cycle' = $2 order by id`,
    [org.keys.person(who), cycle],
  )
  return rows as { kind: MessageKind; about: Record<string, unknown> }[]
}

/** Moves the deadlines of a cycle so that they close in so many hours from now. */
export const closesIn = (org: Organisation, cycle: string, stage: string, hours: number) =>
  byHand(
    org,
    `update cycle_deadline d set closes_at = authz.now() + make_interval(hours => $3) from cycle c
      where c.id = d.cycle_id and c.name = $1 and d.stage = $2`,
    [cycle, stage, hours],
  )
