import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { isDay } from './day'
import { findLoops } from './loops'
import { readOptions } from './options'
import { progress } from './progress'
import { readFile } from './read-file'
import { sniffDelimiter } from './records'
import { reportLines } from './report'

const folder = mkdtempSync(path.join(tmpdir(), 'gravitas-read-'))

/** Reads bytes as a units file: the staged cells of each row, and what was found. */
async function readUnits(bytes: string | Buffer) {
  const file = path.join(folder, 'units.csv')
  writeFileSync(file, bytes)
  const reading = readFile('units', file)
  let text = ''
  for await (const block of reading.lines) text += block
  const rows = text
    .split('\n')
    .filter(Boolean)
    .map((line) =>
      line
        .split('\t')
        .slice(0, 5)
        .map((cell) => (cell === '\\N' ? null : cell)),
    )
  return { rows, found: reading.findings.map(({ kind, row }) => [kind, row]) }
}
const header = 'unit_id,name,parent_unit_id,kind\n'
const plain = [
  ['2', '007', 'Møre', null, 'group'],
  ['3', '08', 'Bay', '007', 'unit'],
]

describe('the same rows from any saved form', () => {
  test.each<[string, string | Buffer]>([
    ['LF', `${header}007,Møre,,group\n08,Bay,007,unit\n`],
    ['no last line end', `${header}007,Møre,,group\n08,Bay,007,unit`],
    ['CRLF', `${header}007,Møre,,group\n08,Bay,007,unit\n`.replaceAll('\n', '\r\n')],
    ['CR', `${header}007,Møre,,group\n08,Bay,007,unit\n`.replaceAll('\n', '\r')],
    ['mixed line ends', `${header}007,Møre,,group\r\n08,Bay,007,unit\n`],
    ['a byte order mark', `\uFEFF${header}007,Møre,,group\n08,Bay,007,unit\n`],
    ['a byte order mark before a quote', `\uFEFF"unit_id"${header.slice(7)}007,Møre,,group\n08,Bay,007,unit\n`],
    ['semicolons', `${header}007,Møre,,group\n08,Bay,007,unit\n`.replaceAll(',', ';')],
    ['tabs', `${header}007,Møre,,group\n08,Bay,007,unit\n`.replaceAll(',', '\t')],
    ['another order of columns and case', 'Kind,PARENT_UNIT_ID,name,unit_id\ngroup,,Møre,007\nunit,007,Bay,08\n'],
    ['quotes and blanks around', `${header}"007" , Møre ,,"group"\n08,Bay,007,unit,,,\n`.replace('"007" ', '"007"')],
    ['letters made of two characters', `${header}007,Møre,,group\n08,Bay,007,unit\n`.normalize('NFD')],
  ])('%s', async (_, bytes) => {
    expect(await readUnits(bytes)).toEqual({ rows: plain, found: [] })
  })
})

test('rows are numbered as a spreadsheet does, blank ones too', async () => {
  const { rows } = await readUnits(`${header}\n,,,\nA,"two\nlines",,unit\n\nB,Bay,A,unit\n`)
  expect(rows.map(([row]) => row)).toEqual(['4', '6'])
})

test.each([
  ["'=1+1", '=1+1'],
  ["'@home", '@home'],
  ["'-5", '-5'],
  ["'t Hooft", "'t Hooft"],
  ["O'Neill", "O'Neill"],
  ['back\\slash', 'back\\\\slash'],
])('%s comes in as %s', async (cell, value) => {
  const { rows } = await readUnits(`${header}A,${cell},,unit\n`)
  expect(rows).toEqual([['2', 'A', value, null, 'unit']])
})

test('a file larger than one block loses no row and no letter', async () => {
  const names = Array.from({ length: 20_000 }, (_, at) => `Ünïté ${at} 東京`)
  const { rows, found } = await readUnits(header + names.map((name, at) => `${at},${name},,unit\n`).join(''))
  expect(found).toEqual([])
  expect(rows.map(([, , name]) => name)).toEqual(names)
})

test('damage deep in a file is found at its row, and the rows before are read', async () => {
  const good = Array.from({ length: 9_000 }, (_, at) => `${at},Unit,,unit\n`).join('')
  const { rows, found } = await readUnits(Buffer.concat([Buffer.from(header + good), Buffer.from([0x41, 0xff, 0x0a])]))
  expect(rows).toHaveLength(9_000)
  expect(found).toEqual([['not-utf8', 9_002]])
})

