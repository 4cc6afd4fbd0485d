import { attribute, readXml } from './xml.mjs'

/** Number formats that come with every workbook and show a day. */
const builtInDays = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 34, 35, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58])

/** `_x000D_` and its like, as spreadsheets write what XML cannot hold. */
export const plainText = (text) =>
  text.includes('_x')
    ? text.replace(/_x([0-9a-f]{4})_/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text

/** Does a format show a day? Colours, quoted words and escaped letters do not count; a time of day alone is none. */
export function showsDay(code) {
  const bare = code
    .replace(/\[[^\]]*\]|"[^"]*"|\\.|_.|\*./g, '')
    .split(';', 1)[0]
    .toLowerCase()
  return /[yd]/.test(bare) && !/general/.test(bare)
}

/** `00000` keeps leading zeros: so many digits at least. */
const digitsOf = (code) => (/^0{2,20}$/.test(code) ? code.length : 0)

const [numFmtId, formatCode] = [attribute('numFmtId'), attribute('formatCode')]

/** The looks of cells by their number: `{ isDay, digits }`. */
export async function readStyles(blocks) {
  const codes = new Map()
  const looks = []
  let inLooks = false
  await readXml(blocks, {
    open(name, attributes) {
      if (name === 'numFmt') codes.set(Number(numFmtId(attributes)), formatCode(attributes))
      else if (name === 'cellXfs') inLooks = true
      else if (name === 'xf' && inLooks) looks.push(Number(numFmtId(attributes)))
    },
    close(name) {
      if (name === 'cellXfs') inLooks = false
    },
    text() {},
  })
  return looks.map((id) => {
    const code = codes.get(id)
    return { isDay: code === undefined ? builtInDays.has(id) : showsDay(code), digits: digitsOf(code ?? '') }
  })
}

/** A number as the sheet shows it: a day as YYYY-MM-DD, without the noise of the last binary digits. */
export function numberText(raw, look, is1904) {
  const number = Number(raw)
  if (raw === '' || !Number.isFinite(number)) return raw
  if (look?.isDay && number >= 0 && number < 2_958_466) return dayText(Math.floor(number), is1904)
  const text = String(Number.isInteger(number) ? number : Number(number.toPrecision(15)))
  return look?.digits && /^\d+$/.test(text) ? text.padStart(look.digits, '0') : text
}

/** Days are counted from 1900 with a 29 February that never was, or from 1904. */
function dayText(serial, is1904) {
  const start = is1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, serial < 60 ? 31 : 30)
  return new Date(start + serial * 86_400_000).toISOString().slice(0, 10)
}
