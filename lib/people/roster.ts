import { and, asc, eq, ilike, isNotNull, or, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Db } from '@/db/client'
import { organisation, person, roleGrant, unit, unitMembership } from '@/db/schema'
import { type Invited, makeLinks } from '@/lib/access/links'
import type { InvitedAll, RosterInput, RosterItem, RosterPage } from './change-shapes'
import { decodeCursor, pageOf } from './page'
import { findManagers, heldOn, isBelow, refColumns, toRef } from './queries'
import { containing } from './rules'

const Place = z.tuple([z.string(), z.number().int()])
type Account = RosterItem['account']

const hasLeft = (today: string) => sql`upper(${person.employed}) <= ${today}::date is true`

/** People whose account stands so; whoever has no account at all has none. */
const accountIs = (state: Account) =>
  state === 'none'
    ? sql`${person.id} not in (select s.person_id from authz.account_states() s where s.state <> 'none')`
    : sql`${person.id} in (select s.person_id from authz.account_states() s where s.state = ${state})`

/** The first days of planned changes: a period that follows another one with something else in it. */
const moves = (today: string, table: SQL, target: SQL) => sql`select n.person_id, lower(n.valid) as day from ${table} n
  join ${table} b on b.person_id = n.person_id and upper(b.valid) = lower(n.valid) and b.${target} <> n.${target}
  where lower(n.valid) > ${today}::date`
const allMoves = (today: string) =>
  sql`${moves(today, sql`unit_membership`, sql`unit_id`)} union all ${moves(today, sql`reporting_line`, sql`manager_id`)}`

function inState(state: RosterInput['state'], today: string): SQL | undefined {
  switch (state) {
    case 'active':
    case 'invited':
    case 'none':
      return accountIs(state)
    case 'disabled':
      return sql`${person.isDisabled}`
    case 'leaving':
      return sql`not upper_inf(${person.employed})`
    case 'starting':
      return sql`lower(${person.employed}) > ${today}::date`
    case 'moving':
      return sql`${person.id} in (select m.person_id from (${allMoves(today)}) m)`
    default:
      return undefined
  }
}

/** Everybody who is here or will be, by name, with how their account and post stand. `ids` are for the access log. */
export async function listRoster(
  db: Db,
  { input, today }: { input: RosterInput; today: string },
): Promise<RosterPage & { ids: number[] }> {
  const after = decodeCursor(input.after, Place)
  const { search } = input
  const found = and(
    isNotNull(person.employeeId),
    input.state === 'left' ? hasLeft(today) : sql`not ${hasLeft(today)}`,
    search
      ? or(
          ilike(person.name, containing(search)),
          ilike(person.email, containing(search)),
          eq(person.employeeId, search),
        )
      : undefined,
    input.unit ? await isBelow(db, { unitId: input.unit, today }) : undefined,
    inState(input.state, today),
  )
  const byName = [asc(person.name), asc(person.id)]
  const page = db
    .select({ id: person.id })
    .from(person)
    .where(
      and(found, after ? sql`(${person.name}, ${person.id}) > (${after[0]}::text, ${after[1]}::bigint)` : undefined),
    )
    .orderBy(...byName)
    .limit(input.limit + 1)
    .as('page')
  const all = await db
    .select({
      ...refColumns,
      email: person.email,
      isDisabled: person.isDisabled,
      startsOn: sql<
        string | null
      >`case when lower(${person.employed}) > ${today}::date then lower(${person.employed})::text end`,
      lastDay: sql<string | null>`(upper(${person.employed}) - 1)::text`,
      movesOn: sql<
        string | null
      >`(select min(m.day)::text from (${allMoves(today)}) m where m.person_id = ${person.id})`,
      version: person.version,
    })
    .from(page)
    .innerJoin(person, eq(person.id, page.id))
    .leftJoin(unitMembership, heldOn(today))
    .leftJoin(unit, eq(unit.id, unitMembership.unitId))
    .orderBy(...byName)
  const { rows, next } = pageOf(all, input.limit, ({ name, id }) => [name, id])
  const ids = rows.map(({ id }) => id)
  const managers = await findManagers(db, ids)
  const accounts = await findAccounts(db, ids)
  const people = rows.map(({ id, email, isDisabled, startsOn, lastDay, movesOn, version, ...ref }): RosterItem => {
    const account = accounts.get(id)?.state ?? 'none'
    const manager = managers.get(id) ?? null
    return { ...toRef(ref), email, manager, account, isDisabled, startsOn, lastDay, movesOn, version }
  })
  const total = await db.$count(person, found)
  return { people, total, uninvited: await db.$count(person, isUninvited(today)), next, ids }
}

type AccountRow = { person_id: number; state: Account; link_until: Date | null; password_set_at: Date | null }

/** How the accounts of these people stand; nothing for whoever has none. */
export async function findAccounts(db: Db, ids: readonly number[]) {
  const { rows } = await db.execute<AccountRow>(sql`select * from authz.account_states(${sql.param(ids)}::bigint[])`)
  return new Map(rows.map((row) => [row.person_id, row]))
}

/** Here today with an e-mail, and neither a password nor a link that works. */
const isUninvited = (today: string) =>
  and(
    isNotNull(person.employeeId),
    isNotNull(person.email),
    sql`not ${person.isDisabled} and ${person.employed} @> ${today}::date`,
    accountIs('none'),
    sql`${person.id} <> (select authz.person_id())`,
  )

const isPowerful = (
  today: string,
) => sql`(${person.id} in (select head_id from ${organisation} where head_id is not null)
  or ${person.id} in (select g.person_id from ${roleGrant} g where g.confirmed_at is not null and not isempty(g.valid)
    and coalesce(upper(g.valid), 'infinity') > ${today}::date))`

/** Links for those who have none yet, by name; holders of grants are counted, not invited: theirs need two people. */
export async function inviteAll(
  db: Db,
  { today, limit }: { today: string; limit: number },
): Promise<InvitedAll & { ids: number[] }> {
  const open = await db
    .select({ id: person.id, employeeId: person.employeeId, name: person.name, email: sql<string>`${person.email}` })
    .from(person)
    .where(and(isUninvited(today), sql`not ${isPowerful(today)}`))
    .orderBy(asc(person.name), asc(person.id))
    .limit(limit)
  const links: Invited[] = await makeLinks(db, open)
  const left = await db.$count(person, and(isUninvited(today), sql`not ${isPowerful(today)}`))
  const waiting = await db.$count(person, and(isUninvited(today), isPowerful(today)))
  return { links, left, waiting, ids: open.map(({ id }) => id) }
}
