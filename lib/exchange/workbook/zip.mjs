import { createInflateRaw } from 'node:zlib'
import { limits, Refusal } from './limits.mjs'

const END = 0x06054b50
const ENTRY = 0x02014b50
const LOCAL = 0x04034b50
const LOCATOR = 0x07064b50
const WIDE_END = 0x06064b50
const WIDE = 0xffffffff

const damaged = () => new Refusal('The workbook is damaged: open it, save it again and send the new file.')
const atFirst = process.memoryUsage.rss()
const tooHungry = () => new Refusal('The workbook takes too much memory: save the sheet as CSV UTF-8 and send that.')
const tooLarge = () =>
  new Refusal(
    `The workbook holds more than ${limits.unpackedBytes / 1_000_000} MB when unpacked: delete sheets and columns that are not needed, or send parts.`,
  )

/**
 * The parts of a zip archive by its own directory, `{ has, read }`. Nothing is unpacked before it is asked for, and no part
 * may be larger than the directory says, so that a bomb is refused by its own words or at its first lie.
 */
export function openZip(bytes) {
  const parts = directory(bytes)
  const said = [...parts.values()].reduce((sum, { size }) => sum + size, 0)
  if (said > limits.unpackedBytes) throw tooLarge()
  let unpacked = 0
  return {
    has: (name) => parts.has(name),
    /** The bytes of a part as they are unpacked; a part that is read twice counts twice. */
    async *read(name) {
      const part = parts.get(name)
      if (!part) throw damaged()
      let length = 0
      for await (const chunk of contents(bytes, part)) {
        length += chunk.length
        unpacked += chunk.length
        if (length > part.size) throw damaged()
        if (unpacked > limits.unpackedBytes) throw tooLarge()
        if (process.memoryUsage.rss() - atFirst > limits.memoryBytes) throw tooHungry()
        yield chunk
      }
      if (length !== part.size) throw damaged()
    },
  }
}

function directory(bytes) {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  if (end < 0 || end + 22 > bytes.length || bytes.readUInt32LE(end) !== END) throw damaged()
  const { count, start } = whereFrom(bytes, end)
  if (count > limits.parts) throw new Refusal('The workbook has too many parts: copy the rows into a new one.')
  const parts = new Map()
  let at = start
  for (let n = 0; n < count; n += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== ENTRY) throw damaged()
    const flags = bytes.readUInt16LE(at + 8)
    const nameEnd = at + 46 + bytes.readUInt16LE(at + 28)
    const extraEnd = nameEnd + bytes.readUInt16LE(at + 30)
    const name = bytes.toString('utf8', at + 46, nameEnd)
    const wide = wideNumbers(bytes.subarray(nameEnd, extraEnd))
    const number = (place) => {
      const short = bytes.readUInt32LE(place)
      return short === WIDE ? wide() : short
    }
    // In this order: only what did not fit stands among the wide numbers.
    const size = number(at + 24)
    const packed = number(at + 20)
    const part = { size, packed, start: number(at + 42), method: bytes.readUInt16LE(at + 10) }
    if ((flags & 1) !== 0) throw new Refusal('The workbook is locked with a password: save it without one.')
    if (parts.has(name)) throw damaged()
    parts.set(name, part)
    at = extraEnd + bytes.readUInt16LE(at + 32)
  }
  return parts
}

/** Number and place of the entries; some programs write the wide form of small archives too. */
function whereFrom(bytes, end) {
  const [count, start] = [bytes.readUInt16LE(end + 10), bytes.readUInt32LE(end + 16)]
  if (count !== 0xffff && start !== WIDE) return { count, start }
  if (end < 20 || bytes.readUInt32LE(end - 20) !== LOCATOR) throw damaged()
  const at = Number(bytes.readBigUInt64LE(end - 12))
  if (at + 56 > bytes.length || bytes.readUInt32LE(at) !== WIDE_END) throw damaged()
  return { count: Number(bytes.readBigUInt64LE(at + 32)), start: Number(bytes.readBigUInt64LE(at + 48)) }
}

/** Reads the wide numbers of an entry, one after the other. */
function wideNumbers(extra) {
  let at = 0
  while (at + 4 <= extra.length && extra.readUInt16LE(at) !== 1) at += 4 + extra.readUInt16LE(at + 2)
  at += 4
  return () => {
    if (at + 8 > extra.length) throw damaged()
    at += 8
    return Number(extra.readBigUInt64LE(at - 8))
  }
}

async function* contents(bytes, { start, packed, method }) {
  if (start + 30 > bytes.length || bytes.readUInt32LE(start) !== LOCAL) throw damaged()
  const from = start + 30 + bytes.readUInt16LE(start + 26) + bytes.readUInt16LE(start + 28)
  if (from + packed > bytes.length || (method !== 0 && method !== 8)) throw damaged()
  const data = bytes.subarray(from, from + packed)
  if (method === 0) {
    for (let at = 0; at < data.length; at += 65_536) yield data.subarray(at, at + 65_536)
    return
  }
  const inflate = createInflateRaw({ chunkSize: 65_536 })
  inflate.end(data)
  try {
    yield* inflate
  } catch (error) {
    if (error instanceof Refusal || !String(error?.code).startsWith('Z_')) throw error
    throw damaged()
  }
}
