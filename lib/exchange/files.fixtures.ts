import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type FileKind, fileKinds } from './files'

export type Table = string[][]
export type Tables = Partial<Record<FileKind, Table>>
export type Form = { delimiter?: string; newline?: string; start?: string }

/** Tables written as files a spreadsheet might have saved; answers their paths. */
export function writeTables(tables: Tables, { delimiter = ',', newline = '\n', start = '' }: Form = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), 'gravitas-import-'))
  const cell = (text: string) =>
    /["\r\n]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text
  return Object.fromEntries(
    fileKinds.flatMap((kind) => {
      const table = tables[kind]
      if (!table) return []
      const file = path.join(folder, `${kind}.csv`)
      writeFileSync(file, start + table.map((row) => row.map(cell).join(delimiter) + newline).join(''))
      return [[kind, file]]
    }),
  ) as Partial<Record<FileKind, string>>
}

const table = (text: string): Table =>
  text
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))

/** Two areas below a group, a head, two managers and three people to be assessed; two forms for Ann, one for Ben. */
export const smallTables = () => ({
  units: table(`
    unit_id | name  | parent_unit_id | kind
    G       | Group |                | group
    A       | Área  | G              | area
    A1      | Team  | A              | unit
    B       | Beta  | G              | area`),
  people: table(`
    employee_id | name           | email       | unit_id | manager_id | job_title | hire_date  | assessed | target_profile        | credentials
    001         | Ada Top        | ada@x.org   | G       |            | COO       | 2010-01-01 | no       |                       |
    002         | Mia Manager    | mia@x.org   | A       | 001        | Head      | 2012-01-01 | no       |                       |
    003         | Noor Manager   | noor@x.org  | B       | 001        | Head      | 2012-01-01 | no       |                       |
    010         | Ann Assessed   | ann@x.org   | A1      | 002        | PMO       | 2020-01-01 | yes      | portfolio-pmo-manager | pmp;mop-foundation
    011         | Ben Assessed   | ben@x.org   | A1      | 002        | PMO       | 2020-01-01 | yes      | portfolio-pmo-manager |
    012         | Cem Assessed   |             | B       | 003        | PMO       |            | yes      |                       |`),
  ratings: table(`
    employee_id | rater_id | rater_type | criterion            | status       | level | rated_on
    010         | 002      | manager    | strategic-alignment  | rated        | 3     | 2026-09-01
    010         | 002      | manager    | investment-appraisal | rated        | 1     | 2026-09-01
    010         | 010      | self       | strategic-alignment  | rated        | 4     | 2026-09-02
    011         | 002      | manager    | strategic-alignment  | not-observed |       | 2026-10-01
    011         | 010      | peer       | strategic-alignment  | rated        | 2     | 2026-10-01
    012         | 003      | manager    | strategic-alignment  | rated        | 5     | 2026-10-02`),
  grants: table(`
    employee_id | role     | unit_id
    003         | hr       |
    002         | director | A`),
})
