import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { writeXlsx } from 'hucre'
import { afterAll, describe, expect, test } from 'vitest'
import { bombs } from './bombs.fixtures'
import { unpackUpload } from './unpack'
import { limits } from './workbook/limits.mjs'
import { book, header, wide } from './workbooks.fixtures'

const folder = mkdtempSync(path.join(tmpdir(), 'gravitas-unpack-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function unpack(bytes: Buffer | Uint8Array | string, milliseconds?: number) {
  const file = path.join(mkdtempSync(path.join(folder, 'x-')), 'upload')
  writeFileSync(file, bytes)
  const unpacked = await unpackUpload(
    { path: file, name: 'a.xlsx' },
    milliseconds === undefined ? undefined : { milliseconds },
  )
  return {
    file,
    refusal: 'refusal' in unpacked ? unpacked.refusal : null,
    sheets: 'sheets' in unpacked ? unpacked.sheets : [],
  }
}
const text = async (bytes: Buffer | Uint8Array | string) => {
  const { sheets, refusal } = await unpack(bytes)
  return refusal ?? readFileSync(sheets[0]!.path, 'utf8')
}

describe('a workbook', () => {
  const day = new Date('2026-11-22T00:00:00Z')
  test.each([
    ['shared', '1900'],
    ['inline', '1900'],
    ['shared', '1904'],
  ] as const)('as others write it, %s texts, days from %s', async (stringMode, dateSystem) => {
    const rows = [
      ['employee_id', 'name', 'email', 'hire_date', 'grade', 'assessed'],
      ['00017', 'Ann "A." Núñez, Ph. D.', 'ann@example.org', day, 12, true],
      [null, null, null, null, null, null],
      ['0018', 'two\nlines & <more>', '東京', new Date('1960-02-28T00:00:00Z'), 1.1 + 2.2, false],
    ]
    const columns = rows[0]!.map((_, at) => (at === 3 ? { numFmt: 'dd.mm.yyyy' } : {}))
    const bytes = await writeXlsx({ sheets: [{ name: 'Staff', rows, columns }], stringMode, dateSystem })
    const { sheets, refusal } = await unpack(bytes)
    expect(refusal).toBeNull()
    expect(sheets).toMatchObject([
      {
        ...{ name: 'Staff', rows: 2, headerRow: 1, headers: rows[0] },
        sample: [
          ['00017', 'Ann "A." Núñez, Ph. D.', 'ann@example.org', '2026-11-22', '12', 'yes'],
          ['0018', 'two\nlines & <more>', '東京', '1960-02-28', '3.3', 'no'],
        ],
      },
    ])
    expect(readFileSync(sheets[0]!.path, 'utf8').split('\n').slice(2, 4)).toEqual(['', '0018,"two'])
  })

  const looks = (code: string) =>
    `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="${code}"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
      <cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/></cellXfs></styleSheet>`
  test.each([
    ['a number that shows zeros in front', '<c s="1"><v>42</v></c>', '00000', '00042'],
    ['a day by a format of its own', '<c s="1"><v>46348.75</v></c>', '[$-407]d. mmm yyyy', '2026-11-22'],
    ['a day by a format that all have', '<c s="2"><v>46348</v></c>', '0', '2026-11-22'],
    ['the last day before the leap day that never was', '<c s="2"><v>59</v></c>', '0', '1900-02-28'],
    ['the day after it', '<c s="2"><v>61</v></c>', '0', '1900-03-01'],
    ['a time of day', '<c s="1"><v>0.5</v></c>', 'hh:mm', '0.5'],
    ['a colour, which is no day', '<c s="1"><v>5</v></c>', '[Red]0.00', '5'],
    ['quoted words, which are none', '<c s="1"><v>5</v></c>', '0 &quot;days&quot;', '5'],
    ['a day in words of the standard', '<c t="d"><v>2026-11-22T00:00:00</v></c>', '0', '2026-11-22'],
    ['what a formula came to', '<c t="str"><f>A1&amp;"x"</f><v>a &amp; x</v></c>', '0', 'a & x'],
    ['a number that a formula came to', '<c><f>1+1</f><v>2</v></c>', '0', '2'],
    ['a formula that failed', '<c t="e"><f>X</f><v>#N/A</v></c>', '0', '#N/A'],
    [
      'a text in pieces',
      '<c t="inlineStr"><is><r><rPr><b/></rPr><t>a</t></r><r><t xml:space="preserve"> b</t></r></is></c>',
      '0',
      'a b',
    ],
    [
      'hints of pronunciation',
      '<c t="inlineStr"><is><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></is></c>',
      '0',
      '東京',
    ],
    ['a shared text in pieces', '<c t="s"><v>0</v></c>', '0', 'shared text & more'],
    ['noise of the last digits', '<c><v>0.30000000000000004</v></c>', '0', '0.3'],
    ['a large number', '<c><v>1.2345678901E10</v></c>', '0', '12345678901'],
    ['escapes', '<c t="str"><v>a_x000A_b_x005F_</v></c>', '0', '"a\nb_"'],
    ['marks with a prefix', '<x:c><x:v>7</x:v></x:c>', '0', '7'],
    ['character data', '<c t="str"><v><![CDATA[a<b & c]]></v></c>', '0', 'a<b & c'],
    ['a greater sign in an attribute', '<c x="a>b" t="str"><v>c</v></c>', '0', 'c'],
  ])('%s', async (_, cell, code, shown) => {
    const bytes = book({
      sheets: [`<row r="1"><c t="str"><v>name</v></c></row><row r="2">${cell}</row>`],
      ...{
        styles: looks(code),
        sharedStrings: '<sst><si><r><t>shared</t></r><r><t> text &amp; more</t></r></si></sst>',
      },
    })
    expect(await text(bytes)).toBe(`name\n${shown}\n`)
  })

  test('numbers in the wide form, as Java programs write them', async () => {
    const bytes = wide(book({ sheets: [`${header}<row r="2"><c t="str"><v>7</v></c></row>`] }))
    expect(await text(bytes)).toBe('employee_id,name,email,manager_id\n7\n')
  })

  test('a title without separators above a table with semicolons', async () => {
    const { sheets } = await unpack('Staff list\n\nUser ID;Email;Name\n1;a@x.org;A\n')
    expect(sheets).toMatchObject([{ headerRow: 3, headers: ['User ID', 'Email', 'Name'], rows: 1 }])
  })

  test('cells and rows keep their places; hidden and empty sheets are left out', async () => {
    const rows =
      '<row r="3"><c r="B3" t="str"><v>name</v></c><c r="D3" t="str"><v>email</v></c></row><row r="6"><c r="D6"><v>1</v></c></row>'
    const { sheets } = await unpack(
      book({ sheets: ['', header, rows], states: ['', 'state="veryHidden"', 'state="visible"'] }),
    )
    expect(sheets).toMatchObject([{ name: 'S3', headerRow: 3, headers: ['', 'name', '', 'email'], rows: 1 }])
    expect(readFileSync(sheets[0]!.path, 'utf8')).toBe('\n\n,name,,email\n\n\n,,,1\n')
  })
})

describe('text', () => {
  const table = 'employee_id,name\n007,Møre\n'
  test.each<[string, Buffer | string]>([
    ['UTF-8', table],
    ['UTF-8 with its mark', `\uFEFF${table}`],
    ['UTF-16 as spreadsheets save "Unicode text"', Buffer.from(`\uFEFF${table.replaceAll(',', '\t')}`, 'utf16le')],
    ['UTF-16 the other way round', Buffer.from(`\uFEFF${table}`, 'utf16le').swap16()],
  ])('in %s', async (_, bytes) => {
    const { sheets } = await unpack(bytes)
    expect(sheets).toMatchObject([
      { name: null, rows: 1, headerRow: 1, headers: ['employee_id', 'name'], sample: [['007', 'Møre']] },
    ])
  })

  test.each<[string, Buffer | string, RegExp]>([
    ['Windows-1252', Buffer.from(table, 'latin1'), /not UTF-8 \(row 2\).*CSV UTF-8/],
    ['bytes', Buffer.from([0x25, 0x50, 0x44, 0x46, 0, 1, 2]), /NUL/],
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), /\.xls .*\.xlsx/],
    ['nothing', '', /empty/],
    ['only a header', 'employee_id,name\n', /no rows/],
    ['too many rows', `employee_id,name\n${'1,x\n'.repeat(limits.rows + 1)}`, /200,000 rows/],
    ['too many columns', `${'a,'.repeat(501)}b\n1\n`, /500 columns/],
    ['too many bytes', Buffer.alloc(limits.bytes + 1, 'a'), /10 MB/],
  ])('refused: %s', async (_, bytes, says) => {
    expect((await unpack(bytes)).refusal).toMatch(says)
  })

  test('a header below a title, one in two rows, and one that names a column twice', async () => {
    const title = await unpack(`Staff list,,\n"printed, today",,\nUser ID,Email,Name\n1,a@x.org,A\n`)
    expect(title.sheets).toMatchObject([{ headerRow: 3, headers: ['User ID', 'Email', 'Name'], rows: 1 }])
    const twice = await unpack('USERID,EMAIL,FIRSTNAME\nUser ID,Email,First Name\n1,a@x.org,A\n')
    expect(twice.sheets).toMatchObject([{ headerRow: 2, headers: ['USERID', 'EMAIL', 'FIRSTNAME'], rows: 1 }])
    const same = await unpack('Name,Title,Title\nA,b,c\n')
    expect(same.sheets).toMatchObject([{ headerRow: 1, headers: ['Name', 'Title', 'Title (2)'] }])
  })
})

