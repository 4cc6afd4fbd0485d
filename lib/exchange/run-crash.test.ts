import { spawn } from 'node:child_process'
import { beforeEach, expect, test } from 'vitest'
import { asOwner } from '@/db/test-database'
import { smallTables } from './files.fixtures'
import { createHouse, filesOf, type House } from './runs.fixtures'

let house: House
beforeEach(async () => {
  house = await createHouse()
  return () => house.base.drop()
})

const { grants: _, ...files } = smallTables()
const cycle = '2026-H2'
const worker = () =>
  spawn(process.execPath, ['--import', 'tsx', 'lib/exchange/run-worker.fixtures.ts'], {
    env: { ...process.env, APP_DATABASE_URL: house.base.appUrl },
    stdio: ['ignore', 'ignore', 'inherit'],
  })

/** Works with this lock held by somebody else, until a worker waits for it. */
const whileLocked = (lock: number, work: () => Promise<void>) =>
  asOwner(house.base.ownerUrl, async (owner) => {
    await owner.query('select pg_advisory_lock($1)', [lock])
    await work()
    await owner.query('select pg_advisory_unlock($1)', [lock])
  })
const isWaiting = (lock: number) =>
  asOwner(house.base.ownerUrl, async (owner) => {
    const { rows } = await owner.query<{ waiting: boolean }>(
      `select exists (select from pg_locks where locktype = 'advisory' and objid = $1 and not granted
        and database = (select oid from pg_database where datname = current_database())) as waiting`,
      [lock],
    )
    return rows[0]!.waiting
  })

const patient = { timeout: 60_000, interval: 200 }

/** 7002 is the turn of imports, 7001 the tree: before the first row, and with units, cycle and journal written. */
test.each([7002, 7001])(
  'a commit whose process is killed while it waits for %i is kept exactly once',
  async (lock) => {
    const checked = await house.hr.bring({ files: filesOf(files), cycle, effective: '2026-11-01' })
    expect(checked.status).toBe('checked')
    await house.hr.imports.commit({ id: checked.id, version: checked.version })
    await whileLocked(lock, async () => {
      const child = worker()
      await expect.poll(() => isWaiting(lock), patient).toBe(true)
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGKILL')
      await ended
      expect(await house.hr.imports.get({ id: checked.id })).toMatchObject({ status: 'committing' })
    })
    const status = async () => {
      await house.work()
      return (await house.hr.imports.get({ id: checked.id })).status
    }
    await expect.poll(status, patient).toBe('committed')
    const [found] = await asOwner(house.base.ownerUrl, async (owner) => {
      await owner.query('set role p_dump')
      const { rows } = await owner.query(
        `select (select count(*)::int from person where employee_id is not null) as people,
        (select count(*)::int from rating) as ratings, (select count(*)::int from result) as results,
        (select count(*)::int from cycle) as cycles,
        (select count(*)::int from audit_entry where action = 'organisation.imported') as imported,
        (select count(*)::int from import_change where of_table = 'unit' and old_row is null) as journalled`,
      )
      return rows
    })
    expect(found).toEqual({ people: 6, ratings: 6, results: 1, cycles: 1, imported: 1, journalled: 4 })
    await house.work()
    expect(await house.hr.undo(await house.hr.imports.get({ id: checked.id }))).toMatchObject({ status: 'undone' })
  },
  120_000,
)
