import { run } from './child.mjs'
import { inRoot, tool } from './paths.mjs'

const writes = 2_000

/** The test of conflicting writes with ten times as many: no word is lost without a word, and the control still loses some. */
export async function proveConflicts(life) {
  const args = [tool('vitest', 'vitest.mjs'), 'run', 'lib/api/conflicts.test.ts', '--root', inRoot()]
  const env = { ...process.env, CONFLICT_WRITES: String(writes), NO_COLOR: '1' }
  const { code, output } = await run(life, process.execPath, args, { env })
  const passed = Number(/Tests +(\d+) passed/.exec(output)?.[1] ?? 0)
  if (code !== 0) process.stdout.write(`${output.slice(-4_000)}\n`)
  const told = `${writes.toLocaleString('en')} conflicting writes on five kinds of record, ${code === 0 ? 'none' : 'SOME'} lost without a word; ${passed} tests passed, the control among them.`
  return { told, isProved: code === 0 && passed > 0 }
}
