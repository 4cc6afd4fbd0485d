import { mkdir, mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { and, asc, eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { importChunk, importFile } from '@/db/schema'
import { type Sheet, unpackUpload } from './unpack'

export interface UnpackedFile {
  id: number
  seq: number
  name: string
  /** As they are kept from the first reading on; empty before. */
  stored: unknown
  sheets: Sheet[]
  refusal: string | null
}

/** Does work with the files of an import as plain tables, in a folder of their own that is gone afterwards. */
export async function withFiles<T>(
  database: Database,
  runId: number,
  work: (files: UnpackedFile[], folder: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), 'gravitas-import-'))
  try {
    const files = await database.asJob('import', (db) =>
      db.select().from(importFile).where(eq(importFile.runId, runId)).orderBy(asc(importFile.seq)),
    )
    const unpacked: UnpackedFile[] = []
    for (const { id, seq, name, sheets } of files) {
      const own = path.join(folder, String(seq))
      await mkdir(own)
      const upload = path.join(own, 'upload')
      await writeChunks(database, { runId, seq, upload })
      const answer = await unpackUpload({ path: upload, name })
      const refusal = 'refusal' in answer ? answer.refusal : null
      unpacked.push({ id, seq, name, stored: sheets, refusal, sheets: 'refusal' in answer ? [] : answer.sheets })
    }
    return await work(unpacked, folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** One chunk in memory at a time, and for nobody else to read. */
async function writeChunks(database: Database, { runId, seq, upload }: { runId: number; seq: number; upload: string }) {
  const file = await open(upload, 'wx', 0o600)
  try {
    await database.asJob('import', async (db) => {
      for (let at = 0; ; at += 1) {
        const [chunk] = await db
          .select({ bytes: importChunk.bytes })
          .from(importChunk)
          .where(and(eq(importChunk.runId, runId), eq(importChunk.fileSeq, seq), eq(importChunk.seq, at)))
        if (!chunk) break
        await file.write(chunk.bytes)
      }
    })
  } finally {
    await file.close()
  }
}
