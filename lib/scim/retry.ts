import type { Database } from '@/db/client'
import type { Viewer } from '@/lib/access/viewer'
import { settleManager } from './commands'
import { toScimError } from './errors'
import { listResolvable } from './queries'

/** As whom the retry writes: the administrator whose token wrote last. The database proves that they still are one. */
const keeperOf = (personId: number): Viewer => ({
  ...{ accountId: 0, personId, employeeId: null, name: '', persona: 'p_admin', roles: ['administrator'] },
  ...{ hat: 'administrator', via: 'token', sessionHash: null, scopes: ['scim'] },
})

/** Tries again for everybody who waits for a manager; how many have one now. Who cannot be placed goes on waiting. */
export async function retryManagers(database: Database): Promise<number> {
  const keepers = await database.asJob('scim', async (db) => {
    const { rows } = await db.execute<{ kept_by: number }>(
      'select distinct kept_by from scim_user where pending_manager is not null and removed_at is null and kept_by is not null',
    )
    return rows.map(({ kept_by }) => kept_by)
  })
  const settled = new Set<string>()
  for (const personId of keepers) {
    const scope = { personId, persona: 'p_admin' as const }
    const waiting = await database.asViewer({ ...scope, readOnly: true }, listResolvable)
    for (const employeeId of waiting.filter((one) => !settled.has(one))) {
      const isSettled = await database
        .asViewer({ ...scope, readOnly: false }, (db, { today }) =>
          settleManager({ db, today, viewer: keeperOf(personId) }, employeeId),
        )
        .catch((error: unknown) => {
          if (toScimError(error).status >= 500) throw error
          return false
        })
      if (isSettled) settled.add(employeeId)
    }
  }
  return settled.size
}
