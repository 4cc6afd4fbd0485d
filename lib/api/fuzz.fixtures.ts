import type { Schema } from './example'

/** A number from 0 up to 1, the same sequence for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

export type Random = () => number
export const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)]!

/** Texts that have broken something somewhere: ends, quotes, NUL, halves of pairs, right-to-left, formulas, paths. */
const texts = [
  '',
  ' ',
  'a',
  '0',
  '-1',
  'null',
  'true',
  '%',
  '_',
  '\\',
  "'",
  '"',
  '\0',
  '\u202e',
  '\ud800',
  '😀',
  'é',
  'ｅ',
  '../../etc/passwd',
  "'; drop table person; --",
  '=1+1',
  '<script>',
  '2026-02-30',
  '2026-11-22',
  '9999999999999999999999',
  'x'.repeat(5_000),
]
const numbers = [0, 1, -1, 2, 5, 49, 50, 200, 201, 2 ** 31, -(2 ** 31) - 1, 2 ** 53, 1e308, 0.5, -0]
const oddities: unknown[] = [null, true, [], {}, [[]], { a: { b: 1 } }, '', 0, ...texts.slice(0, 6)]

const typesOf = ({ type }: Schema) => [type ?? []].flat()

/** A value that mostly fits the schema, at and past its edges too; `known` are ids that exist. */
export function valueFor(schema: Schema, random: Random, known: readonly string[], depth = 0): unknown {
  if (random() < 0.06) return pick(random, oddities)
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return pick(random, schema.enum)
  const choice = schema.anyOf ?? schema.oneOf
  if (choice) return valueFor(pick(random, choice), random, known, depth)
  const type = pick(random, typesOf(schema))
  if (type === 'object' || schema.properties) return objectFor(schema, random, known, depth)
  if (type === 'array') return arrayFor(schema, random, known, depth)
  if (type === 'integer' || type === 'number') return numberFor(schema, random)
  if (type === 'boolean') return random() < 0.5
  if (type === 'string') return textFor(schema, random, known)
  return null
}

function objectFor(
  { properties = {}, required = [] }: Schema,
  random: Random,
  known: readonly string[],
  depth: number,
) {
  const made: Record<string, unknown> = {}
  for (const [key, one] of Object.entries(properties)) {
    const isThere = required.includes(key) ? random() < 0.95 : random() < 0.5
    if (isThere) made[key] = valueFor(one, random, known, depth + 1)
  }
  if (random() < 0.05) made.unasked = pick(random, oddities)
  return made
}

function arrayFor(
  { items, minItems = 0, maxItems = 3 }: Schema,
  random: Random,
  known: readonly string[],
  depth: number,
) {
  if (depth > 4 || typeof items !== 'object') return []
  const count = minItems + Math.floor(random() * (Math.min(maxItems, minItems + 3) - minItems + 1))
  return Array.from({ length: count }, () => valueFor(items, random, known, depth + 1))
}

function numberFor({ minimum, maximum }: Schema, random: Random): number {
  if (random() < 0.4) return pick(random, numbers)
  const low = Math.max(minimum ?? 0, -1_000)
  return low + Math.floor(random() * (Math.min(maximum ?? 10, low + 1_000) - low + 1))
}

function textFor({ format, minLength = 0, maxLength = 40 }: Schema, random: Random, known: readonly string[]): string {
  const at = random()
  if (at < 0.45) return pick(random, known)
  if (at < 0.7) return pick(random, texts)
  if (format === 'uuid') return '00000000-0000-4000-8000-000000000000'
  if (format === 'date') return '2026-11-22'
  if (format === 'uri')
    return pick(random, ['https://8.8.8.8/x', 'https://127.0.0.1', 'http://[::1]:80', 'javascript:1'])
  return 'n'.repeat(pick(random, [minLength, minLength + 1, maxLength, maxLength + 1]))
}
