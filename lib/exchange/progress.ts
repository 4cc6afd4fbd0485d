import type { Tell } from './commands'

const number = new Intl.NumberFormat('en-GB')

/** Prints each stage as it begins and, once a second, how many rows it has come to. */
export function progress(print: (line: string) => void, now: () => number = () => performance.now()): Tell {
  let stage = ''
  let printed = 0
  return (next, rows) => {
    if (next === stage && (rows === undefined || now() - printed < 1_000)) return
    if (next !== stage || rows !== undefined) print(rows ? `${next}: ${number.format(rows)}` : next)
    stage = next
    printed = now()
  }
}
