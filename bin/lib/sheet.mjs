import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

// This file is read before anything is installed: the parser comes when it is needed.
const load = createRequire(import.meta.url)

const COLUMNS = ['id', 'level', 'requirement', 'status', 'test', 'note']
const STATUSES = ['met', 'partly', 'not applicable', 'open']
/** How many requirements of each level ASVS 5.0.0 has. */
const COUNTS = { 1: 70, 2: 183 }

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Whether a test or a group of this title stands in the text of a test file; one that is skipped does not count. */
function hasTest(text, title) {
  const written = escaped(title).replaceAll("'", "\\\\?'")
  const opened = /(?:\b(?:test|it|describe)(?:\.(?!skip|todo|fixme)\w+)*\(|\)\()\s*/.source
  return new RegExp(`${opened}(['"\`])${written}\\1`).test(text)
}

const hasHeading = (text, title) =>
  text.split('\n').some((line) => /^#+ /.test(line) && line.replace(/^#+ /, '') === title)

function findNoEvidence(root, checks, evidence) {
  if (evidence.startsWith('check ')) return checks.includes(evidence.slice(6)) ? null : `there is no ${evidence}`
  const [, file = '', title = ''] = /^([^#]+)#(.+)$/.exec(evidence) ?? []
  if (!file || !existsSync(path.join(root, file))) return `there is no file of “${evidence}”`
  const text = readFileSync(path.join(root, file), 'utf8')
  if (file.endsWith('.md')) return hasHeading(text, title) ? null : `${file} has no heading “${title}”`
  if (!/\.(test|spec)\.tsx?$/.test(file)) return `${file} is no test`
  return hasTest(text, title) ? null : `${file} has no test “${title}”`
}

/**
 * The sheet of ASVS 5.0.0: each requirement of levels 1 and 2 once, with a status, and where it is met the tests, checks or
 * headings that show it, which have to be there. `{ problems, notes }`.
 */
export function readSheet(root, checks, text) {
  const { parse } = load('csv-parse/sync')
  const [head = [], ...rows] = parse(text, { relax_column_count: true })
  if (head.join() !== COLUMNS.join()) return { problems: [`the columns are ${COLUMNS.join(', ')}`], notes: [] }
  const sheet = rows.map((cells) => Object.fromEntries(COLUMNS.map((name, at) => [name, cells[at] ?? ''])))
  const ids = sheet.map(({ id }) => id)
  const problems = [
    ...ids.filter((id, at) => ids.indexOf(id) < at).map((id) => `${id} stands there twice`),
    ...Object.entries(COUNTS).flatMap(([level, count]) => {
      const found = sheet.filter((row) => row.level === level).length
      return found === count ? [] : [`level ${level} has ${count} requirements, the sheet ${found}`]
    }),
    ...sheet.flatMap((row) => problemsOf(root, checks, row).map((problem) => `${row.id}: ${problem}`)),
  ]
  const counts = STATUSES.map((status) => `${sheet.filter((row) => row.status === status).length} ${status}`)
  return { problems, notes: [counts.join(', ')] }
}

function problemsOf(root, checks, { id, level, requirement, status, test, note }) {
  const evidence = test ? test.split(' | ') : []
  return [
    /^V\d+\.\d+\.\d+$/.test(id) ? null : 'is no id',
    level in COUNTS ? null : `the level ${level}`,
    STATUSES.includes(status) ? null : `the status “${status}”`,
    requirement ? null : 'says nothing',
    status === 'met' && evidence.length === 0 ? 'is met without a test' : null,
    status !== 'met' && !note ? `is ${status} without a word why` : null,
    ...evidence.map((one) => findNoEvidence(root, checks, one)),
  ].filter(Boolean)
}
