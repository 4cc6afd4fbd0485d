import { createWriteStream } from 'node:fs'
import { access } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
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
      options,
      progress((line) => console.error(line)),
    )
    console.log(printReport(report, options.files))
    if (options.report) await pipeline(Readable.from(reportLines(report.problems)), createWriteStream(options.report))
    return report.errors > 0 ? 1 : 0
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    console.error(error instanceof Refusal ? reason : `The import stopped and nothing was written: ${reason}`)
    return 1
  } finally {
    await closeDatabase()
  }
}

process.exitCode = await main()
