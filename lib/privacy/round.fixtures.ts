import { sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import * as tables from '@/db/schema'
import type { Organisation } from '@/lib/people/organisation.fixtures'

/** What must not be found anywhere once this person is erased. */
export const words = { employeeId: 'Q-77-ÄX', email: 'zoe.quark@example.com', name: 'Zoë Quarkwörter' }

const at = new Date('2026-09-20T12:00:00Z')
const publicId = (n: number) => `00000000-0000-4000-8000-0000000d${String(n).padStart(4, '0')}`

/** A cycle in which this person was assessed, assessed others and is named in what others wrote about others. */
export async function addRound({ test, keys }: Organisation, id: number) {
  const [E4, E5, E6] = [keys.person('E4'), keys.person('E5'), keys.person('E6')]
  await test.database.asJob('cycle', async (db) => {
    const cycleId = await addCycle(db)
    const [criterion] = await db.select().from(tables.criterion).orderBy(tables.criterion.id)
    const criterionId = criterion!.id
    const take = (subjectId: number, more: object = {}) =>
      db
        .insert(tables.participant)
        .values({ cycleId, subjectId, targetProfile: 'light', ...more })
        .returning()
    const [mine] = await take(id)
    const [theirs] = await take(E5, { assignedRaterId: id, assignedReason: `Because of ${words.name}` })
    const form = async (participant: typeof mine, raterId: number, raterType: 'self' | 'manager' | 'peer') => {
      const [made] = await db
        .insert(tables.assessment)
        .values({
          ...{ participantId: participant!.id, cycleId, subjectId: participant!.subjectId, raterId, raterType },
          ...{ status: 'submitted', submittedAt: at, handOverNote: `Ask ${words.name}.` },
          ...{
            publicId: publicId(raterId * 100 + participant!.subjectId),
            revealedAt: raterType === 'peer' ? null : at,
          },
        })
        .returning()
      const assessmentId = made!.id
      await db.insert(tables.answer).values({
        ...{ assessmentId, criterionId, raterId, kind: 'rated', level: 3 },
        comment: `As ${words.name.toUpperCase()} and ${words.employeeId} would.`,
      })
      return assessmentId
    }
    const own = await form(mine, id, 'self')
    await form(mine, E4, 'manager')
    await form(mine, E6, 'peer')
    const given = await form(theirs, id, 'manager')
    await addTalk(db, { cycleId, criterionId, agreedBy: E4 }, mine!)
    await addTalk(db, { cycleId, criterionId, agreedBy: id }, theirs!)
    const files = { id, E4, E5, own, given, criterionId }
    await addEvidence(db, files)
    await db.insert(tables.deputy).values([
      { publicId: publicId(1), managerId: E4, deputyId: id, namedBy: E4, valid: '[2026-08-01,2026-09-01)' },
      { publicId: publicId(2), managerId: E5, deputyId: E6, namedBy: id, valid: '[2026-08-01,2026-09-01)' },
    ])
    await db.insert(tables.plannedLeave).values({ personId: id, valid: '[2026-01-01,2026-02-01)' })
    const message = { kind: 'chased' as const, about: { cycle: 'Quark round', count: 1 } }
    await db.insert(tables.message).values([
      { ...message, publicId: publicId(3), personId: id },
      { ...message, publicId: publicId(4), personId: E5 },
    ])
  })
  // A feed is made by its owner alone, who has left: as the owner of the database writes it back.
  await test.database.asJob('privacy', (db) =>
    db.insert(tables.calendarFeed).values({ personId: id, secretHash: 'secret of a calendar' }),
  )
}

async function addCycle(db: Db): Promise<number> {
  const [version] = await db.select().from(tables.frameworkVersion)
  const [made] = await db
    .insert(tables.cycle)
    .values({ name: 'Quark round', kind: 'run', frameworkVersionId: version!.id, status: 'open' })
    .returning()
  const cycleId = made!.id
  const population = { units: ['A'], people: [words.employeeId, 'E5'], without: [] }
  await db.insert(tables.cyclePlan).values({ cycleId, population, timeZone: 'Europe/Berlin' })
  await db.insert(tables.cycleDeadline).values(
    (['self', 'manager', 'agree'] as const).map((stage) => ({
      ...{ cycleId, stage, wallTime: '2026-09-30T17:00', closesAt: new Date('2026-09-30T15:00:00Z') },
    })),
  )
  return cycleId
}

interface Settled {
  cycleId: number
  criterionId: number
  agreedBy: number
}
async function addTalk(db: Db, settled: Settled, { id, subjectId }: { id: number; subjectId: number }) {
  await db.insert(tables.agreement).values({
    ...{ ...settled, participantId: id, subjectId, level: 3, status: 'disputed', agreedOn: '2026-09-25' },
    ...{ reason: `${words.name} said so.`, objection: `Not what ${words.email} said.` },
  })
  await db.insert(tables.conversation).values({ participantId: id, subjectId, notes: `With ${words.name}.` })
}

interface Files {
  id: number
  E4: number
  E5: number
  own: number
  given: number
  criterionId: number
}
async function addEvidence(db: Db, { id, E4, E5, own, given, criterionId }: Files) {
  const fact = { kind: 'text' as const, datedOn: '2026-09-01', sharedAt: at }
  const [file, , note] = await db
    .insert(tables.evidence)
    .values([
      {
        ...{
          ...fact,
          publicId: publicId(5),
          subjectId: id,
          ownerId: id,
          kind: 'file',
          title: words.name,
          byteCount: 1,
        },
        ...{ fileName: `${words.name}.txt`, mediaType: 'text/plain' },
      },
      { ...fact, publicId: publicId(6), subjectId: id, ownerId: E4, title: `About ${words.name}` },
      { ...fact, publicId: publicId(7), subjectId: E5, ownerId: id, title: `Seen by ${words.name}` },
    ])
    .returning()
  await db.insert(tables.evidenceChunk).values({ evidenceId: file!.id, place: 0, bytes: Buffer.from(words.name) })
  await db.insert(tables.evidenceUse).values([
    { evidenceId: file!.id, assessmentId: own, criterionId },
    { evidenceId: note!.id, assessmentId: given, criterionId },
  ])
  await db.execute(
    sql`update rating set comment = ${`As ${words.name} knows.`} where rater_id = ${id} and subject_id = ${E5}`,
  )
}
