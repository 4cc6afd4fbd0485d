import { createDatabase } from '../../../db/client'
import { type Caller, callers, sees } from '../../../lib/api/matrix-callers'
import { type Cell, cellsOf, expected, type Name, names, openDoors, requestOf } from '../../../lib/api/matrix-cells'
import { plantMatrix } from '../../../lib/api/matrix-organisation'
import { listPages, lookAt } from './pages'
import { startRounds } from './rounds'

/**
 * Layer (c): plants the matrix's organisation into the database behind a running server, starts a round and a placement there, and asks that server, which has no
 * proxy.ts, for every page as every caller and then for every cell of the permission matrix. Prints each fault and, last, the
 * counts as JSON.
 */
const { APP_DATABASE_URL: appUrl = '', PUBLIC_URL: home = '' } = process.env
const database = createDatabase(appUrl)
await plantMatrix({ database })
await openDoors(database)
await database.end()

const faults: string[] = []

async function askPages() {
  let asked = 0
  let named = 0
  const brought = new Set<string>()
  const viewers: Caller[] = callers.filter((caller) => caller !== 'token')
  for (const page of listPages(process.cwd(), await startRounds(home))) {
    for (const caller of viewers) {
      const shown = await lookAt(home, page, caller)
      faults.push(...shown.faults)
      asked += 1
      named += shown.names.length
      for (const name of shown.data) brought.add(`${caller} ${name}`)
      // Pages that show nothing would leak nothing.
      if (page !== '/people') continue
      const lost = sees[caller].filter((member) => member !== 'leaver' && !shown.names.includes(member))
      if (lost.length > 0) faults.push(`${page} for ${caller}: does not show ${lost}`)
    }
  }
  for (const whole of [
    'hr gapMap.get',
    'director readiness.bands',
    'manager readiness.team',
    'administrator audit.list',
  ]) {
    if (!brought.has(whole)) faults.push(`No page brings ${whole}.`)
  }
  return { pages: asked, named, brought: brought.size }
}

async function askCell(name: Name, cell: Cell) {
  const response = await fetch(await requestOf(home, name, cell))
  const body = await response.text()
  const [status, refusedBy] = expected(name, cell)
  const got = `${response.status} ${response.headers.get('x-refused-by')}`
  const where = `${name} as ${cell.caller} / ${cell.relation}`
  if (got !== `${status} ${refusedBy}`) faults.push(`${where}: ${got}, not ${status} ${refusedBy}`)
  if (response.status >= 400 && response.status !== 409 && /Name of/.test(body)) faults.push(`${where}: names somebody`)
}

const pages = await askPages()
let cells = 0
// The running server erases in earnest: whoever is gone could not be asked about any more.
for (const name of [...names.filter((one) => one !== 'privacy.erase'), 'privacy.erase' as const]) {
  for (const cell of cellsOf(name)) {
    await askCell(name, cell)
    cells += 1
  }
}
for (const fault of faults) console.log(fault)
console.log(JSON.stringify({ cells, ...pages, faults: faults.length }))
