import { createRouterClient } from '@orpc/server'
import { sql } from 'drizzle-orm'
import * as table from '@/db/schema'
import { createTestDatabase, type TestDatabase } from '@/db/test-database'
import type { GrantRole } from '@/db/values'
import type { RequestContext } from '@/lib/access/allow'
import type { Viewer } from '@/lib/access/viewer'
import type { Tables } from './files.fixtures'
import { importProcedures } from './procedures'
import { workImports } from './run-job'
import { loadFramework } from './sample'
import type { CreateImportInput, ImportItem } from './shapes'

export const administratorId = 5001
export const hrId = 5002

/** Files as a browser sends them. */
export const filesOf = (tables: Tables): File[] =>
  Object.entries(tables).map(
    ([kind, rows]) => new File([rows.map((row) => `${row.map(quoted).join(',')}\n`).join('')], `${kind}.csv`),
  )
const quoted = (cell: string) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/** An empty organisation with an administrator and somebody in HR, neither with a post; and what they can ask. */
export async function createHouse() {
  const base = await createTestDatabase()
  await loadFramework(base.database)
  await base.database.asJob('import', async (db) => {
    const holder = (id: number, name: string) => ({ id, name, email: `${name}@example.com`, employed: 'empty' })
    await db.insert(table.person).values([holder(administratorId, 'administrator'), holder(hrId, 'hr')])
    await db.insert(table.account).values([administratorId, hrId].map((id) => ({ id, personId: id })))
  })
  await grant(base, administratorId, 'administrator')
  await grant(base, hrId, 'hr')
  const administrator = clientOf(base, administratorId, 'p_admin')
  const hr = clientOf(base, hrId, 'p_hr')
  const read = async <T extends object>(statement: string, values: unknown[] = []) =>
    (await base.database.asJob('import', (db) => db.$client.query<T>(statement, values))).rows
  return { base, administrator, hr, read, work: () => workImports(base.database, null) }
}
export type House = Awaited<ReturnType<typeof createHouse>>

export const grant = (base: TestDatabase, personId: number, role: GrantRole, unitId?: number) =>
  base.database.asJob('import', (db) =>
    db.insert(table.roleGrant).values({ personId, role, unitId, valid: '[2020-01-01,)', confirmedAt: sql`now()` }),
  )

export function clientOf({ database }: TestDatabase, personId: number, persona: 'p_admin' | 'p_hr') {
  const isHr = persona === 'p_hr'
  const viewer: Viewer = {
    ...{ accountId: personId, personId, employeeId: null, name: 'somebody', persona, via: 'session', sessionHash: 'x' },
    ...{ roles: [isHr ? 'hr' : 'administrator'], hat: isHr ? 'work' : 'administrator', scopes: ['import'] },
  }
  const context: RequestContext = { database, who: async () => viewer, idempotencyKey: null, needsKey: false }
  const { imports } = createRouterClient({ imports: importProcedures }, { context })
  const bring = async (input: CreateImportInput): Promise<ImportItem> => {
    const { id } = await imports.create(input)
    await workImports(database, null)
    return imports.get({ id })
  }
  const on = (run: ImportItem) => ({ id: run.id, version: run.version })
  const then = async (deed: Promise<ImportItem>): Promise<ImportItem> => {
    const { id } = await deed
    await workImports(database, null)
    return imports.get({ id })
  }
  return {
    ...{ imports, bring },
    check: (run: ImportItem) => then(imports.check(on(run))),
    commit: (run: ImportItem) => then(imports.commit(on(run))),
    undo: (run: ImportItem) => then(imports.undo(on(run))),
    discard: (run: ImportItem) => then(imports.discard(on(run))),
  }
}
