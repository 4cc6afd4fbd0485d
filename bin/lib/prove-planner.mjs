import { run } from './child.mjs'
import { inRoot, tool } from './paths.mjs'

const organisations = 1_000

/** The tests of the solver with twenty times as many invented organisations: each plan optimal, audited, its bound recomputed. */
export async function provePlanner(life) {
  const args = [tool('vitest', 'vitest.mjs'), 'run', 'lib/planner/solve.test.ts', '--root', inRoot()]
  const env = { ...process.env, ORGANISATIONS: String(organisations), NO_COLOR: '1' }
  const { code, output } = await run(life, process.execPath, args, { env })
  const passed = Number(/Tests +(\d+) passed/.exec(output)?.[1] ?? 0)
  if (code !== 0) process.stdout.write(`${output.slice(-4_000)}\n`)
  const told = `plans of ${organisations.toLocaleString('en')} invented organisations, ${code === 0 ? 'none' : 'SOME'} in breach of a rule or without proof; ${passed} tests passed, the published optima among them.`
  return { told, isProved: code === 0 && passed > 0 }
}
