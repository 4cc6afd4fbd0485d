/** Hands the browser a file to keep. */
export function saveFile(name: string, content: string | Blob, type = 'text/csv;charset=utf-8') {
  const url = URL.createObjectURL(new Blob([content], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // A browser with much to do begins to read it only later.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
