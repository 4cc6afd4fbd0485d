import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { root } from './paths.mjs'

/** Every way of breaking one row policy: taken away, or open to every row. */
export async function listPolicyMutants(client) {
  const { rows } = await client.query(`
    select polname as policy, polrelid::regclass::text as "table", polcmd as command,
      coalesce(pg_get_expr(polqual, polrelid), '') as using, coalesce(pg_get_expr(polwithcheck, polrelid), '') as checks
    from pg_policy where polrelid not in (select inhrelid from pg_inherits) order by 2, 1`)
  return rows.flatMap(({ policy, table, command, using, checks }) => {
    const name = `"${policy}" on ${table}`
    const wide = [
      ...(command !== 'a' && using !== 'true' ? ['using (true)'] : []),
      ...(command !== 'r' && command !== 'd' && checks !== 'true' && (checks || using !== 'true')
        ? ['with check (true)']
        : []),
    ]
    return [
      { table, policy, how: 'dropped', sql: `drop policy ${name}` },
      ...(wide.length > 0 ? [{ table, policy, how: 'widened', sql: `alter policy ${name} ${wide.join(' ')}` }] : []),
    ]
  })
}

/** Test files, nearest to the table first: its policies, then the folders that speak of it, then all with a database. */
export function testsFor(table) {
  const bare = table.replace(/^\w+\./, '')
  const camel = bare.replace(/_(\w)/g, (_, letter) => letter.toUpperCase())
  const speaks = new RegExp(`\\b(${bare}|${camel})\\b`)
  const folders = new Set(
    sources('lib').flatMap((file) =>
      speaks.test(readFileSync(path.join(root, file), 'utf8')) ? [path.dirname(file)] : [],
    ),
  )
  const tests = sources('lib').filter((file) => file.endsWith('.test.ts'))
  const near = tests.filter((file) => folders.has(path.dirname(file)))
  const first = ['db/policies.test.ts', 'db/authz.test.ts']
  const second = [...new Set([...sources('db').filter((file) => file.endsWith('.test.ts')), ...near])].filter(
    (file) => !first.includes(file) && file !== 'db/visible.test.ts' && file !== 'db/migrate.test.ts',
  )
  const last = tests.filter((file) => !second.includes(file))
  return [first, second, last].filter((files) => files.length > 0)
}

function sources(folder) {
  return readdirSync(path.join(root, folder), { recursive: true })
    .map((file) => path.join(folder, file))
    .filter((file) => file.endsWith('.ts'))
}

/** Permissions of the matrix with what each needs; read from the source, because this program runs without a compiler. */
export function listPermissions() {
  const text = readFileSync(path.join(root, 'lib/access/roles.ts'), 'utf8')
  const table = text.slice(text.indexOf('export const permissions'), text.indexOf('as const satisfies'))
  return [...table.matchAll(/'([\w]+\.[\w]+)': (\w+|\[[^\]]*\])/g)].map(([, name, held]) => ({ name, held }))
}
