import { sql } from 'drizzle-orm'
import type { SecondmentState } from '@/db/values'
import { listAsking, noteFilled, noteNotChosen } from '@/lib/openings/not-chosen'
import { ownReason } from '@/lib/openings/own-reason'
import { judgeMany } from './eligible'
import type { Work } from './step'

/** HR asks somebody by hand: whoever else wished for the opening is told, by the same rules on the same days. */
export async function noteHand(
  work: Work,
  { id, openingId, from, to }: { id: string; openingId: string; from: string; to: string },
): Promise<void> {
  const { db, today, viewer } = work
  const asking = await listAsking(work, [openingId])
  const personIds = asking.map(({ personId }) => personId)
  const failures = await judgeMany(db, { personIds, openingId, from, to, today, persona: viewer.persona })
  const noted = asking.map((one) => {
    const failure = failures.get(one.personId)
    return { ...one, ...(failure ? ownReason(failure.rule, failure.facts) : { reason: 'others' as const, facts: {} }) }
  })
  await noteNotChosen(work, { way: 'hand', decision: id, noted })
}

/** What a host has decided: with the last seat taken whoever wished for it is told, and whoever was not chosen may ask HR. */
export async function noteHost(work: Work, { key, state }: { key: number; state: SecondmentState }): Promise<void> {
  if (state === 'not-selected') await work.db.execute(sql`select authz.note_declined(${key})`)
  if (state !== 'confirmed') return
  const { rows } = await work.db.execute<{ id: number; openingId: string; title: string }>(sql`
    select o.id, o.opening_id as "openingId", o.title from opening o join secondment s on s.opening_id = o.id where s.id = ${key}`)
  if (rows[0]) await noteFilled(work, rows[0])
}
