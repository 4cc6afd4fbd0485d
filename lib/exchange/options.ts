import { parseArgs } from 'node:util'
import type { ImportOptions } from './commands'
import { isDay } from './day'
import { fileKinds } from './files'

export const usage = `npm run import -- --units units.csv --people people.csv --ratings ratings.csv [--openings openings.csv] [--grants grants.csv]
  --cycle NAME         the cycle that the ratings belong to
  --effective DAY      the day from which units and managers hold (default: today)
  --as-of DAY          the day on which the cycle is reckoned (default: its newest rating)
  --full-list          the people file names everybody: whoever is missing leaves
  --report FILE        write every problem to this CSV file
  --commit             keep the changes; without it all is only tried`

export type CommandOptions = ImportOptions & { report?: string }

/** The command line, understood, or all that is wrong with it. */
export function readOptions(args: readonly string[]): { options: CommandOptions } | { wrong: string[] } {
  let values: ReturnType<typeof parse>['values']
  try {
    ;({ values } = parse(args))
  } catch (error) {
    return { wrong: [(error as Error).message.split('. ')[0]!] }
  }
  const files = Object.fromEntries(fileKinds.flatMap((kind) => (values[kind] ? [[kind, values[kind]]] : [])))
  const notDays = (['effective', 'as-of'] as const).filter((name) => values[name] !== undefined && !isDay(values[name]))
  const wrong = [
    ...(Object.keys(files).length === 0 ? ['Name at least one file.'] : []),
    ...(values.ratings && !values.cycle ? ['Ratings need a cycle: add --cycle 2026-H2, say.'] : []),
    ...(values.cycle !== undefined && !/^\S(.{0,98}\S)?$/.test(values.cycle.normalize('NFC'))
      ? ['A cycle has a name of 1 to 100 letters.']
      : []),
    ...(values['as-of'] && !values.cycle ? ['--as-of belongs to a cycle: add --cycle.'] : []),
    ...(values['full-list'] && !values.people ? ['--full-list needs the people file that it speaks of.'] : []),
    ...notDays.map((name) => `--${name} is not a day: write it as 2026-11-22.`),
  ]
  if (wrong.length > 0) return { wrong }
  const { cycle, effective, 'as-of': asOf, 'full-list': fullList, report, commit } = values
  return { options: { files, cycle: cycle?.normalize('NFC'), effective, asOf, fullList, report, commit } }
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean' } as const
  return parseArgs({
    args: [...args],
    options: {
      ...{
        units: text,
        people: text,
        ratings: text,
        openings: text,
        grants: text,
        cycle: text,
        effective: text,
        'as-of': text,
      },
      ...{ report: text, 'full-list': flag, commit: flag },
    },
  })
}
