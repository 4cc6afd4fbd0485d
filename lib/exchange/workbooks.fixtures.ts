import { crc32, deflateRawSync } from 'node:zlib'

export type Part = {
  name: string
  content: Buffer | string
  /** What the directory says instead of the truth. */
  said?: { size?: number; flags?: number; method?: number }
}

/** An archive made by hand, so that it can lie. */
export function zip(parts: readonly Part[]): Buffer {
  const locals: Buffer[] = []
  const entries: Buffer[] = []
  let offset = 0
  for (const { name, content, said = {} } of parts) {
    const data = Buffer.from(content)
    const packed = deflateRawSync(data, { level: 1 })
    const field = Buffer.alloc(26)
    field.writeUInt16LE(20, 0)
    field.writeUInt16LE(said.flags ?? 0, 2)
    field.writeUInt16LE(said.method ?? 8, 4)
    field.writeUInt32LE(crc32(data), 10)
    field.writeUInt32LE(packed.length, 14)
    field.writeUInt32LE(said.size ?? data.length, 18)
    field.writeUInt16LE(Buffer.byteLength(name), 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), field, Buffer.from(name), packed])
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(offset, 10)
    entries.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), field, rest, Buffer.from(name)]))
    locals.push(local)
    offset += local.length
  }
  const directory = Buffer.concat(entries)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, directory, end])
}

/** The same archive with all its numbers in the wide form. */
export function wide(archive: Buffer): Buffer {
  const end = archive.length - 22
  const [count, start] = [archive.readUInt16LE(end + 10), archive.readUInt32LE(end + 16)]
  const entries: Buffer[] = []
  for (let at = start; at < end; ) {
    const length = 46 + archive.readUInt16LE(at + 28)
    const entry = Buffer.from(archive.subarray(at, at + length))
    const extra = Buffer.alloc(28)
    extra.writeUInt16LE(1, 0)
    extra.writeUInt16LE(24, 2)
    for (const [place, from] of [24, 20, 42].entries()) {
      extra.writeBigUInt64LE(BigInt(entry.readUInt32LE(from)), 4 + place * 8)
      entry.writeUInt32LE(0xffffffff, from)
    }
    entry.writeUInt16LE(extra.length, 30)
    entries.push(entry, extra)
    at += length
  }
  const directory = Buffer.concat(entries)
  const wideEnd = Buffer.alloc(56)
  wideEnd.write('PK\x06\x06', 'latin1')
  wideEnd.writeBigUInt64LE(BigInt(count), 32)
  wideEnd.writeBigUInt64LE(BigInt(start), 48)
  const locator = Buffer.alloc(20)
  locator.write('PK\x06\x07', 'latin1')
  locator.writeBigUInt64LE(BigInt(start + directory.length), 8)
  const last = Buffer.from(archive.subarray(end))
  last.writeUInt16LE(0xffff, 10)
  last.writeUInt32LE(0xffffffff, 16)
  return Buffer.concat([archive.subarray(0, start), directory, wideEnd, locator, last])
}

const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const relation = (id: string, type: string, target: string) =>
  `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`

export type Book = {
  /** XML inside `sheetData`, of one sheet or several. */
  sheets: (Buffer | string)[]
  sharedStrings?: Buffer | string
  styles?: string
  is1904?: boolean
  /** Attributes of the sheets in the outline. */
  states?: string[]
  more?: Part[]
}