test('a file full of broken quotes is given up after a thousand of them', async () => {
  const { found } = await readUnits(`${header}A,Area,,unit\n${'B,Ba"y,A,unit\n'.repeat(100_000)}`)
  expect(found).toHaveLength(1_000)
  expect(found.at(-1)).toEqual(['broken-quotes', 1_002])
})

test.each<[string, string]>([
  ['a;b;c', ';'],
  ['a\tb,c\td', '\t'],
  ['"a;b;c;d",b', ','],
  ['alone', ';'],
])('the separator of %j is %j', (line, mark) => {
  expect(sniffDelimiter(Buffer.from(`${line}\n1;2;3;4;5;6\n`))).toBe(mark)
})

test.each<[string, boolean]>([
  ['2026-02-28', true],
  ['2026-02-29', false],
  ['2024-02-29', true],
  ['2100-02-29', false],
  ['2000-02-29', true],
  ['2026-04-31', false],
  ['2026-12-31', true],
  ['2026-13-01', false],
  ['2026-00-10', false],
  ['2026-10-00', false],
  ['2026-1-1', false],
  ['22.11.2026', false],
  ['1899-12-31', false],
])('%s is a day: %s', (text, is) => {
  expect(isDay(text)).toBe(is)
  expect(isDay(text)).toBe(is)
})

test.each<[string, [string, string][], string[][]]>([
  [
    'a line',
    [
      ['c', 'b'],
      ['b', 'a'],
    ],
    [],
  ],
  [
    'a loop with a tail',
    [
      ['d', 'c'],
      ['c', 'b'],
      ['b', 'a'],
      ['a', 'c'],
    ],
    [['c', 'b', 'a']],
  ],
  [
    'two loops',
    [
      ['a', 'b'],
      ['b', 'a'],
      ['x', 'x'],
      ['y', 'a'],
    ],
    [['a', 'b'], ['x']],
  ],
])('loops of %s', (_, links, loops) => {
  expect(findLoops(new Map(links))).toEqual(loops)
})

describe('the command line', () => {
  test.each<[string, RegExp]>([
    ['', /at least one file/],
    ['--ratings r.csv', /need a cycle/],
    ['--units u.csv --effective 2026-02-30', /--effective is not a day/],
    ['--ratings r.csv --cycle C --as-of soon', /--as-of is not a day/],
    ['--people p.csv --as-of 2026-01-01', /belongs to a cycle/],
    ['--units u.csv --full-list', /needs the people file/],
    ['--unitz u.csv', /unitz/],
    ['u.csv', /u\.csv/],
  ])('"%s" is refused', (line, says) => {
    const read = readOptions(line.split(' ').filter(Boolean))
    expect('wrong' in read && read.wrong.join('\n')).toMatch(says)
  })

  test('understood whole', () => {
    const line = '--units u --people p --ratings r --grants g --cycle 2026-H2 --effective 2026-11-01 --as-of 2026-10-30'
    expect(readOptions([...line.split(' '), '--full-list', '--commit', '--report', 'out.csv'])).toEqual({
      options: {
        files: { units: 'u', people: 'p', ratings: 'r', grants: 'g' },
        ...{
          cycle: '2026-H2',
          effective: '2026-11-01',
          asOf: '2026-10-30',
          fullList: true,
          commit: true,
          report: 'out.csv',
        },
      },
    })
  })
})

test('progress prints a stage when it begins and its rows once a second', () => {
  const lines: string[] = []
  let now = 0
  const tell = progress(
    (line) => lines.push(line),
    () => now,
  )
  tell('reading')
  for (const rows of [100, 200, 300, 4_000]) {
    tell('reading', rows)
    now += 500
  }
  tell('writing')
  expect(lines).toEqual(['reading', 'reading: 300', 'writing'])
})

test('the report as CSV keeps a spreadsheet from reckoning', async () => {
  const problem = {
    file: 'units',
    row: 2,
    column: 'name',
    kind: 'too-long',
    severity: 'error',
    problem: '=1, "so"',
    remedy: 'Shorten it.',
  } as const
  const lines: string[] = []
  for await (const line of reportLines([problem])) lines.push(line)
  expect(lines.join('')).toBe(`file,row,column,severity,problem,remedy\nunits,2,name,error,"'=1, ""so""",Shorten it.\n`)
})
