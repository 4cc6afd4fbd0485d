import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { sourcesOf } from '../build.mjs'
import { run } from '../child.mjs'
import { inRoot, root, tool } from '../paths.mjs'

const copy = inRoot('.data', 'without-proxy')

/**
 * Builds a copy of this checkout that has no proxy.ts, beside its own build; answers the program that serves it. The copy lies
 * inside the checkout, because packages are looked up from there, and goes at our end.
 */
export async function buildWithoutProxy(life) {
  const clear = () => rmSync(copy, { recursive: true, force: true })
  life.onStop(clear)
  clear()
  for (const entry of sourcesOf().filter((one) => one !== 'proxy.ts' && existsSync(inRoot(one)))) {
    cpSync(inRoot(entry), path.join(copy, entry), { recursive: true })
  }
  cpSync(inRoot('package.json'), path.join(copy, 'package.json'))
  const rewrite = (file, from, to) => writeFileSync(file, readFileSync(file, 'utf8').replaceAll(from, to))
  rewrite(path.join(copy, 'next.config.js'), 'import.meta.dirname', JSON.stringify(root))
  rewrite(
    path.join(copy, 'app', 'font.ts'),
    '../node_modules',
    path.relative(path.join(copy, 'app'), inRoot('node_modules')),
  )
  const { DATABASE_URL, APP_DATABASE_URL, AUTH_SECRET, ...rest } = process.env
  const env = { ...rest, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' }
  const next = [tool('next', 'dist', 'bin', 'next'), 'build']
  const { code, output } = await run(life, process.execPath, next, { env, cwd: copy })
  if (code !== 0) throw new Error(output)
  const server = path.join(copy, '.next', 'standalone', path.relative(root, copy), 'server.js')
  if (!existsSync(server)) throw new Error(`The build left no ${server}.`)
  return server
}
