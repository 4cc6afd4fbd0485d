import { copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import path from 'node:path'

/** Where backups lie unless a folder is given, with the list of the erased that outlives a restore. */
export const backupFolder = (env: NodeJS.ProcessEnv = process.env) => path.resolve(env.DATA_DIR || '.data', 'backups')
const ledgerName = 'erasures.log'
export const erasureLedger = () => path.join(backupFolder(), ledgerName)
/** The copy that lies beside a backup in a folder of its own. */
export const ledgerBeside = (file: string) => path.join(path.dirname(path.resolve(file)), ledgerName)

/** Takes the list along to another folder: a backup that is restored without it brings the erased back. */
export function copyLedger(folder: string): void {
  const [from, to] = [erasureLedger(), path.join(folder, ledgerName)]
  if (from !== to && existsSync(from)) copyFileSync(from, to)
}

/** The folder, made when it is missing; only its owner may look inside. */
export function openFolder(folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return folder
}

const ending = '.backup'

/** `gravitas-20261123T012345Z.backup`: names sort by age. */
export const fileNameOf = (madeAt: string) => `gravitas-${madeAt.replaceAll(/[-:]/g, '')}${ending}`

/** The newest backup of a folder. */
export function newestBackup(folder: string): string {
  const names = listNames(folder).filter((name) => name.endsWith(ending))
  const newest = names.sort().at(-1)
  if (!newest) throw new Error(`There is no backup in ${folder}: make one with npm run backup.`)
  return path.join(folder, newest)
}

function listNames(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
