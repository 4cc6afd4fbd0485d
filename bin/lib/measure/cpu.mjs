import { readdirSync, readFileSync } from 'node:fs'

const TICKS = 100 // a second, on every Linux that Node runs on

function statOf(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    return { parent: fields[1], own: (fields[11] + fields[12]) / TICKS, ended: (fields[13] + fields[14]) / TICKS }
  } catch {
    return null
  }
}

/** CPU seconds of one process so far, in steps of 10 ms. */
export const cpuOf = (pid) => statOf(pid)?.own ?? 0

/** CPU seconds of a PostgreSQL server so far: itself, its processes and those that have ended. */
export function cpuOfServer(pid) {
  const server = statOf(pid)
  if (!server) return 0
  const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && statOf(name)?.parent === pid)
  return server.own + server.ended + children.reduce((sum, child) => sum + cpuOf(child), 0)
}
