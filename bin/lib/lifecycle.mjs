import { commandOf, parentOf } from './processes.mjs'
import { startWatchdog } from './watch.mjs'

const SHELLS = /(^|\/)(sh|dash|bash|zsh|cmd\.exe)$/

/**
 * The life of one launcher. What it starts it hands over with `onStop`; on a signal, at the death of its parent or at
 * its own end these run once, last first, and the process exits with the code given. Should the launcher be killed
 * outright, the watchdog reads its notes and ends what is left.
 */
export function startLife() {
  const closers = []
  const watchdog = startWatchdog()
  let ending = null

  const life = {
    onStop: (close) => closers.push(close),
    note: watchdog.note,
    get isEnding() {
      return ending !== null
    },
    end(code) {
      ending ??= closeAll(closers).then(() => {
        watchdog.release()
        process.exit(code)
      })
      return ending
    },
  }
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => life.end(0))
  watchParents(() => life.end(0))
  return life
}

async function closeAll(closers) {
  for (let close = closers.pop(); close; close = closers.pop()) {
    try {
      await close()
    } catch (error) {
      process.stderr.write(`${error.message}\n`)
    }
  }
}

/** npm starts us through a shell, which outlives a killed npm: both are our parents. */
function watchParents(onDeath) {
  const chain = [process.pid]
  const first = process.ppid
  if (first > 1 && process.env.npm_lifecycle_event && SHELLS.test(commandOf(first)[0] ?? '')) chain.push(first)
  const parents = chain.map((pid) => [pid, parentOf(pid)])
  setInterval(() => {
    if (parents.some(([pid, parent]) => parentOf(pid) !== parent)) onDeath()
  }, 500).unref()
}
