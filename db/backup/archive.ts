import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import type { Sequence, Sum } from './tables'

/** What stands at the start of an archive. */
export interface Head {
  format: 'gravitas-backup-1'
  /** Name of the newest migration. */
  schema: string
  server: string
  madeAt: string
  /** First day of the access log; null when it is empty. */
  logSince: string | null
}

/** What stands at its end. */
export interface Tail {
  tables: ({ name: string } & Sum)[]
  sequences: Sequence[]
  fingerprint: string[]
}

/** One piece of an archive, in this order: head, then for each table its columns and its rows as COPY text, then the tail. */
export type Piece =
  | { kind: 'head'; value: Head }
  | { kind: 'table'; value: { name: string; columns: string[] } }
  | { kind: 'rows'; value: Buffer }
  | { kind: 'tail'; value: Tail }

const codes = { head: 0x48, table: 0x54, rows: 0x52, tail: 0x45 } as const
const digestBytes = 32

/** A sentence about a file that is no whole archive. */
export class BadArchive extends Error {}

function pack(piece: Piece): Buffer[] {
  const body = piece.kind === 'rows' ? piece.value : Buffer.from(JSON.stringify(piece.value))
  const lead = Buffer.alloc(5)
  lead.writeUInt8(codes[piece.kind])
  lead.writeUInt32BE(body.length, 1)
  return [lead, body]
}

/**
 * Streams the pieces into a file that only its owner may read: compressed, then the SHA-256 of all before. The name is
 * taken when the file is whole and on the disk.
 */
export async function writeArchive(
  file: string,
  pieces: AsyncIterable<Piece>,
): Promise<{ bytes: number; sha256: string }> {
  const part = `${file}.part`
  const hash = createHash('sha256')
  let bytes = digestBytes
  try {
    await pipeline(
      async function* () {
        for await (const piece of pieces) yield* pack(piece)
      },
      createGzip({ level: 3 }),
      async function* (chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          hash.update(chunk)
          bytes += chunk.length
          yield chunk
        }
        yield hash.copy().digest()
      },
      createWriteStream(part, { mode: 0o600, flags: 'wx', flush: true }),
    )
    await rename(part, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') await rm(part, { force: true })
    throw error
  }
  return { bytes, sha256: hash.digest('hex') }
}

/** The archive's own checksum, once every byte of the file was held against it. */
export async function verifyArchive(file: string): Promise<{ bytes: number; sha256: string }> {
  const handle = await open(file).catch((error: NodeJS.ErrnoException) => {
    throw new BadArchive(
      error.code === 'ENOENT' ? `There is no file ${file}.` : `${file} cannot be read: ${error.code}.`,
    )
  })
  try {
    const { size } = await handle.stat()
    if (size <= digestBytes) throw new BadArchive(`${file} is no backup of Gravitas, or it is cut off.`)
    const { buffer: wanted } = await handle.read(Buffer.alloc(digestBytes), 0, digestBytes, size - digestBytes)
    const hash = createHash('sha256')
    const whole = handle.createReadStream({ start: 0, end: size - digestBytes - 1, autoClose: false })
    for await (const chunk of whole) hash.update(chunk as Buffer)
    const sha256 = hash.digest()
    if (!sha256.equals(wanted)) {
      throw new BadArchive(`${file} is damaged or cut off: its checksum does not fit. Take another copy of it.`)
    }
    return { bytes: size, sha256: sha256.toString('hex') }
  } finally {
    await handle.close()
  }
}

/** The pieces of an archive that was verified before. */
export async function* readArchive(file: string, bytes: number): AsyncGenerator<Piece> {
  const packed = createReadStream(file, { end: bytes - digestBytes - 1 })
  const unpacked = createGunzip()
  packed.on('error', (error) => unpacked.destroy(error))
  try {
    yield* unpack(packed.pipe(unpacked))
  } catch (error) {
    if (error instanceof BadArchive || !/^Z_/.test((error as NodeJS.ErrnoException).code ?? '')) throw error
    throw new BadArchive(`${file} is no backup of Gravitas.`)
  } finally {
    packed.destroy()
    unpacked.destroy()
  }
}

async function* unpack(chunks: AsyncIterable<Buffer>): AsyncGenerator<Piece> {
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of chunks) {
    rest = rest.length ? Buffer.concat([rest, chunk]) : chunk
    while (rest.length >= 5) {
      const end = 5 + rest.readUInt32BE(1)
      if (rest.length < end) break
      yield toPiece(rest.readUInt8(0), rest.subarray(5, end))
      rest = rest.subarray(end)
    }
  }
  if (rest.length) throw new BadArchive('The backup ends in the middle of a piece.')
}

function toPiece(code: number, body: Buffer): Piece {
  if (code === codes.rows) return { kind: 'rows', value: body }
  const kind = (['head', 'table', 'tail'] as const).find((name) => codes[name] === code)
  if (!kind) throw new BadArchive('The backup holds something that this release does not know.')
  return { kind, value: JSON.parse(body.toString()) } as Piece
}
