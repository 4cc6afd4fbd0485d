import type { Db } from '@/db/client'
import { type Keyed, parts, periods } from './undo-changed'

type Run = (statement: string) => Promise<unknown>

/**
 * Puts every row back as it was, from the leaves to the roots, so that no reference ever hangs in the air. Versions go on
 * counting: who looked before the undoing must not save over it unseen.
 */
export async function restoreAll(db: Db): Promise<void> {
  const run: Run = (statement) => db.$client.query(statement)
  for (const table of ['band_cell', 'cell', 'result_person']) {
    await run(`delete from ${table} t using ${addedTo('result')} where t.result_id = added.id`)
  }
  await run(`delete from result t using ${addedTo('result')} where t.id = added.id`)
  await run(`delete from rating t using ${addedTo('rating')} where t.id = added.id`)
  await putBack(db, 'rating')
  for (const table of parts) await run(removeParts(table))
  await run(`delete from opening t using ${addedTo('opening')} where t.id = added.id`)
  for (const table of periods) await run(removePeriods(table))
  for (const table of ['role_grant', 'policy_setting', 'cycle'] as const) {
    await run(`delete from ${table} t using ${addedTo(table)} where t.id = added.id`)
    await putBack(db, table)
  }
  for (const table of ['account', 'organisation'] as const) await putBack(db, table)
  await run(freeAddresses)
  await putBack(db, 'person')
  // Whoever goes leaves the closure first, which only looks at who is employed.
  await run(`update person t set employed = 'empty', email = null from ${addedTo('person')} where t.id = added.id`)
  await run(await turnUnits(db))
  for (const table of periods) await run(returnPeriods(table))
  await putBack(db, 'opening')
  for (const table of parts) await run(returnPeriods(table))
  await run(`delete from person t using ${addedTo('person')} where t.id = added.id`)
  await run(`delete from unit t using ${addedTo('unit')} where t.id = added.id`)
  await run('select authz.advance()')
}

const addedTo = (table: Keyed) =>
  `(select (new_row ->> 'id')::bigint as id from import_net where of_table = '${table}' and old_row is null) added`

const removePeriods = (table: string) => `
  delete from ${table} t using import_net n
  where n.of_table = '${table}' and n.new_row is not null and t.person_id = (n.new_row ->> 'person_id')::bigint
    and to_jsonb(t) = n.new_row`

const removeParts = (table: string) => `
  delete from ${table} t using import_net n
  where n.of_table = '${table}' and n.new_row is not null and t.opening_id = (n.new_row ->> 'opening_id')::bigint
    and to_jsonb(t) = n.new_row`

const returnPeriods = (table: string) => `
  insert into ${table} select r.* from import_net n cross join lateral jsonb_populate_record(null::${table}, n.old_row) r
  where n.of_table = '${table}' and n.old_row is not null`

/** Two people may swap addresses: for a moment neither has one. */
const freeAddresses = `
  update person t set email = null from import_net n
  where n.of_table = 'person' and t.id = (n.new_row ->> 'id')::bigint and t.email is not null
    and (n.old_row ->> 'email') is distinct from t.email`

/** A table's columns but for its key and version. */
async function columnsOf(db: Db, table: Keyed): Promise<string[]> {
  const { rows } = await db.$client.query<{ name: string }>(
    `select quote_ident(attname) as name from pg_attribute where attrelid = $1::regclass and attnum > 0
      and not attisdropped and attname not in ('id', 'is_only', 'version') order by attnum`,
    [table],
  )
  return rows.map(({ name }) => name)
}

/** Rows that the import had changed; none of these tables loses a row by an import. */
async function putBack(db: Db, table: Keyed): Promise<void> {
  const columns = await columnsOf(db, table)
  const key = table === 'organisation' ? 'is_only' : 'id'
  await db.$client.query(`
    update ${table} t set (${columns.join(', ')}) = row (${columns.map((column) => `r.${column}`).join(', ')}),
      version = t.version + 1
    from import_net n cross join lateral jsonb_populate_record(null::${table}, n.old_row) r
    where n.of_table = '${table}' and n.old_row is not null and n.new_row is not null and t.${key} = r.${key}`)
}

/**
 * One statement, the old top last: two tops are refused after each row, loops only at the end. A top that the import had
 * added hangs below the old one until it goes.
 */
async function turnUnits(db: Db): Promise<string> {
  const columns = await columnsOf(db, 'unit')
  const set = `set (${columns.join(', ')}) = row (${columns.map((column) => `c.${column}`).join(', ')})`
  return `
    with was as (
      select r.* from import_net n cross join lateral jsonb_populate_record(null::unit, n.old_row) r
      where n.of_table = 'unit' and n.old_row is not null and n.new_row is not null
    ),
    under as (
      update unit u set parent_id = c.id from was c
      where c.parent_id is null and u.parent_id is null
        and u.id in (select id from ${addedTo('unit')}) returning u.id
    ),
    hung as (
      update unit u ${set}, version = u.version + 1 from was c where c.id = u.id and c.parent_id is not null returning u.id
    ),
    top as (
      update unit u ${set}, version = u.version + 1 from was c
      where c.id = u.id and c.parent_id is null and (select count(*) from under) + (select count(*) from hung) >= 0
      returning u.id
    )
    select id from under union all select id from hung union all select id from top`
}
