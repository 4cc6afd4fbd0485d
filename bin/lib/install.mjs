import { readFileSync } from 'node:fs'
import { run } from './child.mjs'
import { withLock } from './lock.mjs'
import { inRoot, root } from './paths.mjs'
import { step } from './progress.mjs'

/** Whether npm's own note of what lies in node_modules has every package of the lock in its version. */
export function isComplete(lock, installed) {
  return Object.entries(lock.packages).every(([name, entry]) => {
    if (name === '' || entry.optional || entry.link) return true
    return installed.packages?.[name]?.version === entry.version
  })
}

function isInstalled() {
  try {
    const read = (file) => JSON.parse(readFileSync(file, 'utf8'))
    return isComplete(read(inRoot('package-lock.json')), read(inRoot('node_modules', '.package-lock.json')))
  } catch {
    return false
  }
}

/** Brings node_modules to what the lock says; a few milliseconds when it is there already. Two launchers take turns. */
export async function install(life) {
  if (isInstalled()) return
  await withLock(inRoot('.data', 'install.lock'), async () => {
    if (!isInstalled()) await step('Installing packages', () => npm(life))
  })
}

async function npm(life) {
  // Building needs the development packages, whatever NODE_ENV or the user's settings say.
  const quiet = ['--include=dev', '--no-audit', '--no-fund']
  const clean = await runNpm(life, ['ci', ...quiet])
  if (clean.code === 0) return
  if (!/EUSAGE/.test(clean.output)) throw new Error(clean.output)
  const full = await runNpm(life, ['install', '--no-save', ...quiet])
  if (full.code !== 0) throw new Error(full.output)
}

function runNpm(life, args) {
  const env = { ...process.env, NODE_ENV: 'development' }
  const script = process.env.npm_execpath
  if (script?.endsWith('.js')) return run(life, process.execPath, [script, ...args], { env, cwd: root })
  return run(life, process.platform === 'win32' ? 'npm.cmd' : 'npm', args, { env, cwd: root })
}
