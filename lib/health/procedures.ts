import { allow } from '@/lib/access/allow'
import { Nothing } from '@/lib/people/shapes'
import { getHealth } from './queries'
import { Health } from './shapes'

export const healthProcedures = {
  get: allow('health.read')
    .route({
      method: 'GET',
      path: '/health',
      summary: 'How the installation stands',
      description:
        'Release and migrations, database, clocks, jobs, backups and their drills, and what must always hold: each with a sentence that says what to do.',
      tags: ['Administration'],
    })
    .input(Nothing)
    .output(Health)
    .handler(({ context: { db } }) => getHealth(db)),
}
