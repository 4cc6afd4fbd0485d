import { expect, type Page } from '@playwright/test'
import type { Who } from './fixtures'

/** Calls a procedure as the page's person, as the page itself would. */
export async function deed<T>(page: Page, path: string, json: unknown): Promise<T> {
  const answer = await page.request.post(`/rpc/${path}`, {
    data: { json },
    headers: { origin: new URL(page.url()).origin, 'idempotency-key': crypto.randomUUID() },
  })
  expect(answer.status(), `${path}: ${await answer.text()}`).toBe(200)
  return ((await answer.json()) as { json: T }).json
}

interface Edition {
  domains: { criteria: { key: string }[] }[]
}

/** A cycle of one person in which both have submitted; levels by the place of the criterion. */
export async function runBoth(
  as: (who: Who) => Promise<Page>,
  {
    cycle,
    employeeId,
    self,
    manager,
  }: {
    cycle: string
    employeeId: string
    self: (place: number) => number
    manager: (place: number) => number
  },
): Promise<void> {
  const hr = await as('hr')
  await hr.goto('/account')
  const deadlines = { self: '2026-12-04T17:00', manager: '2026-12-11T17:00', agree: '2026-12-18T17:00' }
  const population = { people: [employeeId] }
  const plan = { name: cycle, population, deadlines, timeZone: 'Europe/London', asksPeers: true }
  const { version } = await deed<{ version: number }>(hr, 'cycles/draft', plan)
  await deed(hr, 'cycles/launch', { name: cycle, version })
  const edition = await deed<Edition>(hr, 'framework/get', { cycle })
  const criteria = edition.domains.flatMap((domain) => domain.criteria)
  for (const [who, levelAt] of [
    ['employee', self],
    ['manager', manager],
  ] as const) {
    const page = await as(who)
    await page.goto('/account')
    const key = { cycle, employeeId }
    await deed(page, 'assessments/begin', key)
    for (const [place, { key: criterion }] of criteria.entries()) {
      await deed(page, 'assessments/answer', {
        ...{ ...key, criterion, kind: 'rated', level: levelAt(place), comment: '', basis: null, version: 0 },
      })
    }
    const form = await deed<{ form: { version: number } }>(page, 'assessments/get', key)
    await deed(page, 'assessments/submit', { ...key, version: form.form.version })
  }
}
