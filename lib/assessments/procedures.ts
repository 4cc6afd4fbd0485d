import { allow } from '@/lib/access/allow'
import { Nothing } from '@/lib/people/shapes'
import { listCycles } from './queries'
import { Cycles } from './shapes'

const list = allow('cycles.read')
  .route({
    method: 'GET',
    path: '/cycles',
    summary: 'Assessment cycles, newest first',
    description: 'Each cycle with the day its figures stand for and the version of its published result.',
    tags: ['Cycles'],
  })
  .input(Nothing)
  .output(Cycles)
  .handler(async ({ context: { db } }) => ({ cycles: await listCycles(db) }))

export const cycleProcedures = { list }
