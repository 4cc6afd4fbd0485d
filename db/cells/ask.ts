import pg from 'pg'
import type { Cell } from './cell'

/** A cell in a transaction of its own, or inside the open one of whoever has broken something in it. */
export const alone = { open: 'begin', close: 'rollback' }
export const within = { open: 'savepoint cell', close: 'rollback to savepoint cell; release savepoint cell' }
type Frame = typeof alone

/**
 * Brings a cell about on the connection of a superuser, who becomes whom the cell names, and answers what came of it, in the
 * words of `Cell.expected`. Everything is taken back.
 */
async function ask(superuser: pg.Client, cell: Cell, frame: Frame): Promise<string> {
  await superuser.query(frame.open)
  try {
    if (cell.given) await superuser.query(cell.given).catch(unprepared)
    const answer = await superuser.query(`${becoming(cell)}; ${cell.statement}`).then(last)
    if (cell.isProbe) return 'may'
    if (!cell.seen) return inWords(answer)
    return inWords(last(await superuser.query(`reset role; ${cell.seen}`)))
  } catch (error) {
    if (error instanceof Unprepared) return error.message
    if (!(error instanceof pg.DatabaseError)) throw error
    const said = error.code === '42501' ? 'refused' : (error.code ?? error.message)
    return cell.isProbe && said !== 'refused' ? 'may' : said
  } finally {
    await superuser.query(frame.close)
  }
}

class Unprepared extends Error {}
/** What a cell takes for given could not be brought about: an answer too, and never the expected one. */
function unprepared(error: Error): never {
  throw new Unprepared(`not prepared: ${error.message}`)
}

/** Cells whose answer is not the expected one, with it. */
export async function findWrong(superuser: pg.Client, cells: readonly Cell[]): Promise<{ cell: Cell; got: string }[]> {
  const wrong: { cell: Cell; got: string }[] = []
  for (const cell of cells) {
    const got = await ask(superuser, cell, alone)
    if (got !== cell.expected) wrong.push({ cell, got })
  }
  return wrong
}

/** The first cell whose answer is not the expected one: enough to have noticed. */
export async function findFirstWrong(superuser: pg.Client, cells: readonly Cell[], frame: Frame): Promise<Cell | null> {
  for (const cell of cells) if ((await ask(superuser, cell, frame)) !== cell.expected) return cell
  return null
}

function becoming({ as }: Cell): string {
  const role = as.role === 'superuser' ? 'none' : as.role
  return `select set_config('role', '${role}', true), set_config('app.person_id', '${as.person ?? ''}', true),
    set_config('app.job', '${as.job ?? ''}', true)`
}

// Several statements in one message answer a list.
const last = (answer: pg.QueryResult | pg.QueryResult[]) => (Array.isArray(answer) ? answer.at(-1)! : answer)

function inWords({ command, rowCount, rows }: pg.QueryResult): string {
  if (command !== 'SELECT') return String(rowCount)
  const keys = rows.map((row: object) => Object.values(row)[0])
  return keys
    .filter((key) => key !== null)
    .sort((a, b) => Number(a) - Number(b) || 0 || String(a).localeCompare(String(b)))
    .join(' ')
}
