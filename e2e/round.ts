import type { Page } from '@playwright/test'
import type { Who } from './fixtures'
import { ask, startCycle } from './start-cycle'

/** A form: one cycle, and whom it is about. */
interface Key {
  cycle: string
  employeeId: string
}
interface Form {
  domains: { criteria: { key: string }[] }[]
  form: { version: number } | null
}

/** Levels by the place of the criterion, on the first `count` of them, by whoever is signed in on the page. */
export async function answerAll(page: Page, key: Key, levelAt: (place: number) => number | null, count = 99) {
  await page.goto('/account')
  await ask(page, 'assessments/begin', key)
  const { domains } = await ask<Form>(page, 'assessments/get', key)
  const criteria = domains.flatMap((domain) => domain.criteria).slice(0, count)
  for (const [place, { key: criterion }] of criteria.entries()) {
    const level = levelAt(place)
    const kind = level === null ? 'not-observed' : 'rated'
    await ask(page, 'assessments/answer', { ...key, criterion, kind, level, comment: '', basis: null, version: 0 })
  }
}

/** Submits what stands, by whoever is signed in on the page. */
export async function handIn(page: Page, key: Key) {
  const { form } = await ask<Form>(page, 'assessments/get', key)
  await ask(page, 'assessments/submit', { ...key, version: form?.version })
}

/** A cycle of one person in which both have submitted. */
export async function runBoth(
  as: (who: Who) => Promise<Page>,
  {
    cycle,
    employeeId,
    ...levels
  }: Key & {
    self: (place: number) => number | null
    manager: (place: number) => number | null
  },
): Promise<void> {
  await startCycle(await as('hr'), [employeeId], { name: cycle, asksPeers: true })
  for (const [who, levelAt] of [
    ['employee', levels.self],
    ['manager', levels.manager],
  ] as const) {
    const page = await as(who)
    await answerAll(page, { cycle, employeeId }, levelAt)
    await handIn(page, { cycle, employeeId })
  }
}
