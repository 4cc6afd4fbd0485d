import path from 'node:path'
import { Problem } from './errors.mjs'
import { root } from './paths.mjs'

const isLoopback = (host) => /^((.+\.)?localhost|127(\.\d+){3}|\[?::1\]?)$/i.test(host)

/** What the environment says, checked: `{ databaseUrl, dataDir, host, port, publicUrl, isOpen, sample }`. */
export function readSettings(env, args = []) {
  const unknown = args.find((arg) => arg !== '--no-sample')
  if (unknown) throw new Problem(`There is no option ${unknown}: the only one is --no-sample.`)
  const port = Number(env.PORT || 3000)
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new Problem(`PORT is "${env.PORT}": set it to a number from 1 to 65535.`)
  }
  const host = env.HOST || '127.0.0.1'
  const publicUrl = readPublicUrl(env.PUBLIC_URL || `http://localhost:${port}`)
  // A proxy that passes PUBLIC_URL on opens this machine as much as HOST does.
  const isOpen = !isLoopback(host) || !isLoopback(publicUrl.hostname)
  if (publicUrl.protocol === 'http:' && isOpen && env.ALLOW_HTTP !== '1') {
    throw new Problem(
      'Passwords would cross the network unprotected: set PUBLIC_URL to an https address, or ALLOW_HTTP=1 if you accept that.',
    )
  }
  return {
    databaseUrl: readDatabaseUrl(env.DATABASE_URL),
    dataDir: path.resolve(root, env.DATA_DIR || '.data'),
    host,
    port,
    publicUrl: publicUrl.origin,
    isOpen,
    sample: !args.includes('--no-sample'),
  }
}

function readPublicUrl(text) {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search) return url
  throw new Problem(`PUBLIC_URL is "${text}": write it as https://talent.example.org, without a path.`)
}

function readDatabaseUrl(text) {
  if (!text) return null
  if (/^postgres(ql)?:\/\//.test(text) && URL.canParse(text)) return text
  throw new Problem('DATABASE_URL is not an address: write it as postgresql://user:password@host:5432/database.')
}

/** Where this machine itself reaches the server. */
export function localUrl({ host, port }) {
  if (host === '0.0.0.0') return `http://127.0.0.1:${port}`
  if (host === '::') return `http://[::1]:${port}`
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}
