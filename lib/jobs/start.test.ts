import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/db/test-database'
import { wake } from '@/lib/access/queue'
import type { Queue } from './queues'
import { startJobs } from './start'

const yearly = '0 0 1 1 *'
let planted: TestDatabase
let stop: ((most: number) => Promise<void>) | undefined
beforeAll(async () => {
  planted = await createTestDatabase()
})
afterEach(async () => {
  await stop?.(5_000)
  stop = undefined
  vi.restoreAllMocks()
})
afterAll(() => planted.drop())

const start = async (queues: Record<string, Queue>) => {
  stop = await startJobs(planted.ownerUrl, planted.database, queues, { pollingSeconds: 0.5 })
}

test('a wake-up reaches the worker with the row it is about', async () => {
  const worked: (number | null)[] = []
  await start({ 'thing.do': { cron: yearly, work: async (_, id) => void worked.push(id) } })
  await wake([{ queue: 'thing.do', id: 7 }])
  await vi.waitFor(() => expect(worked).toEqual([7]), { timeout: 20_000 })
})

test('what failed is tried again, and the log names the queue and no value', async () => {
  const quiet = vi.spyOn(console, 'error').mockImplementation(() => {})
  let tries = 0
  const work = async () => {
    tries += 1
    if (tries === 1) throw new TypeError('Ada Lovelace is wrong')
  }
  await start({ 'thing.fail': { cron: yearly, work } })
  await wake([{ queue: 'thing.fail', id: 1 }])
  await vi.waitFor(() => expect(tries).toBe(2), { timeout: 20_000 })
  expect(quiet.mock.calls.flat().join()).toBe('thing.fail failed: TypeError')
}, 30_000)

test('without workers a wake-up is lost in silence: the sweep finds the row', async () => {
  await expect(wake([{ queue: 'thing.do', id: 8 }])).resolves.toBeUndefined()
})