/** Most memory that reading takes beyond what Node takes by itself, in megabytes. */
function memoryOf(file: string): number {
  const require = ['--require', path.join(folder, 'measure.cjs')]
  const run = (...args: string[]) =>
    Number(
      execFileSync('sh', ['-c', '"$0" "$@" 2>&1 >/dev/null', process.execPath, ...require, ...args], {
        encoding: 'utf8',
      }),
    )
  idle ??= run('-e', '0')
  return (run('lib/exchange/workbook/unpack.mjs', file, file) - idle) / 1024
}
let idle: number | undefined
const measure = `process.on('exit', () => require('fs').writeSync(2, String(process.resourceUsage().maxRSS)))`
writeFileSync(path.join(folder, 'measure.cjs'), measure)

describe('bombs are refused by their own count, with little memory', () => {
  test.each(bombs)('$name', async ({ bytes, says }) => {
    const { refusal, file } = await unpack(bytes())
    expect(refusal).toMatch(says)
    expect(memoryOf(file)).toBeLessThan(200)
  })

  test('what takes too long is ended', async () => {
    const rows = Array.from({ length: 100_000 }, (_, at) => `<row r="${at + 1}"><c><v>1</v></c></row>`).join('')
    expect((await unpack(book({ sheets: [rows] }), 30)).refusal).toMatch(/within the limits/)
  })
})
