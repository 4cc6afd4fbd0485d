import { sql } from 'drizzle-orm'
import { bigint, customType, integer, text, timestamp, uuid } from 'drizzle-orm/pg-core'

/** Internal key, never shown outside: 64 bit, safe as a JavaScript number up to 2^53. */
export const id = () => bigint({ mode: 'number' }).primaryKey().generatedByDefaultAsIdentity()

/** What the outside calls a row that has no key of its own in the organisation's files. */
export const publicId = () => uuid().notNull().unique().default(sql`gen_random_uuid()`)

/** Foreign key or array of keys of the same width as `id`. */
export const key = () => bigint({ mode: 'number' })

/** Raised by one on each write; a stale write is refused with both versions. */
export const version = () => integer().notNull().default(1)

/** An instant. */
export const instant = () => timestamp({ withTimezone: true, mode: 'date' })
export const createdAt = () => instant().notNull().default(sql`now()`)

/** A day in the organisation's time zone, as `YYYY-MM-DD`. */
export const day = customType<{ data: string }>({ dataType: () => 'date' })

/** Days from, to (exclusive), as PostgreSQL writes them: `[2026-01-01,2026-07-01)`. */
export const dayRange = customType<{ data: string }>({ dataType: () => 'daterange' })

/** A member of a closed list, kept as text with a check so that its indexes survive row security. */
export const oneOf = <T extends string>(values: readonly [T, ...T[]]) => text({ enum: values as [T, ...T[]] })

/** Raw bytes. */
export const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' })
