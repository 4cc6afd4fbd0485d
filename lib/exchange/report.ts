import type { ImportReport } from './commands'
import { type FileKind, fileKinds } from './files'
import type { Problem } from './problems'

const number = new Intl.NumberFormat('en-GB')
const count = (amount: number, word: string) => `${number.format(amount)} ${word}${amount === 1 ? '' : 's'}`

/** The report as the command prints it: problems by file and kind, then what changed. */
export function printReport(report: ImportReport, files: Partial<Record<FileKind, string>>): string {
  const { problems, errors, warnings, found, rows } = report
  const read = fileKinds.flatMap((kind) => (rows[kind] === undefined ? [] : [`${count(rows[kind], 'row')} of ${kind}`]))
  return [
    `Read ${read.join(', ')}.`,
    ...groups(problems, files),
    ...(found > problems.length
      ? [`… and ${count(found - problems.length, 'more problem')}: --report FILE writes all.`]
      : []),
    `${count(errors, 'error')}, ${count(warnings, 'warning')}.`,
    ...(report.changes ? changesOf(report) : ['Nothing was written: correct the errors and try again.']),
    ...(report.changes && !report.isKept ? ['This was a trial: add --commit to keep it.'] : []),
  ].join('\n')
}

function groups(problems: readonly Problem[], files: Partial<Record<FileKind, string>>): string[] {
  const byKind = new Map<string, Problem[]>()
  for (const problem of problems) {
    const key = `${problem.file} ${problem.kind}`
    byKind.set(key, [...(byKind.get(key) ?? []), problem])
  }
  return [...byKind.values()].flatMap((group) => [
    `\n${files[group[0]!.file] ?? group[0]!.file} – ${group[0]!.severity}: ${group[0]!.remedy}`,
    ...group.map(({ row, problem }) => (row === null ? `  ${problem}` : `  row ${row}: ${problem}`)),
  ])
}

function changesOf({ changes, published }: ImportReport): string[] {
  const { units, people, ratings, openings, grants } = changes!
  const all = [
    `${number.format(units.added)} added and ${number.format(units.changed)} changed of units`,
    `${number.format(people.added)} added, ${number.format(people.changed)} changed, ${number.format(people.moved)} moved, ${number.format(people.reassigned)} given another manager and ${number.format(people.left)} left of people`,
    `${number.format(ratings.added)} added and ${number.format(ratings.changed)} changed of ratings`,
    `${number.format(openings.added)} added and ${number.format(openings.changed)} changed of openings`,
    `${number.format(grants.added)} added of grants`,
  ]
  const total = [units, people, ratings, openings, grants]
    .flatMap((each) => Object.values(each))
    .reduce((sum, each) => sum + each, 0)
  const result = published
    ? [
        `${published.cycle} as of ${published.asOf}: ${count(published.people, 'person').replace('persons', 'people')}, version ${published.version}${published.isNew ? '' : ', unchanged'}.`,
      ]
    : []
  return [`${count(total, 'change')}: ${all.join('; ')}.`, ...result]
}

/** Every problem as CSV; cells that a spreadsheet would reckon with get an apostrophe. */
export async function* reportLines(problems: AsyncIterable<Problem> | Iterable<Problem>): AsyncGenerator<string> {
  yield 'file,row,column,severity,problem,remedy\n'
  for await (const { file, row, column, severity, problem, remedy } of problems)
    yield `${[file, row ?? '', column ?? '', severity, problem, remedy].map((value) => cell(String(value))).join(',')}\n`
}

function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
