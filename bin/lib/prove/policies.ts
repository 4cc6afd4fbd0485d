import pg from 'pg'
import { prepareCells } from '../../../db/cells'
import { alone, findFirstWrong, findWrong, within } from '../../../db/cells/ask'
import { type Cell, nameOf } from '../../../db/cells/cell'
import { equivalent } from '../../../db/cells/equivalent'
import { listPolicyMutants, listTriggerMutants, type Mutant } from '../../../db/cells/mutants'
import { createDatabase } from '../../../db/client'
import { appDatabaseUrl } from '../../../db/login'
import { plantSmallOrganisation } from '../../../db/small-organisation'

/**
 * Breaks every policy and every trigger of one database, makes it good again, and asks the cells of its table in between.
 * Prints a line for each mutant and, last, the counts as JSON.
 */
const { DATABASE_URL: ownerUrl = '', AUTH_SECRET: secret = '', SUPER_URL: superUrl = '' } = process.env
const database = createDatabase(appDatabaseUrl(ownerUrl, secret))
await plantSmallOrganisation({ database })
await database.end()

const superuser = new pg.Client({ connectionString: superUrl })
await superuser.connect()
const cells = await prepareCells(superuser)
const wrong = await findWrong(superuser, cells)
for (const { cell, got } of wrong) console.log(`unbroken, ${nameOf(cell)} → ${got}, not ${cell.expected}`)

const mutants = [...(await listPolicyMutants(superuser)), ...(await listTriggerMutants(superuser))]
const unknown = [...equivalent.keys()].filter((name) => !mutants.some((mutant) => mutant.name === name))
for (const name of unknown) console.log(`There is no mutant ${name}: take it out of db/cells/equivalent.ts.`)

/** The cell of the table that notices; it must be right again once all is whole. */
async function findKiller({ table, sql, undo }: Mutant): Promise<Cell | null> {
  const near = cells.filter((cell) => cell.table === table)
  await superuser.query(undo ? sql : `begin; ${sql}`)
  const by = await findFirstWrong(superuser, near, undo ? alone : within)
  await superuser.query(undo ?? 'rollback')
  const [still] = by ? await findWrong(superuser, [by]) : []
  if (still) throw new Error(`${nameOf(still.cell)} answers ${still.got} with nothing broken: it proves nothing.`)
  return by
}

const counts = { policies: { all: 0, survived: 0 }, triggers: { all: 0, survived: 0 } }
let needless = 0
for (const mutant of mutants) {
  const by = await findKiller(mutant)
  const isListed = equivalent.has(mutant.name)
  if (isListed && by) needless += 1
  if (isListed && !by) continue
  counts[mutant.kind].all += 1
  if (!by) counts[mutant.kind].survived += 1
  console.log(`${mutant.name}: ${by ? nameOf(by) : 'SURVIVED'}${isListed ? ', though listed as equivalent' : ''}`)
}
await superuser.end()
const faults = wrong.length + unknown.length + needless
console.log(JSON.stringify({ cells: cells.length, equivalent: equivalent.size, faults, ...counts }))
