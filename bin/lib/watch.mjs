import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { signal } from './processes.mjs'

const WATCHDOG = fileURLToPath(new URL('./watchdog.mjs', import.meta.url))

/**
 * Starts the watchdog of this process: should the process die without a word, it reads the notes given and ends what
 * they name. `release` sends it away. It is a sleeping shell, a megabyte where a second Node would cost forty; Node
 * comes only when it is needed. A system without `sh` gets none: there only orderly ends are clean.
 */
export function startWatchdog() {
  const script = 'notes=$(cat); exec "$0" "$1" "$notes"'
  const watchdog = spawn('sh', ['-c', script, process.execPath, WATCHDOG], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  watchdog.on('error', () => {})
  watchdog.stdin.on('error', () => {})
  watchdog.unref()
  watchdog.stdin.unref?.()
  return {
    note: (entry) => watchdog.stdin.write(`${JSON.stringify(entry)}\n`),
    release: () => watchdog.pid && signal(-watchdog.pid, 'SIGKILL'),
  }
}
