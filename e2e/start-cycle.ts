import type { Page } from '@playwright/test'
import { expect } from './fixtures'

/** Asks one of our procedures as whoever is signed in on the page. */
export async function ask<T>(page: Page, procedure: string, input: object): Promise<T> {
  const headers = { origin: new URL(page.url()).origin, 'idempotency-key': crypto.randomUUID() }
  const answer = await page.request.post(`/rpc/${procedure}`, { data: { json: input }, headers })
  expect(answer.status(), `${procedure}: ${await answer.text()}`).toBe(200)
  return ((await answer.json()) as { json: T }).json
}

/** Drafts and launches a cycle, of a name of its own unless the plan has one, for these people, by HR on this page. Answers the name. */
export async function startCycle(
  hr: Page,
  people: string[],
  { name = `E2E ${crypto.randomUUID().slice(0, 8)}`, ...plan }: { name?: string; [field: string]: unknown } = {},
): Promise<string> {
  await hr.goto('/')
  const deadlines = { self: '2026-12-04T17:00', manager: '2026-12-11T17:00', agree: '2026-12-18T17:00' }
  const population = { people }
  const draft = { name, population, deadlines, timeZone: 'Europe/London', evidenceRule: 'ask', ...plan }
  const { version } = await ask<{ version: number }>(hr, 'cycles/draft', draft)
  await ask(hr, 'cycles/launch', { name, version })
  return name
}
