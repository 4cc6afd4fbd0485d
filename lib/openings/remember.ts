/**
 * A plan asks the same of a few thousand days and people a million times: each answer is worked out once. Forgotten all
 * together when there are many, so that what is asked from outside cannot fill the memory.
 */
export function remember<Key, Made>(make: (key: Key) => Made, most = 10_000): (key: Key) => Made {
  const known = new Map<Key, Made>()
  return (key) => {
    const found = known.get(key)
    if (found !== undefined) return found
    const made = make(key)
    if (known.size >= most) known.clear()
    known.set(key, made)
    return made
  }
}

/** The same for what hangs on a row that nobody changes: kept as long as the row is. */
export function once<Row extends object, Made>(make: (row: Row) => Made): (row: Row) => Made {
  const known = new WeakMap<Row, Made>()
  return (row) => {
    const found = known.get(row)
    if (found !== undefined) return found
    const made = make(row)
    known.set(row, made)
    return made
  }
}
