import { sql } from 'drizzle-orm'
import { invalid } from '@/lib/access/errors'
import { coverProblems, type Link, namesSomebody } from './cover'
import type { Row } from './queries'
import type { CoverInput } from './shapes'
import type { Work } from './step'
import { coverInWords } from './words'

/**
 * Puts the cover of an absence in place of what was arranged before, link by link, and gives the links back; refuses what is
 * wrong with it. People are found among those whom the viewer sees and who have a post today.
 */
export async function arrangeCover(
  { db, today }: Work,
  {
    row,
    links,
    days,
    deepest,
  }: {
    row: Pick<Row, 'id' | 'employeeId'>
    links: readonly CoverInput[]
    days: { from: string; to: string }
    deepest: number
  },
): Promise<Link[]> {
  const wanted = links.map(({ option, employeeId, consequence, to }): Link => {
    const person = namesSomebody(option) ? employeeId : null
    return { option, person, from: days.from, to: to ?? days.to, consequence }
  })
  const asked = { secondee: row.employeeId ?? '', from: days.from, to: days.to, deepest }
  const [problem] = coverProblems(wanted, asked)
  if (problem) throw coverInWords(problem)
  const named = wanted.flatMap(({ person }) => person ?? [])
  const { rows: people } = await db.execute<{ id: number; employeeId: string }>(sql`
    select id, employee_id as "employeeId" from person
    where employee_id = any (${sql.param(named)}::text[]) and employed @> ${today}::date and not is_disabled`)
  const idOf = (employeeId: string | null) => people.find((one) => one.employeeId === employeeId)?.id ?? null
  const unknown = named.find((employeeId) => idOf(employeeId) === null)
  if (unknown !== undefined) {
    const message = 'There is nobody by this employee id with a post today whom you see.'
    throw invalid(message, [{ path: 'cover', message }])
  }
  await db.execute(sql`delete from secondment_cover where secondment_id = ${row.id}`)
  for (const [at, { option, person, from, to, consequence }] of wanted.entries()) {
    await db.execute(sql`insert into secondment_cover (secondment_id, place, option, covering_person_id, during, consequence)
      values (${row.id}, ${at + 1}, ${option}, ${idOf(person)}, daterange(${from}::date, ${to}::date, '[]'), ${consequence})`)
  }
  return wanted
}
