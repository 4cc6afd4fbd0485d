/** Something a person can act on: its message is already the sentence to print. */
export class Problem extends Error {}

const OLDEST_NODE = [20, 19]
const OLDEST_POSTGRES = 15

const address = ({ url }) => {
  try {
    const { hostname, port } = new URL(url)
    return `${hostname}:${port || 5432}`
  } catch {
    return 'the address in DATABASE_URL'
  }
}
const user = ({ url }) => {
  try {
    return decodeURIComponent(new URL(url).username) || 'of DATABASE_URL'
  } catch {
    return 'of DATABASE_URL'
  }
}
const database = ({ url }) => {
  try {
    return decodeURIComponent(new URL(url).pathname.slice(1))
  } catch {
    return ''
  }
}
const place = (error, context) => context.path ?? error.path ?? 'The data folder'

const full = (error, context) =>
  `The disk that holds ${place(error, context)} is full: free some space, then start again.`
const locked = (error, context) =>
  `${place(error, context)} cannot be written by this user: change its owner, or set DATA_DIR to a folder of your own.`
const unreachable = (_, context) =>
  `No database answers at ${address(context)}: start it, or correct the host and port in DATABASE_URL.`
const wrongPassword = (_, context) =>
  `The database refused the password of user ${user(context)}: correct it in DATABASE_URL.`
const unencrypted = () =>
  'The database and DATABASE_URL disagree about encryption: add or remove sslmode=require at its end.'
const busy = (_, context) =>
  `Port ${context.port} is already in use: stop the other program, or set PORT to a free one.`

/** Codes of Node (E…) and of PostgreSQL (five characters). */
const byCode = {
  EADDRINUSE: busy,
  EADDRNOTAVAIL: (_, context) => `This machine has no address ${context.host}: correct HOST, or leave it out.`,
  ENOSPC: full,
  EDQUOT: full,
  53100: full,
  EROFS: locked,
  EPERM: locked,
  ENOENT: locked,
  ENOTDIR: (error, context) => `${place(error, context)} is not a folder: set DATA_DIR to one.`,
  ECONNREFUSED: unreachable,
  ENOTFOUND: unreachable,
  EAI_AGAIN: unreachable,
  EHOSTUNREACH: unreachable,
  ENETUNREACH: unreachable,
  ETIMEDOUT: unreachable,
  ECONNRESET: unreachable,
  '28P01': wrongPassword,
  28000: (_, context) => `The database does not let user ${user(context)} in: allow it there, or correct DATABASE_URL.`,
  '3D000': (_, context) =>
    `The database "${database(context)}" does not exist: create it, or correct the name in DATABASE_URL.`,
  42501: (_, context) =>
    `Database user ${user(context)} may not do what a migration needs: it must own the database and have CREATEROLE.`,
  53300: () => 'The database has no free connection: raise its max_connections, or stop another program that uses it.',
  '57P03': () => 'The database is still starting: try again in a moment.',
  DEPTH_ZERO_SELF_SIGNED_CERT: () =>
    'The certificate of the database is not trusted here: add its authority with NODE_EXTRA_CA_CERTS.',
  SELF_SIGNED_CERT_IN_CHAIN: () =>
    'The certificate of the database is not trusted here: add its authority with NODE_EXTRA_CA_CERTS.',
  ERR_INVALID_URL: () => 'DATABASE_URL is not an address: write it as postgresql://user:password@host:5432/database.',
}

/** What programs we run write when they stop: PostgreSQL, npm and the server give us text, not codes. */
const byText = [
  [/EADDRINUSE/, busy],
  [/no space left on device|ENOSPC|disk quota exceeded/i, full],
  [/password authentication failed|SASL|SCRAM/, wrongPassword],
  [/does not support SSL|no encryption|SSL off|pg_hba.*SSL/i, unencrypted],
  [/timeout expired|connection timeout|Connection terminated/i, unreachable],
  [/database ".*" does not exist/, byCode['3D000']],
  [
    /incompatible with server|was initialized by PostgreSQL version/,
    (error, context) =>
      `The database in ${place(error, context)} was made by another version of PostgreSQL: set DATA_DIR to a new folder and restore a backup there.`,
  ],
  [
    /error while loading shared libraries|cannot execute|Exec format/i,
    () =>
      'The PostgreSQL that comes with Gravitas does not run on this machine: set DATABASE_URL to a server of your own.',
  ],
  [
    /could not create shared memory|could not resize shared memory/i,
    () => 'The machine has too little shared memory for PostgreSQL: give it more (docker run --shm-size=256m).',
  ],
  [
    /ENOTFOUND .*registry|ECONNREFUSED .*registry|network|EAI_AGAIN/i,
    (_, context) =>
      context.doing === 'install'
        ? 'npm could not reach its registry: check the network or the proxy, then start again.'
        : null,
  ],
  [/permission denied|EACCES/i, locked],
]

function denied(error, context) {
  return context.port && context.doing === 'listen'
    ? `Port ${context.port} needs more rights than this user has: set PORT to 1024 or higher.`
    : locked(error, context)
}

/**
 * Turns any error into one sentence that says what to do. `context` is `{ doing, port, host, url, path }`, whatever of
 * it is known; a password never gets into the sentence.
 */
export function explain(error, context = {}) {
  if (error instanceof Problem) return error.message
  if (error?.errors?.length) return explain(error.errors[0], context) // localhost is tried on IPv6 and IPv4 at once
  if (error?.code === 'EACCES') return denied(error, context)
  const rule = byCode[error?.code]
  if (rule) return rule(error, context)
  const text = String(error?.message ?? error)
  for (const [pattern, sentence] of byText) {
    const said = pattern.test(text) && sentence(error, context)
    if (said) return said
  }
  return `${context.doing ? `${sentenceCase(context.doing)} failed` : 'Something went wrong'}: ${lastLine(text)}`
}

/** Null when this Node is new enough. */
export function nodeTooOld(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number)
  const [wantedMajor, wantedMinor] = OLDEST_NODE
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return null
  return `Gravitas needs Node ${OLDEST_NODE.join('.')} or newer, this is ${version}: install a newer one from nodejs.org.`
}

/** Null when the server is new enough; `number` is PostgreSQL's server_version_num, 150004 for 15.4. */
export function postgresTooOld(number) {
  const major = Math.floor(number / 10_000)
  if (major >= OLDEST_POSTGRES) return null
  return `Gravitas needs PostgreSQL ${OLDEST_POSTGRES} or newer, this is ${major}: upgrade the server, or leave DATABASE_URL out.`
}

const sentenceCase = (words) => words[0].toUpperCase() + words.slice(1)

/** The line of a program's last words that says what went wrong. */
export function lastLine(text) {
  const lines = text.split('\n').map((line) => line.trim())
  const told = lines.filter((line) => line && !/^(at |Node\.js v)/.test(line))
  const named = told.filter((line) => /error|fatal|failed|cannot/i.test(line))
  return named.at(-1) ?? told.at(-1) ?? 'no reason was given'
}
