/** A run of words that stayed, came or went. */
export interface Mark {
  kind: 'same' | 'added' | 'removed'
  text: string
}

/** Above this many comparisons two texts count as altogether different: nobody reads marks on them. */
const most = 250_000

/** What changed between two texts, word by word. */
export function wordMarks(before: string, after: string): Mark[] {
  const [old, next] = [words(before), words(after)]
  let head = 0
  while (head < old.length && head < next.length && old[head] === next[head]) head++
  let tail = 0
  while (
    tail < old.length - head &&
    tail < next.length - head &&
    old[old.length - 1 - tail] === next[next.length - 1 - tail]
  )
    tail++
  const middle = between(old.slice(head, old.length - tail), next.slice(head, next.length - tail))
  const same = (part: string[]): Mark[] => part.map((text) => ({ kind: 'same', text }))
  return joined([...same(old.slice(0, head)), ...middle, ...same(old.slice(old.length - tail))])
}

/** Words with the space behind them, so that the parts make the text again. */
const words = (text: string) => text.match(/\S+\s*|^\s+/g) ?? []

function between(old: string[], next: string[]): Mark[] {
  const gone = old.map((text): Mark => ({ kind: 'removed', text }))
  const come = next.map((text): Mark => ({ kind: 'added', text }))
  if (old.length * next.length > most) return [...gone, ...come]
  const width = next.length + 1
  const longest = new Uint16Array((old.length + 1) * width)
  for (let i = old.length - 1; i >= 0; i--)
    for (let j = next.length - 1; j >= 0; j--)
      longest[i * width + j] =
        old[i] === next[j]
          ? longest[(i + 1) * width + j + 1]! + 1
          : Math.max(longest[(i + 1) * width + j]!, longest[i * width + j + 1]!)
  const marks: Mark[] = []
  let [i, j] = [0, 0]
  while (i < old.length && j < next.length) {
    if (old[i] === next[j]) {
      marks.push({ kind: 'same', text: old[i]! })
      i++
      j++
    } else if (longest[(i + 1) * width + j]! >= longest[i * width + j + 1]!) marks.push(gone[i++]!)
    else marks.push(come[j++]!)
  }
  return [...marks, ...gone.slice(i), ...come.slice(j)]
}

/** Neighbours of one kind as one run; within a change first what went, then what came. */
function joined(marks: readonly Mark[]): Mark[] {
  const runs: Mark[] = []
  let change: Record<'removed' | 'added', string> = { removed: '', added: '' }
  const flush = () => {
    for (const kind of ['removed', 'added'] as const) if (change[kind]) runs.push({ kind, text: change[kind] })
    change = { removed: '', added: '' }
  }
  for (const { kind, text } of marks) {
    if (kind !== 'same') {
      change[kind] += text
      continue
    }
    flush()
    const last = runs.at(-1)
    if (last?.kind === 'same') last.text += text
    else runs.push({ kind, text })
  }
  flush()
  return runs
}
