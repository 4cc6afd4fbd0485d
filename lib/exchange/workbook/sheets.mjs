import { numberText, plainText, readStyles } from './cells.mjs'
import { limits, Refusal } from './limits.mjs'
import { attribute, decode, readXml } from './xml.mjs'
import { openZip } from './zip.mjs'

const get = {
  ...{ name: attribute('name'), id: attribute('id'), state: attribute('state'), is1904: attribute('date1904') },
  ...{ relation: attribute('Id'), target: attribute('Target'), type: attribute('Type') },
  ...{ place: attribute('r'), look: attribute('s'), kind: attribute('t') },
}
const isYes = (text) => text === '1' || text === 'true'

/** Opens the bytes of a workbook: its visible sheets, each with `rows()`, which yields `{ row, cells }` of what is not blank. */
export async function openWorkbook(bytes) {
  const zip = openZip(bytes)
  const notOne = () =>
    new Refusal('This is no Excel workbook but another kind of archive: send .xlsx or .csv files themselves.')
  if (!zip.has('_rels/.rels')) throw notOne()
  const main = [...(await relations(zip, '_rels/.rels')).values()].find(({ type }) => type === 'officeDocument')?.path
  if (!main?.endsWith('.xml') || !zip.has(main)) throw notOne()
  const { sheets, is1904 } = await readOutline(zip, main)
  if (sheets.length === 0) throw notOne()
  const [folder, file] = [main.slice(0, main.lastIndexOf('/') + 1), main.slice(main.lastIndexOf('/') + 1)]
  const related = await relations(zip, `${folder}_rels/${file}.rels`, folder)
  const partOf = (type) => [...related.values()].find((one) => one.type === type && zip.has(one.path))?.path
  const visible = sheets.filter(({ id, state }) => state === '' && related.get(id)?.type === 'worksheet')
  if (visible.length === 0) throw new Refusal('The workbook has no visible sheet with rows.')
  if (visible.length > limits.sheets)
    throw new Refusal(`The workbook has more than ${limits.sheets} sheets: keep those that are to be imported.`)
  const [styles, strings] = [partOf('styles'), partOf('sharedStrings')]
  const looks = styles ? await readStyles(zip.read(styles)) : []
  const texts = strings ? await readTexts(zip.read(strings)) : []
  return visible.map(({ name, id }) => ({
    name,
    rows: (take) => readRows(zip.read(related.get(id).path), { looks, texts, is1904 }, take),
  }))
}

const tooMany = () => new Refusal('A sheet has too many cells: delete the columns that are not needed.')

/** What a part points to: id → `{ type, path }`. */
async function relations(zip, part, folder = '') {
  const found = new Map()
  if (!zip.has(part)) return found
  await readXml(zip.read(part), {
    open(name, attributes) {
      if (name !== 'Relationship') return
      const target = get.target(attributes)
      const path = target.startsWith('/') ? target.slice(1) : `${folder}${target}`
      found.set(get.relation(attributes), { type: get.type(attributes).split('/').at(-1), path })
    },
    close() {},
    text() {},
  })
  return found
}

async function readOutline(zip, part) {
  const sheets = []
  let is1904 = false
  await readXml(zip.read(part), {
    open(name, attributes) {
      if (name === 'workbookPr') is1904 = isYes(get.is1904(attributes))
      else if (name === 'sheet')
        sheets.push({
          name: get.name(attributes).slice(0, 100),
          id: get.id(attributes),
          state: get.state(attributes).replace('visible', ''),
        })
    },
    close() {},
    text() {},
  })
  return { sheets, is1904 }
}

/** Shared texts by number; how something is pronounced is left out. */
async function readTexts(blocks) {
  const texts = []
  let text = ''
  let inText = false
  let inHint = false
  await readXml(blocks, {
    open(name) {
      if (name === 'si') text = ''
      else if (name === 't') inText = !inHint
      else if (name === 'rPh') inHint = true
    },
    close(name) {
      if (name === 't') inText = false
      else if (name === 'rPh') inHint = false
      else if (name === 'si') {
        if (texts.length === limits.cells) throw tooMany()
        // A copy: a slice would keep the whole block that it was cut from.
        texts.push(text.length > 12 ? Buffer.from(text).toString() : text)
      }
    },
    text(raw) {
      if (!inText) return
      text += plainText(decode(raw))
      if (text.length > limits.letters) throw new Refusal('The workbook holds a text that is too long for a cell.')
    },
  })
  return texts
}

/** Calls `take(row, cells)` for each row that holds something, in order. */
async function readRows(blocks, { looks, texts, is1904 }, take) {
  let row = 0
  let cells = []
  let column = 0
  let count = 0
  let cell
  let inValue = false
  let inHint = false
  let inRows = false
  await readXml(blocks, {
    open(name, attributes) {
      switch (name) {
        case 'sheetData':
          inRows = true
          break
        case 'row': {
          const number = Number(get.place(attributes) || row + 1)
          if (!(number > row && number <= 1_048_576))
            throw new Refusal('The rows of a sheet are out of order: save it again.')
          row = number
          cells = []
          column = 0
          break
        }
        case 'c':
          count += 1
          if (count > limits.cells) throw tooMany()
          column = columnOf(get.place(attributes)) || column + 1
          cell = inRows
            ? { type: get.kind(attributes), look: looks[Number(get.look(attributes) || -1)], text: '' }
            : undefined
          break
        case 'v':
        case 't':
          inValue = cell !== undefined && !inHint
          break
        case 'rPh':
          inHint = true
          break
      }
    },
    close(name) {
      switch (name) {
        case 'sheetData':
          inRows = false
          break
        case 'row':
          if (cells.length > 0) take(row, cells)
          break
        case 'v':
        case 't':
          inValue = false
          break
        case 'rPh':
          inHint = false
          break
        case 'c': {
          const value = cell && cellText(cell, texts, is1904)
          if (value) {
            if (column > limits.columns)
              throw new Refusal(`A sheet has more than ${limits.columns} columns: delete those that are not needed.`)
            while (cells.length < column - 1) cells.push('')
            cells[column - 1] = value
          }
          cell = undefined
          break
        }
      }
    },
    text(raw) {
      if (!inValue) return
      cell.text += raw
      if (cell.text.length > limits.letters) throw new Refusal(`A cell in row ${row} holds too much text.`)
    },
  })
}

/** `AB12` → 28. */
function columnOf(place) {
  let column = 0
  for (let at = 0; at < place.length; at += 1) {
    const letter = (place.charCodeAt(at) & 0xdf) - 64
    if (letter < 1 || letter > 26) break
    column = column * 26 + letter
  }
  return column
}

function cellText({ type, look, text }, texts, is1904) {
  if (text === '') return ''
  switch (type) {
    case 's':
      return texts[Number(text)] ?? ''
    case 'str':
    case 'inlineStr':
      return plainText(decode(text))
    case 'b':
      return text === '1' ? 'yes' : 'no'
    case 'd':
      return text.slice(0, 10)
    case 'e':
      return decode(text)
    default:
      return numberText(text, look, is1904)
  }
}
