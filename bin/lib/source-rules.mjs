import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

const MOST_LINES = 400
const MANY_LINES = 300
const SOURCE = /\.(ts|tsx|mjs|cjs|js|css|sql)$/
const NOT_OURS = /^(node_modules|\.next|\.data|\.git|test-results|gallery|bench|playwright-report)$/
const EXEMPT_FROM_SIZE = /^db\/(migrations|framework|sample)\//
const IS_TEST = /(\.test\.tsx?$|^e2e\/)/
const HOUSE = /^(app|components|lib|db)\//

/** Where the present day may be read: once in the database, once outside; everything else is given a day. */
const CLOCKS = [
  { words: /\bcurrent_date\b/i, name: 'current_date' },
  { words: /\bnew Date\(\)/, name: 'new Date()' },
]

/** What no file of the application may use, and the few that may. */
const DANGERS = [
  { words: /\beval\s*\(|\bnew Function\b/, name: 'text run as code' },
  { words: /dangerouslySetInnerHTML|\.(inner|outer)HTML\b|insertAdjacentHTML|document\.write/, name: 'text as HTML' },
  {
    words: /\b(localStorage|sessionStorage|indexedDB)\b/,
    name: 'storage of the browser',
    // Answers that could not be sent, sealed by a key that only a signed-in session gets.
    only: ['components/assessments/device.ts'],
  },
  {
    words: /\bpostMessage\b|\bonmessage\b|\b(WebSocket|EventSource|RTCPeerConnection)\b/,
    name: 'another channel',
    // To other tabs of the same person, on our own origin.
    only: ['components/assessments/post.ts'],
  },
  { words: /import \{[^}]*\bexec(Sync)?\b[^}]*\} from 'node:child_process'|shell:\s*true/, name: 'a shell' },
  {
    words: /from 'node:child_process'/,
    name: 'another program',
    only: ['lib/exchange/unpack.ts', 'lib/planner/ask-solver.ts'],
  },
  {
    words: /createHash\(['"](md5|sha1)|createCipheriv\(['"](?!aes-256-gcm)|'node:crypto'.*\bcreateDiffie/,
    name: 'weak cryptography',
    // Names made into GUIDs as RFC 9562 tells: nothing rests on them.
    only: ['lib/framework/guid.ts'],
  },
  { words: /\bMath\.random\b/, name: 'guessable chance', only: ['lib/webhooks/deliver.ts'] },
  {
    words: /\bfetch\(|import (?!type)[^\n]* from 'node:https?'/,
    name: 'a request to elsewhere',
    only: ['lib/webhooks/send.ts'],
  },
]

/** Every source file of ours: `{ file, text }`, the path from the root with forward slashes. */
export function readSources(root, folder = '') {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = folder ? `${folder}/${entry.name}` : entry.name
    if (NOT_OURS.test(entry.name)) return []
    if (entry.isDirectory()) return readSources(root, file)
    return SOURCE.test(entry.name) ? [{ file, text: readFileSync(path.join(root, file), 'utf8') }] : []
  })
}

/** Each rule answers `{ problems, notes }`, both lines of text. */
export const sourceRules = {
  sizes(sources) {
    const sized = sources
      .filter(({ file }) => !EXEMPT_FROM_SIZE.test(file))
      .map(({ file, text }) => ({ file, lines: text.split('\n').length - 1 }))
    const told = ({ file, lines }) => `${file}: ${lines} lines`
    return {
      problems: sized.filter(({ lines }) => lines > MOST_LINES).map(told),
      notes: sized.filter(({ lines }) => lines > MANY_LINES && lines <= MOST_LINES).map(told),
    }
  },
  'raw sql'(sources) {
    const guilty = sources.filter(({ file, text }) => HOUSE.test(file) && /\bsql\s*\.\s*raw\b/.test(text))
    return { problems: guilty.map(({ file }) => `${file}: sql.raw lets values into a statement`), notes: [] }
  },
  clocks(sources) {
    const logic = sources.filter(({ file }) => HOUSE.test(file) && !IS_TEST.test(file))
    return {
      problems: CLOCKS.flatMap(({ words, name }) => {
        const readers = logic.filter(({ text }) => words.test(text)).map(({ file }) => file)
        return readers.length > 1 ? [`${name} stands in ${readers.length} files: ${readers.join(', ')}`] : []
      }),
      notes: [],
    }
  },
  classes(sources) {
    const sheets = new Map(
      sources.filter(({ file }) => file.endsWith('.module.css')).map(({ file, text }) => [file, text]),
    )
    const lost = sources.flatMap(({ file, text }) =>
      [...text.matchAll(/^import (\w+) from '(\.[^']*\.module\.css)'/gm)].flatMap(([, name, from]) => {
        const sheet = sheets.get(path.posix.join(path.posix.dirname(file), from)) ?? ''
        const used = new Set([...text.matchAll(new RegExp(`\\b${name}\\.(\\w+)`, 'g'))].map(([, used]) => used))
        used.delete('module')
        return [...used]
          .filter((one) => !new RegExp(`\\.${one}\\b`).test(sheet))
          .map((one) => `${file}: ${from} has no .${one}`)
      }),
    )
    return { problems: lost, notes: [] }
  },
  dangers(sources) {
    const logic = sources.filter(({ file }) => HOUSE.test(file) && !IS_TEST.test(file) && !/\.fixtures\.ts$/.test(file))
    return {
      problems: DANGERS.flatMap(({ words, name, only = [] }) =>
        logic
          .filter(({ file, text }) => !only.includes(file) && words.test(text))
          .map(({ file }) => `${file}: ${name}`),
      ),
      notes: [],
    }
  },
  outside(sources) {
    const words = ['..', 'shared'].join('/')
    const guilty = sources.filter(({ text }) => text.includes(words))
    return { problems: guilty.map(({ file }) => `${file}: reads outside the checkout`), notes: [] }
  },
}

/**
 * What `npm ci` would stop at or could be deceived by, from the parsed lock: optional packages of other platforms that it
 * forgot, packages without a strong checksum, packages that name a host.
 */
export function findLockGaps({ packages }) {
  return Object.entries(packages).flatMap(([name, entry]) => [
    ...Object.keys(entry.optionalDependencies ?? {})
      .filter((wanted) => !packages[`node_modules/${wanted}`] && !packages[`${name}/node_modules/${wanted}`])
      .map((wanted) => `${name || 'package.json'} wants ${wanted}, which the lock lacks`),
    ...(name && !entry.integrity?.startsWith('sha512-') ? [`${name} has no checksum`] : []),
    ...(entry.resolved ? [`${name} names where it comes from: npm's own setting says that`] : []),
  ])
}
