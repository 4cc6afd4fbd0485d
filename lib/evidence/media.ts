import type { evidenceMediaTypes } from '@/db/values'

export type MediaType = (typeof evidenceMediaTypes)[number]

const office = 'application/vnd.openxmlformats-officedocument'
const byFolder: [string, MediaType][] = [
  ['word/', `${office}.wordprocessingml.document`],
  ['xl/', `${office}.spreadsheetml.sheet`],
  ['ppt/', `${office}.presentationml.presentation`],
]

/** What browsers and people call each kind; a file is given the ending of what it is, whatever it was called. */
export const endings: Record<MediaType, string> = {
  'application/pdf': 'pdf',
  'image/png': 'png',
  'image/jpeg': 'jpg',
  [`${office}.wordprocessingml.document`]: 'docx',
  [`${office}.spreadsheetml.sheet`]: 'xlsx',
  [`${office}.presentationml.presentation`]: 'pptx',
  'text/plain': 'txt',
} as Record<MediaType, string>

const starts = (bytes: Buffer, hex: string) => bytes.subarray(0, hex.length / 2).toString('hex') === hex

/** What a file is by its own bytes, never by its name; null for everything that we do not keep. */
export function mediaTypeOf(bytes: Buffer): MediaType | null {
  if (starts(bytes, '255044462d')) return 'application/pdf'
  if (starts(bytes, '89504e470d0a1a0a')) return 'image/png'
  if (starts(bytes, 'ffd8ff')) return 'image/jpeg'
  if (starts(bytes, '504b0304')) return officeTypeOf(bytes)
  return isText(bytes) ? 'text/plain' : null
}

/** Documents with programs in them are refused whatever they are called. */
function officeTypeOf(bytes: Buffer): MediaType | null {
  const names = listEntries(bytes)
  if (!names?.includes('[Content_Types].xml')) return null
  if (names.some((name) => /vbaproject|\/activex\/|\/embeddings\/|macrosheets/i.test(name))) return null
  return byFolder.find(([folder]) => names.some((name) => name.startsWith(folder)))?.[1] ?? null
}

const endOfDirectory = 0x06054b50
const entry = 0x02014b50

/** The names in an archive's directory, unpacking nothing; null when the directory is broken or in the wide form. */
function listEntries(bytes: Buffer): string[] | null {
  const lowest = Math.max(0, bytes.length - 22 - 65_535)
  let end = bytes.length - 22
  while (end >= lowest && bytes.readUInt32LE(end) !== endOfDirectory) end--
  if (end < lowest) return null
  const count = bytes.readUInt16LE(end + 10)
  let at = bytes.readUInt32LE(end + 16)
  const names: string[] = []
  for (let index = 0; index < count; index++) {
    if (at + 46 > end || bytes.readUInt32LE(at) !== entry) return null
    const [name, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ]
    names.push(bytes.toString('utf8', at + 46, at + 46 + name))
    at += 46 + name + extra + comment
  }
  return names
}

/** Readable text in UTF-8: no control characters but tabs and line ends. */
function isText(bytes: Buffer): boolean {
  if (bytes.length === 0 || bytes.some((byte) => byte < 9 || byte === 11 || byte === 12 || (byte > 13 && byte < 32))) {
    return false
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).length > 0
  } catch {
    return false
  }
}

/** A name that is safe in a header and on any disk, with the ending of what the file is. */
export function fileNameOf(given: string, type: MediaType): string {
  const bare = given.normalize('NFC').replace(/\.[^.]{1,8}$/, '')
  const safe = [...bare].filter((sign) => !/[\p{C}\\/:*?"<>|]/u.test(sign)).join('')
  return `${safe.trim().replace(/^\.+/, '').slice(0, 100) || 'evidence'}.${endings[type]}`
}