/** The parts of a small workbook; `rows` stand as they are, whatever they are. */
export function bookParts({ sheets, sharedStrings, styles, is1904, states = [], more = [] }: Book): Part[] {
  const outline = sheets.map(
    (_, at) => `<sheet name="S${at + 1}" sheetId="${at + 1}" r:id="s${at}" ${states[at] ?? ''}/>`,
  )
  const related = [
    ...sheets.map((_, at) => relation(`s${at}`, 'worksheet', `worksheets/sheet${at + 1}.xml`)),
    ...(sharedStrings ? [relation('texts', 'sharedStrings', 'sharedStrings.xml')] : []),
    ...(styles ? [relation('looks', 'styles', '/xl/styles.xml')] : []),
  ]
  return [
    {
      name: '_rels/.rels',
      content: `<Relationships>${relation('main', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      content: `<workbook><workbookPr date1904="${is1904 ? 1 : 0}"/><sheets>${outline.join('')}</sheets></workbook>`,
    },
    { name: 'xl/_rels/workbook.xml.rels', content: `<Relationships>${related.join('')}</Relationships>` },
    ...sheets.map((rows, at) => ({
      name: `xl/worksheets/sheet${at + 1}.xml`,
      content: Buffer.concat([
        Buffer.from('<?xml version="1.0"?><worksheet><sheetData>'),
        Buffer.from(rows),
        Buffer.from('</sheetData></worksheet>'),
      ]),
    })),
    ...(sharedStrings ? [{ name: 'xl/sharedStrings.xml', content: sharedStrings }] : []),
    ...(styles ? [{ name: 'xl/styles.xml', content: styles }] : []),
    ...more,
  ]
}

export const book = (parts: Book) => zip(bookParts(parts))

const rowXml = (row: number, cells: readonly string[]) =>
  `<row r="${row}">${cells.map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`).join('')}</row>`
export const header = rowXml(1, ['employee_id', 'name', 'email', 'manager_id'])

const mega = 1_000_000
const filled = (unit: string, bytes: number) => Buffer.alloc(bytes, unit)

/** Workbooks that are not what they seem, and the words of the refusal. */
export const bombs: { name: string; bytes: () => Buffer; says: RegExp }[] = [
  {
    name: 'a sheet of 4 GB by its own directory',
    bytes: () => {
      const parts = bookParts({ sheets: [header] })
      parts[3]!.said = { size: 4_000 * mega }
      return zip(parts)
    },
    says: /more than 100 MB when unpacked/,
  },
  {
    name: '120 MB of blanks in truth and in the directory',
    bytes: () => book({ sheets: [Buffer.concat([Buffer.from(header), filled(' ', 120 * mega)])] }),
    says: /more than 100 MB when unpacked/,
  },
  {
    name: '120 MB of blanks that the directory calls 1 kB',
    bytes: () => {
      const parts = bookParts({ sheets: [filled(' ', 120 * mega)] })
      parts[3]!.said = { size: 1_000 }
      return zip(parts)
    },
    says: /damaged/,
  },
  {
    name: 'twenty sheets that are the same 9 MB',
    bytes: () => {
      const parts = bookParts({ sheets: Array.from({ length: 20 }, (_, at) => (at ? '' : filled(' ', 9 * mega))) })
      const rels = parts.find(({ name }) => name.endsWith('workbook.xml.rels'))!
      rels.content = String(rels.content).replace(/sheet\d+\.xml/g, 'sheet1.xml')
      return zip(parts)
    },
    says: /more than 100 MB when unpacked/,
  },
  {
    name: 'a zip in a zip',
    bytes: () => zip([{ name: 'people.xlsx', content: book({ sheets: [header] }) }]),
    says: /no Excel workbook/,
  },
  {
    name: 'a workbook that is a document',
    bytes: () => {
      const content = `<Relationships>${relation('main', 'officeDocument', 'word/document.xml')}</Relationships>`
      return zip([
        { name: '_rels/.rels', content },
        { name: 'word/document.xml', content: '<w/>' },
      ])
    },
    says: /no Excel workbook/,
  },
  {
    name: 'entities that multiply',
    bytes: () => {
      const parts = bookParts({ sheets: [header] })
      const lines = Array.from({ length: 9 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`)
      parts[3]!.content = `<!DOCTYPE x [<!ENTITY l0 "lol">${lines.join('')}]><worksheet><sheetData>&l9;</sheetData></worksheet>`
      return zip(parts)
    },
    says: /document type/,
  },
  {
    name: 'one long shared text in every cell',
    bytes: () =>
      book({
        sharedStrings: `<sst><si><t>${'x'.repeat(300_000)}</t></si></sst>`,
        sheets: [
          Array.from(
            { length: 5_000 },
            (_, at) => `<row r="${at + 1}">${'<c t="s"><v>0</v></c>'.repeat(20)}</row>`,
          ).join(''),
        ],
      }),
    says: /take more than 100 MB/,
  },
  {
    name: 'shared texts without number',
    bytes: () => book({ sheets: [header], sharedStrings: filled('<si/>', 40 * mega) }),
    says: /too many cells/,
  },
  {
    name: 'one shared text of 40 MB',
    bytes: () =>
      book({ sheets: [header], sharedStrings: Buffer.concat([Buffer.from('<sst><si><t>'), filled('é', 40 * mega)]) }),
    says: /too long for a cell/,
  },
  {
    name: 'elements in elements',
    bytes: () => book({ sheets: [filled('<a>', 40 * mega)] }),
    says: /too many marks/,
  },
  {
    name: 'a mark that never ends',
    bytes: () => book({ sheets: [Buffer.concat([Buffer.from('<a b="'), filled('>', 40 * mega)])] }),
    says: /never ends/,
  },
  {
    name: 'a comment that never ends',
    bytes: () => book({ sheets: [Buffer.concat([Buffer.from('<!--'), filled('-', 40 * mega)])] }),
    says: /never ends/,
  },
  {
    name: 'cells without number in one row',
    bytes: () => book({ sheets: [Buffer.concat([Buffer.from('<row>'), filled('<c/>', 40 * mega)])] }),
    says: /too many cells/,
  },
  {
    name: 'a cell of 40 MB',
    bytes: () => book({ sheets: [Buffer.concat([Buffer.from('<row><c t="str"><v>'), filled('x', 40 * mega)])] }),
    says: /too much text/,
  },
  {
    name: '16,384 columns',
    bytes: () =>
      book({
        sheets: [
          rowXml(
            1,
            Array.from({ length: 16_384 }, (_, at) => `h${at}`),
          ),
        ],
      }),
    says: /more than 500 columns/,
  },
  {
    name: 'one cell at the far corner',
    bytes: () => book({ sheets: [`${header}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>`] }),
    says: /more than 500 columns/,
  },
  {
    name: '250,000 rows',
    bytes: () =>
      book({
        sheets: [Array.from({ length: 250_000 }, (_, at) => `<row r="${at + 1}"><c><v>1</v></c></row>`).join('')],
      }),
    says: /more than 200,000 rows/,
  },
  {
    name: 'rows that go back',
    bytes: () => book({ sheets: [`${header}<row r="5"/><row r="4"/>`] }),
    says: /out of order/,
  },
  {
    name: 'a password',
    bytes: () => {
      const parts = bookParts({ sheets: [header] })
      parts[0]!.said = { flags: 1 }
      return zip(parts)
    },
    says: /password/,
  },
  {
    name: 'another way of packing',
    bytes: () => {
      const parts = bookParts({ sheets: [header] })
      parts[0]!.said = { method: 14 }
      return zip(parts)
    },
    says: /damaged/,
  },
  { name: 'half a workbook', bytes: () => book({ sheets: [header] }).subarray(0, 400), says: /damaged/ },
  {
    name: 'parts without number',
    bytes: () => zip(Array.from({ length: 5_000 }, (_, at) => ({ name: `x${at}`, content: '' }))),
    says: /too many parts/,
  },
  {
    name: 'no sheet to see',
    bytes: () => book({ sheets: [header], states: ['state="hidden"'] }),
    says: /no visible sheet/,
  },
]
