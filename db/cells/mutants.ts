import type pg from 'pg'
import type { As, Cell, Command } from './cell'
import { conditionsOf } from './conditions'

/** One way of breaking a table's protection, by name, the statement that does it, and the one that makes it good. */
export interface Mutant {
  kind: 'policies' | 'triggers'
  table: string
  name: string
  sql: string
  undo?: string
}

interface Policy {
  table: string
  policy: string
  command: 'r' | 'a' | 'w' | 'd' | '*'
  roles: As['role'][]
  using: string | null
  checks: string | null
}

async function listPolicies(client: pg.ClientBase): Promise<Policy[]> {
  const { rows } = await client.query<Policy>(`
    select polname as policy, polrelid::regclass::text as "table", polcmd as command,
      array(select rolname::text from pg_roles where oid = any (polroles)) as roles,
      pg_get_expr(polqual, polrelid) as using, pg_get_expr(polwithcheck, polrelid) as checks
    from pg_policy order by 2, 1`)
  return rows
}

/** Every way of breaking a row policy: taken away, open to every row, and with each of its conditions left out. */
export async function listPolicyMutants(client: pg.ClientBase): Promise<Mutant[]> {
  return (await listPolicies(client)).flatMap(({ table, policy, using, checks }) => {
    const on = `"${policy}" on ${table}`
    const broken = (how: string, sql: string): Mutant => ({ kind: 'policies', table, name: `${on} ${how}`, sql })
    const parts = [
      { part: 'using', expression: using },
      { part: 'with check', expression: checks },
    ].filter(({ expression }) => expression !== null && expression !== 'true')
    return [
      broken('dropped', `drop policy ${on}`),
      ...parts.flatMap(({ part, expression }) => {
        const conditions = conditionsOf(expression ?? '')
        const without = conditions.map((condition, index) => {
          const others = conditions.filter((_, other) => other !== index).join(' AND ')
          return broken(`${part} without ${short(condition)}`, `alter policy ${on} ${part} (${others})`)
        })
        return [
          broken(`${part} widened`, `alter policy ${on} ${part} (true)`),
          ...(conditions.length > 1 ? without : []),
        ]
      }),
    ]
  })
}

const short = (condition: string) =>
  condition
    .replace(/ AS \w+/g, '')
    .replace(/::\w+/g, '')
    .replace(/\s+/g, ' ')

/** Every trigger of ours put out of action. */
export async function listTriggerMutants(client: pg.ClientBase): Promise<Mutant[]> {
  const { rows } = await client.query<{ table: string; trigger: string }>(`
    select tgrelid::regclass::text as "table", tgname as trigger from pg_trigger
    where not tgisinternal and tgparentid = 0 order by 1, 2`)
  return rows.map(({ table, trigger }) => ({
    ...{ kind: 'triggers', table, name: `"${trigger}" on ${table} disabled` },
    sql: `alter table ${table} disable trigger "${trigger}"`,
    undo: `alter table ${table} enable trigger "${trigger}"`,
  }))
}

const commands: Record<Policy['command'], Command[]> = {
  r: ['select'],
  a: ['insert'],
  w: ['update'],
  d: ['delete'],
  '*': ['select', 'insert', 'update', 'delete'],
}

/** What a policy lets somebody do and no cell asks for, a sentence each. */
export async function findUnasked(client: pg.ClientBase, cells: readonly Cell[]): Promise<string[]> {
  const asked = new Set(cells.map(({ table, command, as }) => `${table} ${command} ${as.role}`))
  return (await listPolicies(client)).flatMap(({ table, policy, command, roles }) =>
    roles
      .filter((role) => !commands[command].some((one) => asked.has(`${table} ${one} ${role}`)))
      .map(
        (role) =>
          `No cell asks what "${policy}" on ${table} lets ${role} do: its line in db/cells/lines.ts makes those that read, ` +
          'those that write are declared by hand in a file beside it.',
      ),
  )
}
