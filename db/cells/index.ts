import type pg from 'pg'
import { appealCells } from './appeals'
import type { Cell } from './cell'
import { evidenceCells } from './evidence'
import { formsCells } from './forms'
import { frameworkCells } from './framework'
import { guardCells } from './guards'
import { importCells } from './imports'
import { messageCells } from './messages'
import { notChosenCells } from './not-chosen'
import { openingsCells } from './openings'
import { peopleCells } from './people'
import { plannerCells } from './planner'
import { readingCells } from './reading'
import { recordCells } from './records'
import { roundCells } from './rounds'
import { secondmentCells } from './secondments'

const declared: Cell[] = [
  ...readingCells,
  ...peopleCells,
  ...frameworkCells,
  ...recordCells,
  ...importCells,
  ...guardCells,
  ...roundCells,
  ...formsCells,
  ...evidenceCells,
  ...messageCells,
  ...openingsCells,
  ...secondmentCells,
  ...appealCells,
  ...plannerCells,
  ...notChosenCells,
]

/** A row in each partition, so that the dump misses none, and numbers for newcomers that nobody has. */
const planted = `
  set jit = off;
  select setval(oid::regclass, 1000) from pg_class where relkind = 'S' and relnamespace = 'public'::regnamespace;
  insert into access_log (on_day, viewer_id, viewer_role, purpose, subject_ids)
    select coalesce(to_date(substring(relname from '\\d{4}_\\d{2}'), 'YYYY_MM'), '1999-01-01'), 4, 'employee', 'me', '{4}'
    from pg_class where relispartition and relkind = 'r' and relname like 'access_log%'`

/** Every cell, with one for each partition that this database has. */
export async function listCells(client: pg.Client): Promise<Cell[]> {
  const { rows } = await client.query<{ table: string }>(
    "select oid::regclass::text as table from pg_class where relispartition and relkind = 'r' order by 1",
  )
  const dumped = rows.map(({ table }): Cell => {
    const statement = `select 1 where exists (select from ${table})`
    return { table, command: 'select', as: { role: 'p_dump' }, statement, expected: '1' }
  })
  return [...declared, ...dumped]
}

/** Readies a database that holds the small organisation, and the superuser's connection to it, for the cells it answers. */
export async function prepareCells(superuser: pg.Client): Promise<Cell[]> {
  await superuser.query(planted)
  return listCells(superuser)
}
