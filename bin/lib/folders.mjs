import { accessSync, constants, mkdirSync, statSync } from 'node:fs'
import path from 'node:path'

/**
 * Makes a folder, only its owner's, and proves that we may write there. Level by level: Node's own `recursive` never
 * comes back where the system answers ENOENT for a folder it will not make, as in /proc.
 */
export function makeFolder(folder) {
  const found = statSync(folder, { throwIfNoEntry: false })
  if (found && !found.isDirectory()) throw Object.assign(new Error('not a folder'), { code: 'ENOTDIR', path: folder })
  if (!found) {
    makeFolder(path.dirname(folder))
    try {
      mkdirSync(folder, { mode: 0o700 })
    } catch (error) {
      if (error.code !== 'EEXIST') throw error // another launcher was faster
    }
  }
  accessSync(folder, constants.X_OK)
  if (!found) accessSync(folder, constants.W_OK)
}
