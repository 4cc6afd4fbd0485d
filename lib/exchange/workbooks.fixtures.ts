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
export const relation = (id: string, type: string, target: string) =>
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

export const rowXml = (row: number, cells: readonly string[]) =>
  `<row r="${row}">${cells.map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`).join('')}</row>`
export const header = rowXml(1, ['employee_id', 'name', 'email', 'manager_id'])
