import { allow } from '@/lib/access/allow'
import { getFramework } from './queries'
import { Framework, FrameworkInput } from './shapes'

const get = allow('framework.read')
  .route({
    method: 'GET',
    path: '/framework',
    summary: 'The framework: domains, criteria, levels and role profiles',
    description:
      'The whole edition by which a cycle was rated: the scale, six or however many descriptors of each criterion, and what each role profile asks. A published edition never changes.',
    tags: ['Framework'],
  })
  .input(FrameworkInput)
  .output(Framework)
  .handler(({ context: { db }, input }) => getFramework(db, input.cycle))

export const frameworkProcedures = { get }
