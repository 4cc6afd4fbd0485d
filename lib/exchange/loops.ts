/** The loops in a forest of upward pointers, each as its members in upward order, once. */
export function findLoops(up: ReadonlyMap<string, string>): string[][] {
  const seen = new Set<string>()
  const loops: string[][] = []
  for (const start of up.keys()) {
    const path = new Map<string, number>()
    let at: string | undefined = start
    while (at !== undefined && !seen.has(at)) {
      seen.add(at)
      path.set(at, path.size)
      at = up.get(at)
    }
    const from = at === undefined ? undefined : path.get(at)
    if (from !== undefined) loops.push([...path.keys()].slice(from))
  }
  return loops
}
