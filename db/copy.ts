import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { from as copyFrom } from 'pg-copy-streams'
import type { Db } from './client'

/** Streams COPY text into a temporary table (row security forbids COPY into real ones); answers the number of rows. */
export async function copyInto(
  db: Db,
  table: string,
  lines: AsyncIterable<string> | Iterable<string>,
): Promise<number> {
  const copy = db.$client.query(copyFrom(`copy ${table} from stdin`))
  await pipeline(Readable.from(lines), copy)
  return copy.rowCount
}

const marks: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

/** One value of COPY text; null is written as `\N`. */
export function copyValue(value: string | number | null): string {
  if (value === null) return '\\N'
  const text = String(value)
  return /[\\\t\n\r]/.test(text) ? text.replace(/[\\\t\n\r]/g, (mark) => marks[mark]!) : text
}
