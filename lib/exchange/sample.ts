import { fileURLToPath } from 'node:url'
import type { Database, Db } from '@/db/client'
import { hashPassword } from '@/lib/access/passwords'
import { loadDefaultFramework } from '@/lib/framework/commands'
import { importInto } from './commands'

const sample = {
  cycle: '2026-H2',
  today: '2026-11-23',
  password: 'sample-organisation-2026',
  administrator: 'admin@example.com',
}
const file = (name: string) => fileURLToPath(new URL(`../../db/sample/${name}.csv`, import.meta.url))

/** The framework that comes with the product, into a database without any; false when one is there. */
export async function loadFramework(database: Database): Promise<boolean> {
  return database.asJob('import', async (db) => {
    const { rowCount } = await db.$client.query('select from framework_version limit 1')
    return rowCount === 0 && loadDefaultFramework(db)
  })
}

/** The sample organisation with its sign-ins, in one transaction, into a database with the framework and nobody in it. */
export async function loadSample(database: Database): Promise<boolean> {
  return database.asJob('import', async (db) => {
    const { rowCount } = await db.$client.query('select from person limit 1')
    if (rowCount !== 0) return false
    await db.$client.query('update organisation set is_sample = true, sample_today = $1, version = version + 1', [
      sample.today,
    ])
    const report = await importInto(
      db,
      {
        files: {
          units: file('units'),
          people: file('people'),
          ratings: file('ratings'),
          openings: file('opportunities'),
        },
        ...{ cycle: sample.cycle, effective: sample.today },
      },
      sample.today,
    )
    if (report.errors > 0) throw new Error(report.problems.map(({ row, problem }) => `${row}: ${problem}`).join('\n'))
    await grantRoles(db)
    await addAccounts(db)
    return true
  })
}

/** HR by title, the directors over their part of the tree, and an administrator who is nobody's colleague. */
async function grantRoles(db: Db): Promise<void> {
  await db.$client.query(
    `insert into role_grant (person_id, role, unit_id, valid, confirmed_at)
      select p.id, 'hr', null::bigint, daterange($1, null), now() from person p where p.job_title like 'HR Director%'
      union all
      select p.id, 'director', u.id, daterange($1, null), now() from person p, unit u
        where p.job_title = 'Group PMO Director' and u.parent_id is null
      union all
      select p.id, 'director', m.unit_id, daterange($1, null), now() from person p
        join unit_membership m on m.person_id = p.id and m.valid @> $1::date
        where p.job_title like 'Head of Change%'`,
    [sample.today],
  )
  await db.$client.query(
    `with made as (
        insert into person (name, email, employed) values ('Administrator', $1, 'empty') returning id
      )
      insert into role_grant (person_id, role, valid, confirmed_at)
      select id, 'administrator', daterange($2, null), now() from made`,
    [sample.administrator, sample.today],
  )
}

/** One salt each, as real accounts have. */
async function addAccounts(db: Db): Promise<void> {
  const { rows } = await db.$client.query<{ id: number }>('select id from person where email is not null order by id')
  const hashes: string[] = []
  for (const _ of rows) hashes.push(await hashPassword(sample.password))
  await db.$client.query(
    `insert into account (person_id, password_hash, password_set_at) select *, now() from unnest($1::bigint[], $2::text[])`,
    [rows.map(({ id }) => id), hashes],
  )
}
