import type { openingStatuses } from '@/db/values'

const items = (cell: string) =>
  cell
    .split(/[;\n]/)
    .map((item) => item.trim())
    .filter(Boolean)
const asJson = (pairs: [string, number][]) =>
  new Set(pairs.map(([criterion]) => criterion)).size === pairs.length ? JSON.stringify(pairs) : undefined

/** `leading-others>=3; prioritisation>=2` as pairs in JSON; undefined when it is none. */
export function readEntry(cell: string): string | undefined {
  const pairs = items(cell).map((item): [string, number] | null => {
    const [, criterion, level] = /^([a-z0-9-]+)\s*(?:>=|≥|:|=)\s*([1-5])$/.exec(item) ?? []
    return criterion === undefined ? null : [criterion, Number(level)]
  })
  return pairs.every((pair) => pair !== null) ? asJson(pairs) : undefined
}

/** `financial-acumen; prioritisation=50` as pairs of criterion and exposure in percent, 100 where none is said. */
export function readDeveloped(cell: string): string | undefined {
  const pairs = items(cell).map((item): [string, number] | null => {
    const [, criterion, exposure = '100'] = /^([a-z0-9-]+)(?:\s*[:=]\s*(\d{1,3})\s*%?)?$/.exec(item) ?? []
    const percent = Number(exposure)
    return criterion === undefined || percent < 1 || percent > 100 ? null : [criterion, percent]
  })
  return pairs.every((pair) => pair !== null) ? asJson(pairs) : undefined
}

/** `0.8`, `80 %` or `80` as percent of the week; 1 is all of it. */
export function readShare(cell: string): string | undefined {
  const [, number = ''] = /^(\d{1,3}(?:[.,]\d{1,3})?)\s*%?$/.exec(cell) ?? []
  const value = Number(number.replace(',', '.'))
  const percent = Math.round(value <= 1 && !cell.includes('%') ? value * 100 : value)
  return number !== '' && percent >= 1 && percent <= 100 ? String(percent) : undefined
}

const states: Record<string, (typeof openingStatuses)[number]> = {
  ...{ draft: 'draft', open: 'published', published: 'published', filled: 'filled', closed: 'closed' },
}
export const readState = (cell: string): string | undefined => states[cell.toLowerCase()]
