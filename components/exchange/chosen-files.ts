/** What one upload may hold; the server refuses more in the same words. */
export const mostFiles = 4
export const mostBytes = 10_000_000

export type Refusal = 'tooMany' | 'tooBig' | 'wrongKind' | 'empty'

type Chosen = { name: string; size: number; lastModified?: number }

/** The same file chosen twice is one file; a new version of it takes the old one's place. */
export function addFiles<F extends Chosen>(have: readonly F[], more: readonly F[]): F[] {
  const names = new Set(more.map(({ name }) => name))
  return [...have.filter(({ name }) => !names.has(name)), ...more]
}

/** Why these files cannot be sent, and which of them; null when they can. */
export function whyNot(files: readonly Chosen[]): { refusal: Refusal; name: string } | null {
  if (files.length > mostFiles) return { refusal: 'tooMany', name: '' }
  const wrong = files.find(({ name }) => !/\.(csv|tsv|txt|xlsx)$/i.test(name))
  if (wrong) return { refusal: 'wrongKind', name: wrong.name }
  const empty = files.find(({ size }) => size === 0)
  if (empty) return { refusal: 'empty', name: empty.name }
  const isTooBig = files.reduce((sum, { size }) => sum + size, 0) > mostBytes
  return isTooBig ? { refusal: 'tooBig', name: '' } : null
}
