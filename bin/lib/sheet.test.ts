import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readSheet } from './sheet.mjs'

const root = mkdtempSync(path.join(tmpdir(), 'gravitas-sheet-'))
beforeAll(() => {
  mkdirSync(path.join(root, 'lib'))
  const tests = [
    `test('stands there', () => {})`,
    `test.each([\n  ['a'],\n])('%s: of a table (too)', () => {})`,
    `describe("a group’s", () => {`,
    `it.skip('is left out', () => {})`,
    `const other = 'is only a text'`,
  ]
  writeFileSync(path.join(root, 'lib', 'a.test.ts'), tests.join('\n'))
  writeFileSync(path.join(root, 'lib', 'a.ts'), `test('stands there')`)
  writeFileSync(path.join(root, 'page.md'), '# One\n\n## Two words\n')
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

type Row = [id: string, level: number, requirement: string, status: string, test: string, note: string]
const quoted = (row: Row) => row.map((cell) => `"${String(cell).replaceAll('"', '""')}"`).join(',')
/** As many rows as the standard has, the first one as given. */
function problemsOf(first: Row, count = 253): string[] {
  const rest = Array.from({ length: count - 1 }, (_, at): Row => [`V9.9.${at}`, at < 69 ? 1 : 2, 'x', 'open', '', 'y'])
  const text = ['id,level,requirement,status,test,note', ...[first, ...rest].map(quoted)].join('\n')
  return readSheet(root, ['biome'], text).problems
}
const met = (evidence: string): Row => ['V1.1.1', 1, 'Words', 'met', evidence, '']

test.each([
  'lib/a.test.ts#stands there',
  'lib/a.test.ts#%s: of a table (too)',
  'lib/a.test.ts#a group’s',
  'check biome',
  'page.md#Two words',
  'check biome | lib/a.test.ts#stands there',
])('evidence that is there: %s', (evidence) => expect(problemsOf(met(evidence))).toEqual([]))

test.each([
  ['', 'is met without a test'],
  ['lib/b.test.ts#stands there', 'there is no file of “lib/b.test.ts#stands there”'],
  ['lib/a.test.ts', 'there is no file of “lib/a.test.ts”'],
  ['lib/a.test.ts#stands', 'lib/a.test.ts has no test “stands”'],
  ['lib/a.test.ts#is left out', 'lib/a.test.ts has no test “is left out”'],
  ['lib/a.test.ts#is only a text', 'lib/a.test.ts has no test “is only a text”'],
  ['lib/a.ts#stands there', 'lib/a.ts is no test'],
  ['check spelling', 'there is no check spelling'],
  ['page.md#Three', 'page.md has no heading “Three”'],
  ['check biome | check spelling', 'there is no check spelling'],
])('evidence that is not: “%s”', (evidence, problem) => {
  expect(problemsOf(met(evidence))).toEqual([`V1.1.1: ${problem}`])
})

test.each<[Row, string]>([
  [['5.1', 1, 'Words', 'open', '', 'why'], '5.1: is no id'],
  [['V1.1.1', 1, 'Words', 'fine', '', 'why'], 'V1.1.1: the status “fine”'],
  [['V1.1.1', 1, 'Words', 'not applicable', '', ''], 'V1.1.1: is not applicable without a word why'],
  [['V1.1.1', 1, 'Words', 'partly', 'check biome', ''], 'V1.1.1: is partly without a word why'],
  [['V1.1.1', 1, '', 'open', '', 'why'], 'V1.1.1: says nothing'],
  [['V9.9.1', 1, 'Words', 'open', '', 'why'], 'V9.9.1 stands there twice'],
])('a row that is not right: %j', (row, problem) => expect(problemsOf(row)).toEqual([problem]))

test('a requirement that is left out is missed', () => {
  expect(problemsOf(met('check biome'), 252)).toEqual(['level 2 has 183 requirements, the sheet 182'])
})
