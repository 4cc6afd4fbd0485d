import { createHash } from 'node:crypto'

/** An audit entry as it is sealed: instants as PostgreSQL writes them in UTC, to the microsecond. */
export interface Entry {
  id: number
  at: string
  actorId: number | null
  actor: string
  action: string
  subject: string
  subjectId: string | null
  fields: string[]
}

/** A block without its own hash. */
export interface Block {
  block: number
  previous: string
  entries: string
  upto: number
  count: number
  fromAt: string
  toAt: string
  leaves: Buffer
  sealedAt: string
}

const leafBytes = 32

/** SHA-256 of what an entry says, as JSON of a fixed order; its id is sealed by its place in the block. */
export function leafOf({ at, actorId, actor, action, subject, subjectId, fields }: Entry): Buffer {
  const text = JSON.stringify([at, actorId, actor, action, subject, subjectId, fields])
  return createHash('sha256').update(text).digest()
}

/** The leaf at a place of a block. */
export const leafAt = (leaves: Buffer, place: number) => leaves.subarray(place * leafBytes, (place + 1) * leafBytes)

/** SHA-256 of a block in hex: all its columns, the block before among them. */
export function hashOfBlock({ block, previous, entries, upto, count, fromAt, toAt, leaves, sealedAt }: Block): string {
  const text = JSON.stringify([block, previous, entries, upto, count, fromAt, toAt, sealedAt])
  return createHash('sha256').update(text).update(leaves).digest('hex')
}

/** Rising ids as PostgreSQL writes a multirange: 1, 2, 3, 7 are `{[1,4),[7,8)}`. */
export function rangesOf(ids: readonly number[]): string {
  const ranges: [number, number][] = []
  for (const id of ids) {
    const last = ranges.at(-1)
    if (last && last[1] === id) last[1] = id + 1
    else ranges.push([id, id + 1])
  }
  return `{${ranges.map(([from, to]) => `[${from},${to})`).join(',')}}`
}

/** How many ids one multirange may name: more than a block ever seals, and a forged range stays harmless. */
const mostIds = 100_000

/** The ids of a multirange, rising; null when it names more than any block may hold. */
export function idsIn(ranges: string): number[] | null {
  const ids: number[] = []
  for (const [, from, to] of ranges.matchAll(/\[(-?\d+),(-?\d+)\)/g)) {
    if (ids.length + Number(to) - Number(from) > mostIds) return null
    for (let id = Number(from); id < Number(to); id++) ids.push(id)
  }
  return ids
}
