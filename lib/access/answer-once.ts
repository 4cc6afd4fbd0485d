import { createHash } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { idempotencyKey } from '@/db/schema'
import { conflict, invalid } from './errors'

interface Deed {
  personId: number
  key: string | null
  needsKey: boolean
  procedure: string
  input: unknown
  /** Whether input or answer hold a secret: neither is kept, not even as a hash, and a repetition is told so instead. */
  isSecret?: boolean
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/**
 * The input as a hash that does not depend on the order of its keys; files count by their bytes, so that another file under
 * the same key is another request.
 */
async function hashOfInput(input: unknown): Promise<string> {
  const files: Blob[] = []
  const plain = (_: string, part: unknown) => {
    if (part instanceof Blob) {
      files.push(part)
      return { file: part instanceof File ? part.name : '', bytes: part.size }
    }
    return part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part
  }
  const hash = createHash('sha256').update(JSON.stringify(input, plain) ?? '')
  for (const file of files) hash.update(Buffer.from(await file.arrayBuffer()))
  return hash.digest('hex')
}

/**
 * Does the deed once for a key, in the deed's own transaction: a repetition, also at the same moment, gets the stored
 * answer and has no effect. Another deed under the same key is a conflict.
 */
export async function answerOnce(db: Db, deed: Deed, work: () => Promise<unknown>): Promise<unknown> {
  const { personId, key, procedure } = deed
  if (key === null && !deed.needsKey) return work()
  if (key === null || !uuid.test(key)) {
    const sentence = 'Send an Idempotency-Key header with a UUID, so that a repeated request has one effect.'
    throw invalid(sentence, [{ path: 'Idempotency-Key', message: 'needs a UUID' }])
  }
  const inputHash = deed.isSecret ? '' : await hashOfInput(deed.input)
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${personId}:${key.toLowerCase()}`}, 0))`)
  const [before] = await db
    .select()
    .from(idempotencyKey)
    .where(and(eq(idempotencyKey.personId, personId), eq(idempotencyKey.key, key)))
  if (before && (before.procedure !== procedure || before.inputHash !== inputHash)) {
    throw conflict('This Idempotency-Key already stands for another request. Use a new one.')
  }
  if (before && deed.isSecret) {
    throw conflict('This was done already, and what it answered was shown once. Do it anew if you need a new one.')
  }
  if (before) return before.answer
  const answer = await work()
  await db.insert(idempotencyKey).values({ personId, key, procedure, inputHash, answer: deed.isSecret ? null : answer })
  return answer
}
