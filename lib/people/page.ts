import type { z } from 'zod'
import { invalid } from '@/lib/access/errors'

/** Where the next page starts, as text that only this server reads. */
export function encodeCursor(place: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url')
}

/** The place an answer's `next` stood for, null for the first page; a text that is not one of ours is refused. */
export function decodeCursor<Place>(after: string | undefined, place: z.ZodType<Place>): Place | null {
  if (after === undefined) return null
  const read = place.safeParse(parse(Buffer.from(after, 'base64url').toString()))
  if (!read.success) throw invalid('This page marker is not one of ours. Start again from the first page.')
  return read.data
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Cuts the one row too many that was asked for, and says where to go on; null when there is no more. */
export function pageOf<Row>(rows: Row[], limit: number, placeOf: (row: Row) => (string | number)[]) {
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return { rows: shown, next: last ? encodeCursor(placeOf(last)) : null }
}
