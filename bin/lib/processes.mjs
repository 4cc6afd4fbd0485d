import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

const linux = process.platform === 'linux'

/** State, parent and start time of a process, or null when there is none. A zombie counts as gone: it holds nothing. */
function look(pid) {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (error.code !== 'EPERM') return null
  }
  return linux ? lookInProc(pid) : lookByPs(pid)
}

function lookInProc(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const [state, parent] = fields
    if (state === 'Z' || state === 'X') return null
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').filter(Boolean)
    return { parent: Number(parent), started: fields[19], command }
  } catch {
    return null
  }
}

function lookByPs(pid) {
  if (process.platform === 'win32') return { parent: 0, started: '', command: [] }
  const { stdout } = spawnSync('ps', ['-o', 'stat=,ppid=,lstart=,command=', '-p', String(pid)], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  })
  const found = /^\s*(\S+)\s+(\d+)\s+(\S+\s+\S+\s+\S+\s+\S+\s+\S+)\s+(.*)$/m.exec(stdout ?? '')
  if (!found || found[1].startsWith('Z')) return null
  return { parent: Number(found[2]), started: found[3], command: found[4].split(' ') }
}

export const isRunning = (pid) => look(pid) !== null

export const parentOf = (pid) => look(pid)?.parent ?? null

/** The words of a process's command line: tells our PostgreSQL from a stranger that was given its old number. */
export const commandOf = (pid) => look(pid)?.command ?? []

/** Number and start time together name one process for ever; a number alone is used again after a while. */
export function identityOf(pid) {
  const found = look(pid)
  return found ? `${pid} ${found.started}` : null
}

export const isSame = (identity) => identityOf(Number(identity.split(' ')[0])) === identity

export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Asks again until the answer is true; answers whether it became true within the time. */
export async function until(isTrue, milliseconds, every = 25) {
  for (let left = milliseconds; left > 0; left -= every) {
    if (await isTrue()) return true
    await pause(every)
  }
  return isTrue()
}

/** Sends a signal and says whether anyone was there to receive it. A negative number means the whole group. */
export function signal(pid, name) {
  try {
    process.kill(pid, name)
    return true
  } catch {
    return false
  }
}
