// Runs after a launcher that could not clean up itself. Its one argument holds the launcher's notes, a JSON object a
// line: `{"kill": pid}` (negative for a group), `{"forget": pid}`, `{"dataDir": path, "keep": boolean}`.
import { leaveEmbedded } from './embedded.mjs'
import { signal, until } from './processes.mjs'

const GRACE = 25_000
const notes = (process.argv[2] ?? '')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line))

const targets = new Set()
for (const note of notes) {
  if (note.kill) targets.add(note.kill)
  if (note.forget) targets.delete(note.forget)
}
const left = () => [...targets].filter((target) => signal(target, 0))
for (const target of targets) signal(target, 'SIGTERM')
await until(() => left().length === 0, GRACE)
for (const target of left()) signal(target, 'SIGKILL')
for (const note of notes) if (note.dataDir) await leaveEmbedded(note)
