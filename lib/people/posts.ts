import { type SQL, sql } from 'drizzle-orm'
import { conflict, invalid } from '@/lib/access/errors'
import type { CancelMoveInput, EndPersonInput, MovePersonInput, PersonChanged } from './change-shapes'
import {
  type Deed,
  dayBefore,
  findKept,
  findManager,
  findUnit,
  type Kept,
  note,
  placing,
  refuseStale,
  write,
} from './keeping'
import { dayAfter } from './rules'

type Unversioned<T extends { version: number }> = Omit<T, 'version'> & { version?: number }

/** The two histories of a post, with the column that says where or under whom. */
const histories = {
  unit: { table: sql`unit_membership`, target: sql`unit_id` },
  manager: { table: sql`reporting_line`, target: sql`manager_id` },
} as const
type History = keyof typeof histories

/** From that day on: what was so before ends, what was planned for later is dropped. */
async function cutFrom({ db }: Deed, history: History, personId: number, day: string) {
  const { table } = histories[history]
  await db.execute(sql`delete from ${table} where person_id = ${personId} and lower(valid) >= ${day}::date`)
  await db.execute(sql`update ${table} set valid = daterange(lower(valid), ${day}::date)
    where person_id = ${personId} and valid @> ${day}::date`)
}

async function add({ db }: Deed, history: History, personId: number, to: number, from: string, until: string | null) {
  const { table, target } = histories[history]
  await db.execute(sql`insert into ${table} (person_id, ${target}, valid)
    values (${personId}, ${to}, daterange(${from}::date, ${until}::date))`)
}

type Place = { target: number; endsOn: string | null }

/** Where or under whom the person is on that day, and how long. */
async function placeOn({ db }: Deed, history: History, personId: number, day: SQL): Promise<Place | null> {
  const { table, target } = histories[history]
  const { rows } = await db.execute<{ target: number; ends_on: string | null }>(
    sql`select ${target} as target, upper(valid)::text as ends_on from ${table} where person_id = ${personId} and valid @> ${day}`,
  )
  return rows[0] ? { target: rows[0].target, endsOn: rows[0].ends_on } : null
}

/** Moves somebody to a unit, under a manager, or both, from today or a later day. */
export async function movePerson(deed: Deed, input: Unversioned<MovePersonInput>): Promise<PersonChanged> {
  const { employeeId, version, unitId, managerId, from } = input
  const kept = await findKept(deed, employeeId)
  if (unitId === undefined && managerId === undefined) throw invalid('Say where to: a unit, a manager, or both.')
  refuseStale(kept, version, { unitId, managerId, from }, await placesOf(deed, kept))
  refuseDay(deed, kept, from)
  if (managerId !== undefined && kept.isHead) {
    throw conflict(`${kept.name} heads the organisation. Import the people with their new head first.`)
  }
  const to = {
    unit: unitId === undefined ? null : await findUnit(deed, unitId),
    manager: managerId === undefined ? null : await findManager(deed, managerId, from),
  }
  if (to.manager?.id === kept.id) throw invalid(`${kept.name} cannot be their own manager.`)
  const moved: string[] = []
  const next = await write(deed, kept)
  await placing(deed, async () => {
    for (const history of ['unit', 'manager'] as const) {
      const target = to[history]?.id
      if (target === undefined) continue
      const now = await placeOn(deed, history, kept.id, sql`${from}::date`)
      if (now?.target === target && now.endsOn === kept.endsOn) continue
      await cutFrom(deed, history, kept.id, from)
      await add(deed, history, kept.id, target, from, kept.endsOn)
      moved.push(history)
    }
  })
  await note(deed, 'person.moved', kept.id, moved)
  return { employeeId, version: next, waiting: false }
}

function refuseDay({ today }: Deed, kept: Kept, from: string) {
  const wrong = (sentence: string) => invalid(sentence, [{ path: 'from', message: sentence }])
  if (from < today) throw wrong('Moves begin today or later. The past comes in by an import.')
  if (from < kept.startsOn) throw wrong(`${kept.name} starts on ${kept.startsOn}: choose that day or a later one.`)
  if (kept.endsOn && from >= kept.endsOn) throw wrong(`${kept.name}’s last day is ${dayBefore(kept.endsOn)}.`)
}

/** Unit and manager as they stand now, planned ones included, for a stale write. */
async function placesOf({ db }: Deed, { id }: Kept) {
  const { rows } = await db.execute<{ unit_id: string; from: string }>(
    sql`select u.unit_id, lower(m.valid)::text as "from" from unit_membership m join unit u on u.id = m.unit_id
      where m.person_id = ${id} and upper_inf(m.valid)`,
  )
  const lines = await db.execute<{ manager_id: string; from: string }>(
    sql`select p.employee_id as manager_id, lower(l.valid)::text as "from" from reporting_line l
      join person p on p.id = l.manager_id where l.person_id = ${id} and upper_inf(l.valid)`,
  )
  return { unitId: rows[0]?.unit_id ?? null, managerId: lines.rows[0]?.manager_id ?? null }
}

