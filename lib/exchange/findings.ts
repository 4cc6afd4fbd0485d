import type { Db } from '@/db/client'
import { explain, type Finding, type Problem, problemKinds, severityOf } from './problems'

/** Problems that a report holds; a wrong word in millions of rows must not become millions of objects. */
export const mostShown = 200
const batch = 5_000

export type Findings = { problems: Problem[]; errors: number; warnings: number; found: number }

const ordered = `select file, row, col as "column", kind, value from import_problem
  order by array_position('{units,people,grants,ratings,openings}', file), row nulls first, col, kind`
const kindsOf = (severity: Problem['severity']) => problemKinds.filter((kind) => severityOf(kind) === severity)

/** How many problems of each weight were found, and the first of them. */
export async function readFindings(db: Db): Promise<Findings> {
  const { rows: first } = await db.$client.query<Finding>(`${ordered} limit ${mostShown}`)
  const { rows: counts } = await db.$client.query<Omit<Findings, 'problems'>>(
    `select count(*) as found, count(*) filter (where kind = any ($1)) as errors,
      count(*) filter (where kind = any ($2)) as warnings from import_problem`,
    [kindsOf('error'), kindsOf('warning')],
  )
  return { problems: first.map(explain), ...counts[0]! }
}

/** Every problem in the report's order, a few thousand in memory at once; read inside the import's transaction. */
export async function* streamFindings(db: Db): AsyncGenerator<Problem> {
  await db.$client.query(`declare import_findings no scroll cursor for ${ordered}`)
  for (;;) {
    const { rows } = await db.$client.query<Finding>(`fetch ${batch} from import_findings`)
    if (rows.length === 0) break
    for (const row of rows) yield explain(row)
  }
  await db.$client.query('close import_findings')
}
