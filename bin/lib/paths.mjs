import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of this checkout. */
export const root = path.resolve(fileURLToPath(new URL('../..', import.meta.url)))

export const inRoot = (...parts) => path.join(root, ...parts)

/** The script that starts a command of a package, so that no shell and no `.bin` shim stands between us and it. */
export const tool = (...parts) => inRoot('node_modules', ...parts)
