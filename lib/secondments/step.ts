import { sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import type { SecondmentState } from '@/db/values'
import type { Scope } from '@/lib/access/allow'
import { conflict } from '@/lib/access/errors'
import { record } from '@/lib/audit/record'
import { tellAll } from '@/lib/notifications/commands'
import { type Actor, type Deed, type State, transitionsFrom } from './machine'
import { type Doing, lacksApproval, type Machine, type Placement, step } from './machine-steps'
import type { PartyRow } from './queries'
import { hears } from './rules'
import type { Moved } from './shapes'
import { inWords } from './words'

export type Work = Pick<Scope, 'db' | 'viewer' | 'today'>

export interface Found {
  key: number
  id: string
  title: string
  version: number
  placement: Placement
  parties: readonly PartyRow[]
}

/** Refuses a version that is not the newest, with both. */
export function refuseStale(yours: { version: number }, stored: { version: number; state: State }) {
  if (yours.version === stored.version) return
  throw conflict('Somebody moved this placement on in the meantime. Look at it again.', { yours, stored })
}

/** Who of these actors takes the step; the machine says who may. */
const actorFor = (state: State, deed: Deed, actors: readonly Actor[]): Actor => {
  const found = transitionsFrom('internal', state).find((one) => one.deed === deed)
  return actors.find((actor) => found?.by.includes(actor)) ?? actors[0] ?? 'host'
}

/** Whoever is concerned by where a placement stands now hears it, whoever did it excepted. */
export async function tellConcerned(
  db: Db,
  { id, title, parties }: Pick<Found, 'id' | 'title' | 'parties'>,
  placement: Placement,
  byId: number | null,
  isUnapproved = false,
) {
  const { start, end, dueOn } = placement
  const state = placement.state as SecondmentState
  for (const { part, kind } of hears(state, isUnapproved)) {
    const people = parties
      .filter((one) => one.part === part && one.person_id !== byId)
      .map(({ person_id }) => person_id)
    const side = part === 'host' ? { side: 'host' as const } : {}
    const about = {
      secondment: id,
      opening: title,
      state,
      from: start,
      to: end,
      ...(dueOn ? { due: dueOn } : {}),
      ...side,
    }
    await tellAll(db, people, { kind, about })
  }
}

/** Writes a step as its event, which moves the placement; tells and records. `byId` null: the clock. */
export async function carryOut(
  db: Db,
  {
    machine,
    found,
    doing,
    actor,
    byId,
    today,
  }: {
    machine: Machine
    found: Found
    doing: Doing
    actor: Actor
    byId: number | null
    today: string
  },
): Promise<Moved> {
  const stepped = step(machine, found.placement, doing, actor, today)
  if (!stepped.ok) throw inWords(stepped.problem)
  const { placement, to } = stepped
  await db.execute(sql`insert into secondment_event (secondment_id, deed, from_state, to_state, of_version, by_id, on_day, reason,
      alternative, asked_end, due_on)
    values (${found.key}, ${doing.deed}, ${found.placement.state}, ${to}, ${byId === null ? null : found.version}, ${byId},
      ${today}, ${doing.reason ?? ''}, ${doing.alternative ?? ''}, ${placement.askedEnd}, ${placement.dueOn})`)
  await record(
    db,
    byId === null ? 'secondment' : 'person',
    { action: 'secondment.moved', subject: 'secondment', subjectId: found.id, fields: [doing.deed] },
    byId,
  )
  // Whoever was never asked hears nothing.
  if (found.placement.state !== 'draft' || to === 'interest')
    await tellConcerned(db, found, placement, byId, lacksApproval(machine, placement))
  return { id: found.id, state: to as Moved['state'], dueOn: placement.dueOn, version: found.version + 1 }
}

/** One deed by the viewer, as whichever of their parts may do it. */
export function act(
  { db, viewer, today }: Work,
  machine: Machine,
  found: Found,
  doing: Doing,
  actors: readonly Actor[],
) {
  const actor = actorFor(found.placement.state, doing.deed, actors)
  return carryOut(db, { machine, found, doing, actor, byId: viewer.personId, today })
}
