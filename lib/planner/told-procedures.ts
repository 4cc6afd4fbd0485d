import { allow } from '@/lib/access/allow'
import { listSubjects } from './queries'
import { getTold, getToldPerson } from './told-queries'
import { Told, ToldInput, ToldPerson, ToldPersonInput } from './told-shapes'

const route = (path: `/${string}`, summary: string, description: string) =>
  ({ method: 'GET', path, summary, description, tags: ['Planner'] }) as const

const told = allow('planner.read')
  .route(
    route(
      '/plans/{id}/reasons',
      'What stands behind a plan',
      'Each placement with its reasons and what it costs at home; the effect on gaps, on cover by unit and day, and how it is spread; who gets nothing; and which pairs were not considered by which rule. All of it from the facts that the plan was made of.',
    ),
  )
  .input(ToldInput)
  .output(Told)
  .handler(async ({ context: { db, today, saw, viewer }, input }) => {
    const { told, ids } = await getTold(db, { id: input.id, today, viewer: viewer.persona })
    saw('plan', ids)
    return told
  })

const person = allow('planner.read')
  .route(
    route(
      '/plans/{id}/people/{employeeId}',
      'One person in a plan',
      'Every opening for one who may go: planned, possible with what it would count for, or excluded by which rule with its numbers.',
    ),
  )
  .input(ToldPersonInput)
  .output(ToldPerson)
  .handler(async ({ context: { db, saw, viewer }, input }) => {
    const found = await getToldPerson(db, { ...input, viewer: viewer.persona })
    saw('plan', await listSubjects(db, [input.employeeId]))
    return found
  })

export const toldProcedures = { told, person }
