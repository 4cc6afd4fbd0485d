import type { Looks } from '@/lib/people/shapes'

type Look = Looks['looks'][number]
export type DayOfLooks = { day: string; role: string; purposes: string[] }

/** One line for each day and role, in the order of the looks; a look may name several purposes, "levels, readiness". */
export function groupLooks(looks: readonly Look[]): DayOfLooks[] {
  const lines = new Map<string, DayOfLooks>()
  for (const { at, role, purpose } of looks) {
    const day = at.slice(0, 10)
    const line = lines.get(`${day} ${role}`) ?? { day, role, purposes: [] }
    const purposes = purpose.split(',').map((part) => part.trim())
    line.purposes = [...new Set([...line.purposes, ...purposes])]
    lines.set(`${day} ${role}`, line)
  }
  return [...lines.values()]
}
