/** A statement that begins so is asked often: each connection keeps its plan. Its text must not vary with what is asked. */
const mark = '/* often */'
const names = new Map<string, string>()

/**
 * The query under a name of its own where its text says that it is asked often. One name for each persona: row policies
 * write another plan for each, and PostgreSQL throws one away that it finds under another's.
 */
export function named<T>(role: string, query: T): T {
  if (typeof query !== 'object' || query === null || !('text' in query)) return query
  const { text } = query
  if (typeof text !== 'string' || !text.startsWith(mark)) return query
  const key = `${role} ${text}`
  const name = names.get(key) ?? `often ${names.size + 1}`
  names.set(key, name)
  return { ...query, name }
}
