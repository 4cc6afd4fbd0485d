import { call, type ORPCError } from '@orpc/server'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll } from 'vitest'
import type { z } from 'zod'
import * as tables from '@/db/schema'
import { type Caller, createOrganisation, type Organisation } from '@/lib/people/organisation.fixtures'
import { launchTestCycle } from './cycles.fixtures'
import { assessmentProcedures as forms } from './form-procedures'
import type { AnswerInput } from './form-shapes'

/** The organisation of the file that uses this, and its newest cycle. */
export let org: Organisation
export let cycle: Awaited<ReturnType<typeof launchTestCycle>>
let count = 0

/** Makes an organisation for the tests of a file, and takes it away after them. */
export function startForms() {
  beforeAll(async () => {
    process.env.AUTH_SECRET = 'a secret for tests only'
    org = await createOrganisation()
  })
  afterAll(() => org.drop())
}

export type Given = Partial<z.input<typeof AnswerInput>>
export const all = ['x', 'y', 'z']
export const fresh = async (plan: Partial<Parameters<typeof launchTestCycle>[1]> = {}) => {
  const people = ['E4', 'E5', 'E6', 'E8'].map(org.keys.person)
  cycle = await launchTestCycle(org.test, { name: `Run ${++count}`, people, ...plan })
  return cycle
}
export const about = (employeeId = 'E5') => ({ cycle: cycle.name, employeeId })
export const get = (by: Caller = 'employee', employeeId = 'E5') => call(forms.get, about(employeeId), org.as(by))
export const give = (more: Given = {}, by: Caller = 'employee', employeeId = 'E5') =>
  call(forms.answer, { ...about(employeeId), criterion: 'x', kind: 'rated', level: 0, version: 0, ...more }, org.as(by))
export const begin = (by: Caller, employeeId: string) => call(forms.begin, about(employeeId), org.as(by))
export const giveAll = async (by: Caller = 'employee', employeeId = 'E5') => {
  for (const criterion of all) await give({ criterion, kind: 'not-observed', level: null }, by, employeeId)
}
export const submit = async (by: Caller = 'employee', employeeId = 'E5') =>
  call(forms.submit, { ...about(employeeId), version: (await get(by, employeeId)).form!.version }, org.as(by))
export const withdraw = async (by: Caller = 'employee', employeeId = 'E5') =>
  call(forms.withdraw, { ...about(employeeId), version: (await get(by, employeeId)).form!.version }, org.as(by))
export const errorOf = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: ORPCError<string, unknown>) => error,
  )
export const auditOf = (action: string) =>
  org.test.database.asViewer({ personId: org.keys.person('admin'), persona: 'p_admin', readOnly: true }, (db) =>
    db.select().from(tables.auditEntry).where(eq(tables.auditEntry.action, action)),
  )
