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
  outside(sources) {
    const words = ['..', 'shared'].join('/')
    const guilty = sources.filter(({ text }) => text.includes(words))
    return { problems: guilty.map(({ file }) => `${file}: reads outside the checkout`), notes: [] }
  },
}

/** Optional packages of other platforms that the lock forgot: `npm ci` would stop there. Takes the parsed lock. */
export function findLockGaps({ packages }) {
  return Object.entries(packages).flatMap(([name, entry]) =>
    Object.keys(entry.optionalDependencies ?? {})
      .filter((wanted) => !packages[`node_modules/${wanted}`] && !packages[`${name}/node_modules/${wanted}`])
      .map((wanted) => `${name || 'package.json'} wants ${wanted}, which the lock lacks`),
  )
}
