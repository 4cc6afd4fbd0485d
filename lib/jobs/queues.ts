import type { Database } from '@/db/client'
import { cycleQueue, keepCycles } from '@/lib/cycles/keep'
import { workImports } from '@/lib/exchange/run-job'
import { importQueue } from '@/lib/exchange/run-rows'
import { checkHealth } from '@/lib/health/check'
import { sendMail } from '@/lib/notifications/send'
import { plannerQueue } from '@/lib/planner/queries'
import { workPlans } from '@/lib/planner/run-job'
import { eraseWaiting } from '@/lib/privacy/erase'
import { retain } from '@/lib/privacy/retain'
import { keepPacks } from '@/lib/readiness/build-pack'
import { retryManagers } from '@/lib/scim/retry'
import { keepSecondments, secondmentQueue } from '@/lib/secondments/keep'
import { seal } from '@/lib/trail/seal'
import { deliverWebhooks } from '@/lib/webhooks/deliver'

/** One kind of work that runs behind the requests, on any instance, at most once at a time for a row. */
export interface Queue {
  /**
   * Does what is due: for the row with this id, or, woken by the clock, for every row that waits. It reads the row's state
   * first, so that a repetition finds nothing to do; what it throws is tried again.
   */
  work: (database: Database, id: number | null) => Promise<void>
  /** When the clock wakes it, as cron in UTC: the sweep for lost wake-ups and what is due by date. */
  cron: string
}

/** Every queue by name, `noun.verb`. */
export const queues: Record<string, Queue> = {
  'webhooks.deliver': { cron: '* * * * *', work: async (database) => void (await deliverWebhooks(database)) },
  'mail.send': { cron: '* * * * *', work: async (database) => void (await sendMail(database)) },
  'privacy.erase': { work: eraseWaiting, cron: '* * * * *' },
  'privacy.retain': { work: retain, cron: '20 2 * * *' },
  'results.pack': { work: keepPacks, cron: '* * * * *' },
  'scim.retry': { cron: '*/5 * * * *', work: async (database) => void (await retryManagers(database)) },
  'audit.seal': { work: seal, cron: '* * * * *' },
  'health.check': { work: checkHealth, cron: '*/15 * * * *' },
  [plannerQueue]: { work: workPlans, cron: '* * * * *' },
  [secondmentQueue]: { work: keepSecondments, cron: '* * * * *' },
  [cycleQueue]: { work: keepCycles, cron: '* * * * *' },
  [importQueue]: { work: workImports, cron: '* * * * *' },
}