/** Takes back what is planned for that day: whatever holds the day before goes on. */
export async function cancelMove(deed: Deed, input: Unversioned<CancelMoveInput>): Promise<PersonChanged> {
  const { employeeId, version, from } = input
  const kept = await findKept(deed, employeeId)
  refuseStale(kept, version, { from }, await placesOf(deed, kept))
  if (from <= deed.today) throw conflict('This move has begun. Move them anew from today or a later day.')
  const next = await write(deed, kept)
  const cancelled: string[] = []
  await placing(deed, async () => {
    for (const history of ['unit', 'manager'] as const) {
      const planned = await placeOn(deed, history, kept.id, sql`${from}::date`)
      const before = await placeOn(deed, history, kept.id, sql`${from}::date - 1`)
      if (!planned || before?.endsOn !== from || before.target === planned.target) continue
      const { table } = histories[history]
      await deed.db.execute(sql`delete from ${table} where person_id = ${kept.id} and lower(valid) = ${from}::date`)
      if (history === 'manager') await refuseLeaving(deed, before.target, planned.endsOn)
      await add(deed, history, kept.id, before.target, from, planned.endsOn)
      cancelled.push(history)
    }
  })
  if (cancelled.length === 0) throw conflict(`No move of ${kept.name} is planned for ${from}. Load this again.`)
  await note(deed, 'move.cancelled', kept.id, cancelled)
  return { employeeId, version: next, waiting: false }
}

/** A line cannot go on under somebody who will have left. */
async function refuseLeaving({ db }: Deed, managerId: number, until: string | null) {
  const { rows } = await db.execute<{ name: string; ends_on: string }>(
    sql`select name, upper(employed)::text as ends_on from person
      where id = ${managerId} and upper(employed) < coalesce(${until}::date, 'infinity')`,
  )
  const [manager] = rows
  if (!manager) return
  throw conflict(`${manager.name} leaves after ${dayBefore(manager.ends_on)}: move them to a manager who stays first.`)
}

/** Ends a post after its last day, moves that end, or takes it back. Posts, lines and grants end with it. */
export async function endPerson(deed: Deed, input: Unversioned<EndPersonInput>): Promise<PersonChanged> {
  const { db, today } = deed
  const { employeeId, version, lastDay } = input
  const kept = await findKept(deed, employeeId)
  const was = kept.endsOn && dayBefore(kept.endsOn)
  refuseStale(kept, version, { lastDay }, { lastDay: was })
  if (kept.endsOn && kept.endsOn <= today)
    throw conflict(`${kept.name} left after ${was}. Import them to bring them back.`)
  const until = lastDay === null ? null : dayAfter(lastDay)
  if (until === kept.endsOn) return { employeeId, version: kept.version, waiting: false }
  if (until !== null && until < today) {
    throw invalid('The last day is yesterday at the earliest. The past comes in by an import.', [
      { path: 'lastDay', message: 'is too long ago' },
    ])
  }
  if (until !== null && kept.isHead) {
    throw conflict(`${kept.name} heads the organisation. Import the people with their new head first.`)
  }
  const isLater = until === null || (kept.endsOn !== null && until > kept.endsOn)
  if (until !== null) await refuseReports(deed, kept, until)
  const starts = until !== null && kept.startsOn >= until ? dayBefore(until) : kept.startsOn
  const next = await write(deed, kept, { employed: `[${starts},${until ?? ''})` })
  await placing(deed, async () => {
    for (const history of ['unit', 'manager'] as const) {
      if (!isLater) await cutFrom(deed, history, kept.id, until as string)
      else await goOn(deed, history, kept, until)
    }
  })
  if (!isLater) {
    await db.execute(sql`update role_grant set valid = valid * daterange(null, ${until}::date), version = version + 1
      where person_id = ${kept.id} and confirmed_at is not null and coalesce(upper(valid), 'infinity') > ${until}::date`)
  }
  await note(deed, until === null ? 'end.cancelled' : 'person.ended', kept.id, ['employed'])
  return { employeeId, version: next, waiting: false }
}

/** Post and line of the last day go on to the new end. */
async function goOn(deed: Deed, history: History, kept: Kept, until: string | null) {
  const last = await placeOn(deed, history, kept.id, sql`${kept.endsOn}::date - 1`)
  if (!last || !kept.endsOn) return
  if (history === 'manager') await refuseLeaving(deed, last.target, until)
  await add(deed, history, kept.id, last.target, kept.endsOn, until)
}

/** Nobody is left without a manager: names whose one it is from that day on. */
async function refuseReports({ db }: Deed, kept: Kept, until: string) {
  const { rows } = await db.execute<{ name: string; all: number }>(
    sql`select p.name, count(*) over ()::int as all from person p
      where p.id in (
        select l.person_id from reporting_line l join person r on r.id = l.person_id
        where l.manager_id = ${kept.id} and l.valid && daterange(${until}::date, null)
          and r.employed && daterange(${until}::date, null)
      ) order by p.name, p.id limit 5`,
  )
  const [first] = rows
  if (!first) return
  const more = first.all > rows.length ? ` and ${first.all - rows.length} more` : ''
  const names = rows.map(({ name }) => name).join(', ')
  throw conflict(`${kept.name} manages ${names}${more}. Move them to another manager from ${until} on first.`, {
    reports: first.all,
    from: until,
  })
}
