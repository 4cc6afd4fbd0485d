import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
import { listCells } from './cells'
import { findUnasked } from './cells/mutants'
import { listPersonalColumns } from './personal'

const columns = `select c.oid::regclass || '.' || a.attname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
  where c.relnamespace in ('public'::regnamespace, 'authz'::regnamespace) and c.relkind in ('r', 'p')
    and not c.relispartition and a.attnum > 0 and not a.attisdropped`

/**
 * What is wrong with a migrated database, a line each: tables without forced row security, careless functions and
 * policies (`authz.flaw`), policies that no cell asks about, columns without a class and classes without a column. Empty
 * when all is well.
 */
export async function findFlaws(ownerUrl: string): Promise<{ flaws: string[]; columns: number }> {
  const owner = new Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    const found = await owner.query<{ flaw: string; thing: string }>('select flaw, thing from authz.flaw')
    const real = (await owner.query<{ name: string }>(columns)).rows.map(({ name }) => name)
    const classed = listPersonalColumns().map(({ column }) => column)
    return {
      columns: real.length,
      flaws: [
        ...found.rows.map(({ flaw, thing }) => `${thing}: ${flaw}`),
        ...(await findUnasked(owner, await listCells(owner))),
        ...real.filter((name) => !classed.includes(name)).map((name) => `${name}: no class in db/personal.ts`),
        ...classed.filter((name) => !real.includes(name)).map((name) => `${name}: classed, but no such column`),
      ],
    }
  } finally {
    await owner.end()
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { flaws, columns } = await findFlaws(process.env.DATABASE_URL ?? '')
  process.stdout.write(flaws.map((line) => `${line}\n`).join('') || `${columns} columns\n`)
  process.exitCode = flaws.length || columns === 0 ? 1 : 0
}
