import type { Db } from '@/db/client'
import { copyInto } from '@/db/copy'
import { type FileKind, fileFormats, fileKinds } from './files'
import type { Finding } from './problems'
import { readFile } from './read-file'

export type Setting = {
  effective: string
  asOf: string | null
  today: string
  cycleId: number | null
  frameworkVersionId: number | null
  fullList: boolean
}

/** Row security forbids COPY into real tables, so files are staged in temporary ones, gone with the transaction. */
export async function openStage(db: Db, setting: Setting): Promise<void> {
  await db.$client.query(`
    create temp table import_problem (file text not null, row int, col text, kind text not null, value text) on commit drop;
    create temp table import_setting (effective date not null, as_of date, today date not null, cycle_id bigint,
      framework_version_id bigint, full_list boolean not null, known_from date) on commit drop;
    ${fileKinds.map(stagingTable).join('\n')}
    create temp table import_ending (row int not null, employee_id text not null) on commit drop;
  `)
  // Lines before the first import's effective day were assumed, not told.
  const knownFrom = `(select (value ->> 'knownFrom')::date from policy_setting where kind = 'history')`
  await db.$client.query(`insert into import_setting values ($1, $2, $3, $4, $5, $6, ${knownFrom})`, [
    setting.effective,
    setting.asOf,
    setting.today,
    setting.cycleId,
    setting.frameworkVersionId,
    setting.fullList,
  ])
}

function stagingTable(kind: FileKind): string {
  const columns = fileFormats[kind].columns.map(({ name, type }) => `${name} ${type}`)
  return `create temp table import_${kind} (row int not null, ${columns.join(', ')}, flaws jsonb) on commit drop;`
}

export type Staged = { rows: number; columns: string[] }

/** Reads a file into its staging table and notes what is wrong with single cells. */
export async function stageFile(
  db: Db,
  kind: FileKind,
  path: string,
  options: { cycle?: string; tell?: (rows: number) => void },
): Promise<Staged> {
  const reading = readFile(kind, path, options)
  const rows = await copyInto(db, `import_${kind}`, reading.lines)
  await note(db, reading.findings)
  if (kind === 'people') await db.$client.query(takeOutLeavers)
  await db.$client.query(`
    analyze import_${kind};
    insert into import_problem select '${kind}', row, flaw ->> 0, flaw ->> 1, flaw ->> 2
      from import_${kind}, jsonb_array_elements(flaws) as flaw where flaws is not null;
  `)
  return { rows, columns: reading.columns }
}

/** Whoever is inactive leaves: what else stands in the row does not matter. Who stands there as active too stays, and is named twice. */
const takeOutLeavers = `
  with gone as (
    delete from import_people f where status = 'inactive'
      and not exists (select from import_people o where o.employee_id = f.employee_id and o.status is distinct from 'inactive')
    returning row, employee_id
  )
  insert into import_ending select min(row), employee_id from gone where employee_id is not null group by employee_id`

/** Adds findings made outside the database to those made in it. */
export async function note(db: Db, findings: readonly Finding[]): Promise<void> {
  if (findings.length === 0) return
  await db.$client.query(
    `insert into import_problem select * from json_to_recordset($1)
      as found (file text, row int, "column" text, kind text, value text)`,
    [JSON.stringify(findings)],
  )
}
