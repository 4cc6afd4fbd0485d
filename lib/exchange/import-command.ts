import { createWriteStream } from 'node:fs'
import { access } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { refreshStatistics } from '@/db/statistics'
import { closeDatabase, theDatabase } from '@/lib/access/database'
import { importFiles, Refusal } from './commands'
import { readOptions, usage } from './options'
import { progress } from './progress'
import { printReport, reportLines } from './report'

/** `npm run import`: exit 0 when the files are good, 1 when they are not, 2 when the command line is not. */
async function main(): Promise<number> {
  const read = readOptions(process.argv.slice(2))
  if ('wrong' in read) {
    console.error([...read.wrong, '', usage].join('\n'))
    return 2
  }
  const { options } = read
  const { report: reportFile } = options
  for (const path of Object.values(options.files)) {
    if (
      await access(path).then(
        () => true,
        () => false,
      )
    )
      continue
    console.error(`There is no file ${path} that can be read.`)
    return 2
  }
  try {
    const report = await importFiles(
      theDatabase(),
      {
        ...options,
        keepProblems: reportFile
          ? (problems) => pipeline(Readable.from(reportLines(problems)), createWriteStream(reportFile))
          : undefined,
      },
      progress((line) => console.error(line)),
    )
    if (report.isKept) await refresh()
    console.log(printReport(report, options.files))
    return report.errors > 0 ? 1 : 0
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    console.error(error instanceof Refusal ? reason : `The import stopped and nothing was written: ${reason}`)
    return 1
  } finally {
    await closeDatabase()
  }
}

/** Best effort: all is kept by now, and the server gets there by itself in a while. */
async function refresh(): Promise<void> {
  const { DATABASE_URL } = process.env
  if (!DATABASE_URL) return
  console.error('refreshing statistics')
  await refreshStatistics(DATABASE_URL).catch((error: Error) => {
    console.error(`Statistics were not refreshed, pages may be slow for some minutes: ${error.message}`)
  })
}

process.exitCode = await main()
