import { StringDecoder } from 'node:string_decoder'
import { limits, Refusal } from './limits.mjs'

const longestTag = 100_000
const marks = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** `&amp;` and its like; there are no others, for a document that declares its own is refused. */
export const decode = (text) =>
  text.includes('&')
    ? text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{2,4}));/gi, (all, hex, digits, name) => {
        if (name) return marks[name] ?? all
        const code = hex ? Number.parseInt(hex, 16) : Number(digits)
        return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : all
      })
    : text

/**
 * Reads XML in one pass, a block at a time: `open(name, attributes, isEmpty)`, `close(name)`, `text(raw)`, each name without its
 * prefix. Text comes in pieces. Only what workbooks need: no tree, no declarations of entities.
 */
export async function readXml(blocks, { open, close, text }) {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  let marks = 0
  const counted = (name, attributes, isEmpty) => {
    marks += 1
    if (marks > limits.marks) throw new Refusal('The workbook has too many marks: copy the rows into a new one.')
    open(name, attributes, isEmpty)
  }
  for await (const block of blocks) rest = pass(rest + decoder.write(block), { open: counted, close, text })
  if (rest.trim() !== '') throw new Refusal('The workbook is damaged: a sheet ends in the middle.')
}

/** Hands over what is complete and answers what is not. */
function pass(xml, { open, close, text }) {
  let at = 0
  for (;;) {
    const tag = xml.indexOf('<', at)
    if (tag < 0) break
    if (tag > at) text(xml.slice(at, tag))
    const end = endOfTag(xml, tag)
    if (end < 0) {
      if (xml.length - tag > longestTag) throw new Refusal('The workbook is damaged: a mark in it never ends.')
      return xml.slice(tag)
    }
    const first = xml.charCodeAt(tag + 1)
    if (first === SLASH) close(local(xml.slice(tag + 2, end).trim()))
    else if (first === BANG) {
      if (xml.startsWith('<![CDATA[', tag)) text(xml.slice(tag + 9, end - 2).replace(/&/g, '&amp;'))
      else if (!xml.startsWith('<!--', tag))
        throw new Refusal('The workbook declares a document type, which no spreadsheet does: save it again.')
    } else if (first !== QUESTION) {
      const isEmpty = xml.charCodeAt(end - 1) === SLASH
      const inside = xml.slice(tag + 1, isEmpty ? end - 1 : end)
      const blank = inside.search(/\s/)
      const name = local(blank < 0 ? inside : inside.slice(0, blank))
      open(name, blank < 0 ? '' : inside.slice(blank), isEmpty)
      if (isEmpty) close(name)
    }
    at = end + 1
  }
  // An entity must not be cut in two.
  const cut = xml.lastIndexOf('&')
  const keep = cut >= at && xml.length - cut < 12 && !xml.includes(';', cut) ? cut : xml.length
  if (keep > at) text(xml.slice(at, keep))
  return xml.slice(keep)
}

const SLASH = 47
const BANG = 33
const QUESTION = 63
const GREATER = 62
const DOUBLE = 34
const SINGLE = 39

/** Where a tag ends: a `>` in quotes does not count, nor one inside a comment or character data. */
function endOfTag(xml, tag) {
  if (xml.charCodeAt(tag + 1) === BANG) {
    for (const [start, stop] of [
      ['<!--', '-->'],
      ['<![CDATA[', ']]>'],
    ]) {
      if (!xml.startsWith(start, tag)) continue
      const found = xml.indexOf(stop, tag + start.length)
      return found < 0 ? -1 : found + stop.length - 1
    }
  }
  for (let at = tag + 1; at < xml.length; at += 1) {
    const code = xml.charCodeAt(at)
    if (code === GREATER) return at
    if (code !== DOUBLE && code !== SINGLE) continue
    at = xml.indexOf(code === DOUBLE ? '"' : "'", at + 1)
    if (at < 0) return -1
  }
  return -1
}

const local = (name) => name.slice(name.indexOf(':') + 1)

/** Finds one attribute of a tag by its name, decoded; `''` when it is not there. */
export function attribute(name) {
  const form = new RegExp(`[\\s:]${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`)
  return (attributes) => {
    const found = form.exec(attributes)
    return found ? decode(found[1] ?? found[2]) : ''
  }
}
