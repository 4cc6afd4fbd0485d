import type { MyData } from '@/lib/privacy/shapes'

type Part = MyData['parts'][number]
type Ask = (input: { part?: string; after?: string }) => Promise<MyData>

export const countRows = ({ parts }: Pick<MyData, 'parts'>) => parts.reduce((sum, { total }) => sum + total, 0)

/** The whole of somebody's data, page after page of each part; `told` hears how many rows are there already. */
export async function collectAll(ask: Ask, told: (count: number, total: number) => void): Promise<MyData> {
  const first = await ask({})
  const total = countRows(first)
  let count = first.parts.reduce((sum, { rows }) => sum + rows.length, 0)
  const parts: Part[] = []
  for (const part of first.parts) {
    const rows = [...part.rows]
    for (let after = part.next; after !== null; ) {
      told(count, total)
      const more: Part | undefined = (await ask({ part: part.part, after })).parts.find((one) => one.part === part.part)
      rows.push(...(more?.rows ?? []))
      count += more?.rows.length ?? 0
      after = more?.next ?? null
    }
    parts.push({ ...part, rows, next: null })
  }
  return { ...first, parts }
}
