import { Problem } from './lib/errors.mjs'
import { install } from './lib/install.mjs'
import { command } from './lib/launch.mjs'
import { proveAccess } from './lib/prove-access.mjs'
import { proveConflicts } from './lib/prove-conflicts.mjs'
import { proveCrash } from './lib/prove-crash.mjs'
import { provePlanner } from './lib/prove-planner.mjs'

const parts = { access: proveAccess, conflicts: proveConflicts, crash: proveCrash, planner: provePlanner }

/** `npm run prove` proves every part, `npm run prove -- access` the named ones: the full counts, for an hour or so. */
await command(async (life) => {
  const names = process.argv.slice(2)
  const unknown = names.find((name) => !Object.hasOwn(parts, name))
  if (unknown) throw new Problem(`There is no part ${unknown}: they are ${Object.keys(parts).join(', ')}.`)
  await install(life)
  const lines = []
  for (const [name, prove] of Object.entries(parts)) {
    if (names.length > 0 && !names.includes(name)) continue
    const began = performance.now()
    const { told, isProved } = await prove(life)
    if (life.isEnding) return
    const minutes = ((performance.now() - began) / 60_000).toFixed(1)
    lines.push({ isProved, text: `${name}: ${told} ${isProved ? 'Proved' : 'NOT proved'} in ${minutes} min.` })
  }
  process.stdout.write(`\n${lines.map(({ text }) => text).join('\n')}\n`)
  await life.end(lines.every(({ isProved }) => isProved) ? 0 : 1)
})
