import { PgBoss } from 'pg-boss'
import type { Database } from '@/db/client'
import { sqlState } from '@/lib/access/errors'
import { serveQueue } from '@/lib/access/queue'
import { queues as all, type Queue } from './queues'

/** Seconds a job may go without a sign of life before another instance takes it over, and may take in all. */
const limits = { heartbeatSeconds: 30, expireInSeconds: 6 * 60 * 60 }

/** Lets the health page count what waits and what failed; a job holds an id and nothing else. */
const showQueues = 'grant usage on schema pgboss to p_admin; grant select on pgboss.queue, pgboss.job to p_admin'

interface Payload {
  id: number | null
}

/**
 * Starts the workers of this instance beside the owner's database, in a schema of their own; the function returned stops
 * them within so many milliseconds. Whatever a job needs to know stands in our own rows: the schema may be dropped.
 */
export async function startJobs(
  ownerUrl: string,
  database: Database,
  queues: Record<string, Queue> = all,
  /** Notifications wake a worker at once; polling is for retries and for what got lost. */
  { pollingSeconds = 15 } = {},
): Promise<(most: number) => Promise<void>> {
  const boss = new PgBoss({ connectionString: ownerUrl, max: 4, useListenNotify: true, persistWarnings: false })
  boss.on('error', (error) => console.error(`Jobs: ${sqlState(error) ?? error.name}`))
  await boss.start()
  await boss.getDb().executeSql(showQueues)
  for (const [name, { work, cron }] of Object.entries(queues)) {
    await boss.createQueue(name, { ...limits, policy: 'stately', notify: true, retryLimit: 5, retryBackoff: true })
    await boss.work<Payload>(
      name,
      { notifyPollingIntervalSeconds: pollingSeconds, pollingIntervalSeconds: pollingSeconds },
      async ([job]) => {
        await work(database, job?.data?.id ?? null).catch((error: unknown) => {
          console.error(`${name} failed: ${sqlState(error) ?? (error instanceof Error ? error.name : 'unknown error')}`)
          throw new Error('failed')
        })
      },
    )
    await boss.schedule(name, cron, { id: null })
  }
  serveQueue(async ({ queue, id }) => {
    await boss.send(queue, { id }, { singletonKey: String(id) })
  })
  return async (most) => {
    serveQueue(null)
    await boss.stop({ graceful: true, timeout: most })
  }
}
