import pg from 'pg'
import { cpuOf } from './cpu.mjs'
import { median } from './numbers.mjs'
import { peers, stored } from './peer-shapes.mjs'

const MOST_SECONDS = 240

/**
 * The headline aggregate in the layouts of other products, built in a scratch schema of the same database from the same
 * levels: CPU of the backend on one core. Each must count the same people below target as we do, or it measures nothing. Repeated until a second is spent.
 */
export async function measurePeers({ superUrl, say }) {
  const client = new pg.Client({ connectionString: superUrl })
  await client.connect()
  try {
    await client.query(
      `set max_parallel_workers_per_gather = 0; set max_parallel_maintenance_workers = 0; set jit = off;
      set work_mem = '256MB'; drop schema if exists peer cascade; create schema peer; set search_path = peer, public;
      set statement_timeout = '${MOST_SECONDS}s'`,
    )
    const figures = { 'our stored cells, SQL': await time(client, stored, 5) }
    for (const { name, build, statements } of peers) {
      say(`building ${name}`)
      await client.query(build)
      for (const [how, { sql, runs }] of Object.entries(statements)) {
        say(`${name}, ${how}`)
        figures[`${name}, ${how}`] = await time(client, sql, runs)
      }
    }
    const counts = Object.values(figures).flatMap(({ below }) => (below === undefined ? [] : [below]))
    if (new Set(counts).size > 1) throw new Error(`The layouts do not count the same people: ${counts}.`)
    await client.query('drop schema peer cascade')
    return figures
  } finally {
    await client.end()
  }
}

/** The total over all cells is reckoned around the statement, so that nothing is sent and nothing is left out. */
async function time(client, sql, least) {
  const backend = client.processID
  const runs = []
  let found
  let spent = 0
  try {
    while (runs.length < least || (spent < 1_000 && runs.length < 50)) {
      const before = cpuOf(backend)
      const { rows } = await client.query(`select count(*)::int as cells, sum(below)::float8 as below,
        sum(assessed)::float8 as assessed, sum(levels)::float8 as levels, sum(gap)::float8 as gap from (${sql}) as cell`)
      runs.push((cpuOf(backend) - before) * 1000)
      spent += runs.at(-1)
      found = rows[0]
    }
  } catch (error) {
    if (error.code !== '57014') throw error
    return { cpuMs: null, note: `not finished within ${MOST_SECONDS} s` }
  }
  // A short one takes few steps of 10 ms: only many of them together say how long.
  return { cpuMs: runs.length > least ? spent / runs.length : median(runs), runs: runs.length, ...found }
}
