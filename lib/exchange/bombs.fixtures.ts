import { book, bookParts, header, relation, rowXml, zip } from './workbooks.fixtures'

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
